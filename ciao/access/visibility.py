"""`visible`: the one filter through which every page and action reads protected rows."""

from typing import Any, TypeVar, cast, overload

from django.db.models import Manager, Model, Q, QuerySet

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.models import Grant, Protected, Scope
from ciao.access.roles import may
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
    granted = (
        Grant.objects.filter(holder_id__in=actor.holders).valid_on(clock.today()).covering(level).values("scope_id")
    )
    return Scope.objects.filter(Q(id__in=granted) | Q(parent_id__in=granted))


def _in_reach(actor: Actor, level: Level) -> Q:
    return Q(scope__in=scopes(actor, level).values("id"))


def _at_row_level(actor: Actor, extra: Level) -> Q:
    condition = Q(pk__in=[])
    for level in Level:
        if level in actor.cap:
            condition |= Q(level=int(level)) & _in_reach(actor, level | extra)
    return condition
