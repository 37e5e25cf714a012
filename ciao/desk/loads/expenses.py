"""A past allowance is also a past expense of who paid it, where the budget has a place for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ciao.access.actor import Actor
from ciao.cases.loads import Checked, Made
from ciao.cases.models import Load
from ciao.costs.actions import accrue_past_allowances
from ciao.internships.models import Allowance

Make = Callable[[Sequence[Checked], Load, Actor], dict[int, Made]]


def with_expenses(make: Make) -> Make:
    """The same writing, and an accrued expense for each allowance; its proof of payment is attached later."""

    def both(part: Sequence[Checked], load: Load, by: Actor) -> dict[int, Made]:
        made = make(part, load, by)
        wanted: dict[Any, int] = {rows[-1][1]: number for number, rows in made.items()}
        allowances = list(Allowance.objects.filter(id__in=list(wanted)).select_related("payer"))
        for expense in accrue_past_allowances(programme=load.programme, allowances=allowances, by=by):
            made[wanted[str(expense.allowance_id)]].append(("costs_expense", str(expense.id)))
        return made

    return both
