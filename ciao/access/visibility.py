"""`visible`: the one filter through which every page and action reads protected rows."""

from typing import Any, TypeVar, cast, overload

from django.db.models import BooleanField, Exists, Func, Manager, Model, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.models import Protected, Scope
from ciao.access.roles import ROLES, may
from ciao.core import clock

M = TypeVar("M", bound=Model)
Rows = TypeVar("Rows", bound=QuerySet[Any])

# Said in SQL: through the ORM, writing this question takes longer than answering it, and a page asks it thirty times.
HELD = "g.holder_id = ANY (%s) AND (g.level & %s) = %s AND g.starts_on <= %s AND (g.ends_on IS NULL OR g.ends_on >= %s)"
GRANTED = f"SELECT g.scope_id FROM access_grant g WHERE {HELD}"  # noqa: S608
# Two lists one after the other, never an OR: an index leads from each circle to its rows.
REACHED = f"{GRANTED} UNION ALL SELECT s.id FROM access_scope s WHERE s.parent_id IN ({GRANTED})"  # noqa: S608
HELD_AT_ROW_LEVEL = (
    f"EXISTS ({GRANTED} AND (g.level & {{level}}) = {{level}} "  # noqa: S608
    "AND g.scope_id IN ({scope}, (SELECT s.parent_id FROM access_scope s WHERE s.id = {scope})))"
)

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
    if _reads_everywhere(actor, level):
        granted = _circles(GRANTED, actor, level)
        return Scope.objects.filter(Q(id__in=granted) | Q(parent_id__in=granted))
    return Scope.objects.filter(id__in=_circles(REACHED, actor, level))


def _in_reach(actor: Actor, level: Level) -> Q:
    """The same rows in two shapes, because PostgreSQL cannot tell how many they are.

    Who reads a whole programme has each row asked for its circle; who reads a few circles begins from those.
    """
    if level & ~actor.cap or not actor.holders:
        return Q(pk__in=[])
    if _reads_everywhere(actor, level):
        granted = _circles(GRANTED, actor, level)
        above = Scope.objects.filter(id=OuterRef("scope_id"), parent_id__in=granted)
        return Q(scope_id__in=granted) | Q(Exists(above))
    return Q(scope_id__in=_circles(REACHED, actor, level))


def _at_row_level(actor: Actor, extra: Level) -> Q:
    """Each row's own level against what is held in its circle or in the parent; none at a level above the cap."""
    within_cap = Q(level__in=[int(one) for one in Level if one in actor.cap])
    return _in_reach(actor, extra) & within_cap & Q(HeldAtRowLevel(actor, extra))


def _reads_everywhere(actor: Actor, level: Level) -> bool:
    return actor.role in ROLES and level in ROLES[actor.role].programme


def _circles(statement: str, actor: Actor, level: Level) -> RawSQL:
    return RawSQL(statement, _held(actor, level) * statement.count(HELD))  # noqa: S611 (our own words, its values apart)


def _held(actor: Actor, level: Level) -> list[Any]:
    today = clock.today()
    return [list(actor.holders), int(level), int(level), today, today]


class HeldAtRowLevel(Func):
    """Whether one grant, in the row's circle or in its parent, holds the row's own level and what the action asks."""

    output_field = BooleanField()

    def __init__(self, actor: Actor, asked: Level) -> None:
        super().__init__("scope_id", "level")
        self.actor, self.asked = actor, asked

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """Written out because the two columns are named more than once."""
        scope, level = (compiler.compile(one)[0] for one in self.source_expressions)
        return HELD_AT_ROW_LEVEL.format(scope=scope, level=level), _held(self.actor, self.asked)
