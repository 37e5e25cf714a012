"""The budget as a board: one row for each partner, item or activity, and the curve over the months."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.urls import reverse

from ciao.access.actor import reporting
from ciao.budget.models import CostItem
from ciao.core.charts import burn, spend
from ciao.core.formats import money
from ciao.costs.enums import ExpenseState
from ciao.costs.figures import Amounts, Cell, Key, grouped, total
from ciao.costs.models import Expense
from ciao.costs.rules import planned_curve, running
from ciao.programmes.enums import PartnerRole
from ciao.programmes.models import Activity, Partnership, Programme, WorkPlan

NO_ACTIVITY = "Senza attività"
# In the address: the tab, what it groups by, the filter its rows open.
TABS = {
    "ente": ("partner", "Per ente"),
    "voce": ("item", "Per voce di costo"),
    "attivita": ("activity", "Per attività"),
}


@dataclass(frozen=True)
class BoardRow:
    """One heading of the budget; `url` opens its rows, empty where the reader sees figures only."""

    label: str
    amounts: Amounts
    chart: spend.Spend
    url: str = ""
    paid_url: str = ""


def rows_of(programme: Programme, found: Sequence[Cell], tab: str, *, linked: bool) -> list[BoardRow]:
    """The headings of one tab, in their own order, those without money left out."""
    dimension = TABS[tab][0]
    sums = grouped(found, dimension)
    named = [(key, label) for key, label in names(programme, dimension) if key in sums]
    return [_row(tab, key, label, sums[key], linked) for key, label in named]


def names(programme: Programme, dimension: str) -> list[tuple[Key, str]]:
    """Every heading of a dimension: the lead before the other partners, items by code, activities by number."""
    if dimension == "partner":
        rows = Partnership.objects.filter(programme=programme).select_related("organization")
        ordered = sorted(rows, key=lambda one: (one.role != PartnerRole.LEAD, one.organization.name.casefold()))
        return [(one.id, one.organization.name) for one in ordered]
    if dimension == "item":
        return [(one.id, str(one)) for one in CostItem.objects.filter(programme=programme)]
    activities: list[tuple[Key, str]] = [(one.id, str(one)) for one in Activity.objects.filter(programme=programme)]
    return [*activities, (None, NO_ACTIVITY)]


def curve(
    programme: Programme, found: Sequence[Cell], partnerships: Collection[uuid.UUID] | None, on: date
) -> burn.Burn | None:
    """Due and paid over the months against the plan, spread on each activity's months; None without a plan."""
    version = programme.version_on(on)
    planned = {key: amounts.planned for key, amounts in grouped(found, "activity").items()}
    whole = sum(planned.values(), Decimal(0))
    if whole <= 0:
        return None
    calendar = WorkPlan.objects.filter(version=version).values_list("activity_id", "months")
    months_of: dict[Key, Sequence[int]] = {}
    months_of.update(calendar)
    now = min(max(version.month_on(on), 1), version.months)
    spent = Expense.objects.counted().filter(partnership__programme=programme)
    if partnerships is not None:
        spent = spent.filter(partnership_id__in=partnerships)
    with reporting():
        due = _by_month(spent, "accrued_on", version)
        paid = _by_month(spent.filter(state=ExpenseState.PAID), "paid_on", version)
    planned_line = planned_curve(planned, months_of, version.months)
    return burn.draw(burn.Spending(whole, running(due, now), planned_line, paid=running(paid, now), word="maturato"))


def facts(programme: Programme, found: Sequence[Cell], on: date, *, whole: bool) -> list[tuple[str, str]]:
    """The sums above the board; contribution and co-financing only where the whole programme is in reach."""
    version, sums = programme.version_on(on), total(found)
    promised = [
        ("Valore del progetto", money(version.total_amount)),
        ("Contributo", money(version.contribution_amount)),
        ("Cofinanziamento", money(version.cofinancing_amount)),
    ]
    shown = [("Previsto", sums.planned), ("Maturato", sums.accrued), ("Pagato", sums.paid), ("Resta", sums.left)]
    return [*(promised if whole else []), *((label, money(amount)) for label, amount in shown)]


def _row(tab: str, key: Key, label: str, amounts: Amounts, linked: bool) -> BoardRow:
    chart = spend.draw(spend.Spent(amounts.planned, amounts.accrued, amounts.paid, label))
    if not linked or key is None:
        return BoardRow(label, amounts, chart)
    url = f"{reverse('costs:expenses')}?{tab}={key}"
    return BoardRow(label, amounts, chart, url, f"{url}&stato={ExpenseState.PAID}")


def _by_month(rows: QuerySet[Expense], day: str, version: Any) -> dict[int, Decimal]:
    sums = rows.order_by().annotate(month=TruncMonth(day)).values_list("month").annotate(sum=Sum("due_amount"))
    return {version.month_on(month): amount for month, amount in sums}
