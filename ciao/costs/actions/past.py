"""Allowances that were paid before this programme kept them here, as expenses of who paid them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.budget.enums import CostKind
from ciao.costs.actions.allowances import payer_of, title_of
from ciao.costs.actions.expenses import item_for, new_expense, threads_of
from ciao.costs.cost_rules.allowance import RULE
from ciao.costs.models import Expense
from ciao.internships.models import Allowance
from ciao.programmes.models import Activity, Programme


@transaction.atomic
def accrue_past_allowances(*, programme: Programme, allowances: Sequence[Allowance], by: Actor) -> list[Expense]:
    """An accrued expense for each allowance paid in the past; nothing where the budget has no item or payer for it.

    Its proof is attached and the expense marked paid as any other; the allowance is paid already and stays so.
    """
    threads = threads_of([one.id for one in allowances])
    activities = {one.id: one for one in Activity.objects.filter(programme=programme)}
    homes: dict[Any, Any] = {}
    made = []
    for one in allowances:
        thread, on = threads[one.id], one.approved_on or one.month_on
        key = (one.payer_id, thread.activity_id, on.replace(day=1))
        if key not in homes:
            homes[key] = _home(one, thread, on)
        if homes[key] is None:
            continue
        partnership, item = homes[key]
        made.append(new_expense(
            partnership=partnership, item=item, activity=activities[thread.activity_id], rule=RULE.code,
            title=title_of(one), accrued_on=on, due_amount=one.due_amount, explanation=one.explanation, by=by,
            allowance=one,
        ))  # fmt: skip
    return made


def _home(allowance: Allowance, thread: Any, on: Any) -> Any:
    """Whose expense it is and on which item; None where the budget has no place for it."""
    try:
        partnership = payer_of(allowance, thread)
        return partnership, item_for(partnership, CostKind.ALLOWANCE, thread.activity_id, on)
    except NotPossible:
        return None
