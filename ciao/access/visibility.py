"""`visible`: the one filter through which every page and action reads protected rows."""

from typing import Any, TypeVar, cast, overload

from django.db.models import Exists, ExpressionWrapper, F, IntegerField, Manager, Model, OuterRef, Q, QuerySet

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.models import Grant, Protected, Scope
from ciao.access.roles import ROLES, may
from ciao.core import clock

M = TypeVar("M", bound=Model)
Rows = TypeVar("Rows", bound=QuerySet[Any])

ACTION_LEVELS: dict[str, Level] = {
    Action.SIGNAL_DECIDE: Level.SIGNAL,
    Action.CASE_EDIT: Level.WORK,
    Action.CASE_TEAM: Level.WORK,
}


@overload
def visible(rows: Rows, actor: Actor, action: str) -> Rows: ...
@overload
def visible(rows: Manager[M], actor: Actor, action: str) -> QuerySet[M]: ...
def visible(rows: Any, actor: Actor, action: str) -> QuerySet[Any]:
    """Rows whose circle the actor reads at the table's level and at the action's; none without the action."""
    found: QuerySet[Any] = rows.all()
    if not may(actor, action):
        return found.none()
    table = cast(type[Protected], found.model)
    table_level, own = table.ACCESS_LEVEL, table.OWN_ROWS
    extra = ACTION_LEVELS.get(action, Level(0))
    condition = _at_row_level(actor, extra) if table_level is None else _in_reach(actor, table_level | extra)
    if own and actor.user_id:
        condition |= Q(**{own: actor.user_id})
    return found.filter(condition)


def scopes(actor: Actor, level: Level) -> QuerySet[Scope]:
    """The circles the actor reads at `level`: those granted, and those whose parent is granted."""
    if level & ~actor.cap or not actor.holders:
        return Scope.objects.none()
    granted = _granted(actor, level)
    if _reads_everywhere(actor, level):
        return Scope.objects.filter(Q(id__in=granted) | Q(parent_id__in=granted))
    return Scope.objects.filter(id__in=_reached(granted))


def _in_reach(actor: Actor, level: Level) -> Q:
    """The same rows in two shapes, because PostgreSQL cannot tell how many they are.

    Who reads a whole programme has each row asked for its circle; who reads a few circles begins from those.
    """
    if level & ~actor.cap or not actor.holders:
        return Q(pk__in=[])
    granted = _granted(actor, level)
    if _reads_everywhere(actor, level):
        above = Scope.objects.filter(id=OuterRef("scope_id"), parent_id__in=granted)
        return Q(scope_id__in=granted) | Q(Exists(above))
    return Q(scope_id__in=_reached(granted))


def _reads_everywhere(actor: Actor, level: Level) -> bool:
    return actor.role in ROLES and level in ROLES[actor.role].programme


def _reached(granted: QuerySet[Any]) -> QuerySet[Any]:
    """Two lists one after the other, never an OR: an index leads from each circle to its rows."""
    return granted.union(Scope.objects.filter(parent_id__in=granted).values("id"), all=True)


def _granted(actor: Actor, level: Level) -> QuerySet[Any]:
    return _grants(actor, level).values("scope_id")


def _grants(actor: Actor, level: Level) -> QuerySet[Grant]:
    return Grant.objects.filter(holder_id__in=actor.holders).valid_on(clock.today()).covering(level)


def _at_row_level(actor: Actor, extra: Level) -> Q:
    """Each row's own level against what is held in its circle or in the parent; none at a level above the cap."""
    if extra & ~actor.cap or not actor.holders:
        return Q(pk__in=[])
    asked = ExpressionWrapper(OuterRef("level"), output_field=IntegerField())
    held = _grants(actor, extra).annotate(_both=F("level").bitand(asked)).filter(_both=asked)
    here, above = held.filter(scope_id=OuterRef("scope_id")), held.filter(scope__children=OuterRef("scope_id"))
    within_cap = Q(level__in=[int(one) for one in Level if one in actor.cap])
    return _in_reach(actor, extra) & within_cap & (Q(Exists(here)) | Q(Exists(above)))
