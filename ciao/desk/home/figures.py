"""Money and figures on the home: what waits for an approval or a payment, how the programme stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core.formats import money, plural
from ciao.costs import panel as costs
from ciao.desk.home.blocks import Button, Item, Measure, Next, Parts
from ciao.indicators import panel as indicators
from ciao.programmes.models import Programme

WORKERS = ("trainer", "tutor", "case_manager", "social_worker", "psychologist", "mediator", "educator")


def add(parts: Parts) -> None:
    """Nothing for who works outside a programme."""
    rows = visible(Programme.objects, parts.actor, Action.PROGRAMME_VIEW)
    programme = rows.filter(id=parts.actor.programme_id).first() if parts.actor.programme_id else None
    if programme is None:
        return
    _approvals(parts)
    _payments(parts)
    if parts.actor.role not in WORKERS:
        _figures(parts, programme)
    _budget(parts, programme)


def _approvals(parts: Parts) -> None:
    if not may(parts.actor, Action.ALLOWANCE_APPROVE):
        return
    count, amount = _sum(costs.allowances_to_approve(parts.actor))
    if not count:
        return
    url = f"{reverse('costs:allowances')}?stato=to_approve"
    words = plural(count, "indennità da approvare", "indennità da approvare")
    why = f"{money(amount)} in tutto, dai registri confermati."
    parts.warnings.append(
        Item(words, url, "", why, kind="warn", icon="clock", weight=9, button=Button("Vedi e approva", url))
    )
    if may(parts.actor, Action.COST_EDIT):
        title = f"Approvare {plural(count, 'indennità', 'indennità')}"
        parts.nexts.append(Next(title, why, (Button("Vedi e approva", url),)))


def _payments(parts: Parts) -> None:
    if not may(parts.actor, Action.COST_EDIT):
        return
    count, amount = _sum(costs.to_pay(parts.actor))
    if count:
        url = f"{reverse('costs:expenses')}?stato=accrued"
        words = plural(count, "spesa da pagare", "spese da pagare")
        why = f"{money(amount)} maturati: ognuna diventa pagata con la sua prova."
        parts.warnings.append(Item(words, url, "", why, kind="warn", icon="clock", button=Button("Apri", url)))


def _sum(rows: QuerySet[Any]) -> tuple[int, Decimal]:
    found = rows.aggregate(amount=Sum("due_amount"))
    return rows.count(), found["amount"] or Decimal(0)


def _figures(parts: Parts, programme: Programme) -> None:
    for one in indicators.tiles(programme, parts.actor):
        if one.bar is not None:
            parts.measures.append(
                Measure(one.indicator.label, one.figure.text, one.target, one.bar, indicators.tile_url(one))
            )


def _budget(parts: Parts, programme: Programme) -> None:
    parts.budget = costs.budget_summary(programme, parts.actor)
