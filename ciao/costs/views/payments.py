"""Marking an expense paid with its proof, and taking back what was a mistake."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.core import clock
from ciao.core.formats import money
from ciao.costs import actions
from ciao.costs.forms import PayForm, ReasonForm
from ciao.costs.models import Expense
from ciao.costs.views import find_expense, log, shape


@requires(Action.COST_EDIT)
def pay(request: HttpRequest, expense_id: uuid.UUID) -> HttpResponse:
    """When it was paid, and the paper that proves it."""
    by, found = acting_in(request), find_expense(request, expense_id, Action.COST_EDIT)
    log(by, found.scope_id, "pagamento di una spesa", [found.allowance_id])
    verb = "Segna recuperata" if found.due_amount < 0 else "Segna pagata"
    page = _shape(
        found, verb, f"Spesa {found.number} {'recuperata' if found.due_amount < 0 else 'pagata'}.", upload=True
    )
    form = PayForm(
        request.POST or None, request.FILES or None, due_amount=found.due_amount, initial={"paid_on": clock.today()}
    )
    return page.answer(
        request, form,
        lambda typed: actions.pay_expense(
            expense=found, paid_on=typed["paid_on"], proof=typed.get("proof"), by=by
        ),
    )  # fmt: skip


@requires(Action.COST_EDIT)
def undo(request: HttpRequest, expense_id: uuid.UUID) -> HttpResponse:
    """Correction: it was not paid."""
    said = ("Togli il pagamento", "Pagamento tolto: la spesa è di nuovo maturata.")
    items = [
        {"icon": "clock", "text": "La spesa torna maturata, e con lei l’indennità che ha dietro."},
        {"icon": "file", "text": "La prova non si vede più, ma resta registrata."},
    ]
    return _correct(request, expense_id, said, items, actions.undo_payment)


@requires(Action.COST_EDIT)
def void(request: HttpRequest, expense_id: uuid.UUID) -> HttpResponse:
    """Correction: it was never due."""
    said = ("Annulla la spesa", "Spesa annullata: non conta più.")
    items = [{"icon": "ban", "text": "Non conta più nel budget. Resta leggibile, con il motivo."}]
    return _correct(request, expense_id, said, items, actions.void_expense)


def _correct(
    request: HttpRequest, expense_id: uuid.UUID, said: tuple[str, str], items: list[dict[str, str]],
    action: Callable[..., Expense],
) -> HttpResponse:  # fmt: skip
    by, found = acting_in(request), find_expense(request, expense_id, Action.COST_EDIT)
    log(by, found.scope_id, "correzione di una spesa", [found.allowance_id])
    page = _shape(found, said[0], said[1], items=items, template="costs/confirm.html")
    form = ReasonForm(request.POST or None)
    return page.answer(request, form, lambda typed: action(expense=found, on=clock.today(), by=by, **typed))


def _shape(found: Expense, verb: str, done: str, template: str = "costs/act.html", **context: Any) -> FormPage:
    back = reverse("costs:expense", args=[found.id])
    crumbs = [("Spese", reverse("costs:expenses")), (f"Spesa {found.number}", back), (verb, "")]
    lead = f"{found.title}, {money(found.due_amount)}"
    return shape(template, back, done, verb, verb, back, lead=lead, crumbs=crumbs, **context)
