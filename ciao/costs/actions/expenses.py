"""What every expense needs, whatever stands behind it: an item, a number, an explanation that stays."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from ciao.access.actor import Actor, reporting
from ciao.access.lifecycle import NotPossible
from ciao.budget.enums import CostKind
from ciao.budget.models import BudgetLine, BudgetPlan, CostItem
from ciao.costs.cost_rules import Line
from ciao.costs.models import Expense
from ciao.internships.models import Allowance
from ciao.programmes.enums import PartnerRole
from ciao.programmes.models import Activity, Partnership
from ciao.programmes.numbers import next_number


@dataclass(frozen=True)
class Thread:
    """From an allowance up to what it belongs to; ids only, because who pays reads neither case nor internship."""

    programme_id: uuid.UUID
    activity_id: uuid.UUID
    person_id: uuid.UUID


def threads_of(allowance_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Thread]:
    """The programme, activity and person of some allowances, in one query; no name is read."""
    up = "register__internship"
    with reporting():
        rows = Allowance.objects.filter(id__in=allowance_ids).order_by()
        found = rows.values_list("id", f"{up}__case__programme_id", f"{up}__activity_id", f"{up}__case__person_id")
        return {one: Thread(*rest) for one, *rest in found}


def item_for(partnership: Partnership, kind: CostKind, activity_id: uuid.UUID, on: date) -> CostItem:
    """The item of a kind that the budget gives this partner: for the activity, else any, else the first by code.

    Raises `NotPossible` where the programme has none.
    """
    items = list(CostItem.objects.filter(programme_id=partnership.programme_id, kind=kind))
    if not items:
        words = f"Il piano economico non ha nessuna voce di tipo «{kind.label}»."
        raise NotPossible(f"{words} Chi coordina lo carica, o cambia il tipo di una voce.")
    plan_id = BudgetPlan.objects.id_on(partnership.programme_id, on)
    with reporting():
        rows = BudgetLine.objects.filter(plan_id=plan_id, partnership_id=partnership.id, item__kind=kind).order_by()
        lined = list(rows.values_list("item_id", "activity_id"))
    exact = {item for item, activity in lined if activity == activity_id}
    any_line = {item for item, _ in lined}
    return min(items, key=lambda one: (one.id not in exact, one.id not in any_line))


def check_partner(partnership: Partnership) -> None:
    """The network has no budget, so no expense is its own."""
    if partnership.role == PartnerRole.NETWORK:
        raise NotPossible("Questo ente è nella rete e non ha budget: la spesa è di un partner.")


def new_expense(
    *, partnership: Partnership, item: CostItem, activity: Activity, rule: str, title: str, accrued_on: date,
    due_amount: Decimal, explanation: Sequence[Line | dict[str, str]], by: Actor, row_id: uuid.UUID | None = None,
    **behind: Any,
) -> Expense:  # fmt: skip
    """The row, in the partner's own circle, with the next number of the programme."""
    check_partner(partnership)
    if {item.programme_id, activity.programme_id} != {partnership.programme_id}:
        raise NotPossible("Voce, attività ed ente sono dello stesso progetto: scegli di nuovo.")
    expense = Expense(
        id=row_id or uuid.uuid4(), scope_id=partnership.staff_scope_id, partnership=partnership, item=item,
        activity=activity, rule=rule, title=title, accrued_on=accrued_on, due_amount=due_amount,
        number=next_number(partnership.programme, "expense"), recorded_by=by.id, recorded_by_label=by.label,
        explanation=[one.as_kept() if isinstance(one, Line) else one for one in explanation], **behind,
    )  # fmt: skip
    expense.save(force_insert=True)
    return expense


def lock(row: Model) -> None:
    """The row as it is now, kept from others until the transaction ends: two clicks make one payment."""
    row.refresh_from_db(from_queryset=type(row)._default_manager.select_for_update(of=("self",)))
