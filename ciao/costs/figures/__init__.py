"""Engine: planned, accrued and paid, the same for every reader; the rows behind are read elsewhere, with `visible`."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Level
from ciao.access.visibility import scopes
from ciao.budget.models import BudgetLine, BudgetPlan, CostItem
from ciao.core import clock
from ciao.costs.enums import ExpenseState
from ciao.costs.models import Expense
from ciao.programmes.models import Activity, Partnership, Programme

ZERO = Decimal(0)
PAID = Q(state=ExpenseState.PAID)
Key = uuid.UUID | None


@dataclass(frozen=True)
class Amounts:
    """Euro planned, due (accrued: what is paid is in it) and paid."""

    planned: Decimal = ZERO
    accrued: Decimal = ZERO
    paid: Decimal = ZERO

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(self.planned + other.planned, self.accrued + other.accrued, self.paid + other.paid)

    @property
    def left(self) -> Decimal:
        """What the plan still holds; below zero where more is due than planned."""
        return self.planned - self.accrued


@dataclass(frozen=True)
class Cell:
    """The amounts of one partner, item and activity."""

    partnership_id: uuid.UUID
    item_id: uuid.UUID
    activity_id: Key
    amounts: Amounts


DIMENSIONS: dict[str, Callable[[Cell], Key]] = {
    "partner": lambda cell: cell.partnership_id,
    "item": lambda cell: cell.item_id,
    "activity": lambda cell: cell.activity_id,
}


def cells(programme_id: uuid.UUID, partnerships: Collection[uuid.UUID] | None, on: date) -> list[Cell]:
    """Every combination with a plan or an expense, for some partners or for all; in two queries."""
    plan_id = BudgetPlan.objects.id_on(programme_id, on)
    lines = BudgetLine.objects.filter(plan_id=plan_id)
    spent = Expense.objects.counted().filter(partnership__programme_id=programme_id)
    if partnerships is not None:
        lines, spent = lines.filter(partnership_id__in=partnerships), spent.filter(partnership_id__in=partnerships)
    found: dict[tuple[uuid.UUID, uuid.UUID, Key], Amounts] = defaultdict(Amounts)
    keys = ("partnership_id", "item_id", "activity_id")
    with reporting():
        for one, item, activity, amount in lines.order_by().values_list(*keys, "planned_amount"):
            found[one, item, activity] += Amounts(planned=amount)
        sums = spent.order_by().values_list(*keys).annotate(due=Sum("due_amount"), paid=Sum("due_amount", filter=PAID))
        for one, item, activity, due, paid in sums:
            found[one, item, activity] += Amounts(accrued=due, paid=paid or ZERO)
    return [Cell(*key, amounts) for key, amounts in found.items()]


def grouped(found: Iterable[Cell], dimension: str) -> dict[Key, Amounts]:
    """The cells added up along one dimension: partner, item or activity."""
    sums: dict[Key, Amounts] = defaultdict(Amounts)
    for cell in found:
        sums[DIMENSIONS[dimension](cell)] += cell.amounts
    return dict(sums)


def total(found: Iterable[Cell]) -> Amounts:
    """All of them together."""
    return sum((cell.amounts for cell in found), Amounts())


def line_amounts(partnership: Partnership, item_id: uuid.UUID, activity_id: Key) -> Amounts:
    """The budget line of an expense: that of its activity, else all of the partner's on that item."""
    mine = [one for one in cells(partnership.programme_id, [partnership.id], clock.today()) if one.item_id == item_id]
    exact = total(one for one in mine if one.activity_id == activity_id)
    return exact if exact.planned else total(mine)


def left_on(partnership: Partnership, item: CostItem, activity: Activity) -> Decimal | None:
    """What the line still holds; None while no budget is in force."""
    if BudgetPlan.objects.id_on(partnership.programme_id, clock.today()) is None:
        return None
    return line_amounts(partnership, item.id, activity.id).left


def reach(programme: Programme, actor: Actor, level: Level = Level.BUDGET) -> Collection[uuid.UUID] | None:
    """The partners whose money the actor reads; None is all of them, because the whole programme is in reach."""
    found = scopes(actor, level)
    if found.filter(id=programme.scope_id).exists():
        return None
    rows = Partnership.objects.filter(programme=programme, staff_scope__in=found.values("id"))
    return set(rows.values_list("id", flat=True))
