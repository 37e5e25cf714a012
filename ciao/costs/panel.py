"""What the pages composed higher up show of money: an allowance's approval, its expense, its budget line, the sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.charts import spend
from ciao.costs.actions.allowances import standing_expense
from ciao.costs.enums import ExpenseState
from ciao.costs.figures import Amounts, cells, line_amounts, reach, total
from ciao.costs.models import Expense
from ciao.internships.enums import AllowanceState
from ciao.internships.models import Allowance
from ciao.programmes.models import Mandate, Programme

OWN_REGISTER = "Hai confermato il registro di questo mese: l’indennità la approva un’altra persona."


@dataclass(frozen=True)
class LineFigures:
    """The budget line behind an expense: its name, its figures, its bar."""

    label: str
    amounts: Amounts
    chart: spend.Spend


def approval(allowance: Allowance, actor: Actor) -> dict[str, Any] | None:
    """What the button needs: `url`, `allowed` and `why_not`, or `withdraw_url`; None where there is nothing to do."""
    rows = visible(Allowance.objects, actor, Action.ALLOWANCE_APPROVE)
    if not rows.filter(id=allowance.id).exists():
        return None
    if allowance.state == AllowanceState.TO_APPROVE:
        is_own = _own_mandates(actor).filter(id__in=[allowance.computed_by]).exists()
        url = reverse("costs:approve", args=[allowance.id])
        return {"url": url, "allowed": not is_own, "why_not": OWN_REGISTER if is_own else "", "withdraw_url": ""}
    if allowance.state == AllowanceState.APPROVED:
        url = reverse("costs:withdraw", args=[allowance.id])
        return {"url": "", "allowed": False, "why_not": "", "withdraw_url": url}
    return None


def expense_of(allowance: Allowance, actor: Actor) -> Expense | None:
    """The expense an allowance became, for who may see expenses."""
    found = standing_expense(allowance.id)
    if found is None or not visible(Expense.objects, actor, Action.COST_VIEW).filter(id=found.id).exists():
        return None
    return found


def line_of(expense: Expense) -> LineFigures:
    """The figures of its budget line, the same for every reader."""
    amounts = line_amounts(expense.partnership, expense.item_id, expense.activity_id)
    label = str(expense.item)
    chart = spend.draw(spend.Spent(amounts.planned, amounts.accrued, amounts.paid, label))
    return LineFigures(label, amounts, chart)


def allowances_to_approve(actor: Actor) -> QuerySet[Allowance]:
    """What waits for an approval the actor may give."""
    rows = visible(Allowance.objects, actor, Action.ALLOWANCE_APPROVE).filter(state=AllowanceState.TO_APPROVE)
    mine = list(_own_mandates(actor).values_list("id", flat=True))
    return rows.exclude(computed_by__in=mine)


def to_pay(actor: Actor) -> QuerySet[Expense]:
    """What is due and not paid yet, for who records payments."""
    return visible(Expense.objects, actor, Action.COST_EDIT).filter(state=ExpenseState.ACCRUED)


def budget_summary(programme: Programme, actor: Actor) -> dict[str, Any] | None:
    """The sums of the whole, or of one's own body, with their bar; None for who may not see the budget."""
    if not may(actor, Action.BUDGET_VIEW):
        return None
    partnerships = reach(programme, actor)
    if partnerships is not None and not partnerships:
        return None
    sums = total(cells(programme.id, partnerships, clock.today()))
    title = "Budget" if partnerships is None else "Il budget del tuo ente"
    chart = spend.draw(spend.Spent(sums.planned, sums.accrued, sums.paid, title))
    return {"title": title, "amounts": sums, "chart": chart, "url": reverse("costs:budget")}


def _own_mandates(actor: Actor) -> QuerySet[Mandate]:
    """Every mandate of whoever acts: the register may have been confirmed under another one."""
    return Mandate.objects.filter(user_id=actor.user_id) if actor.user_id else Mandate.objects.none()
