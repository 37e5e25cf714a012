"""One person's line: how much, why, what the bank said, the words for her; and its corrections."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.audit.enums import Group
from ciao.core import clock
from ciao.core.formats import money, month
from ciao.payments import actions, panel
from ciao.payments.enums import LineState, RunState
from ciao.payments.forms import ReasonForm, RejectForm
from ciao.payments.models import PaymentLine
from ciao.payments.views import CONFIRM, crumbs, find_line, log, shape
from ciao.payments.views.runs import named


@requires(Action.PAYMENT_VIEW)
def line(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """One line, with what may still be done to it."""
    by, found = acting_in(request), find_line(request, line_id)
    log(by, found.scope_id, "riga di una distinta", [found.case_id], Group.NAME)
    ((_, holder),) = named([found])
    context = {
        "line": found, "run": found.run, "holder": holder, "lines": _explained(found), "net": money(found.net_amount),
        "words": panel.receipt_words(found), "ways": _ways(found, by), "story": list(found.changes.all()),
        "print_url": _print_url(found, by),
        "crumbs": crumbs(found.run, (f"Riga {found.position}", "")),
    }  # fmt: skip
    return TemplateResponse(request, "payments/line.html", context)


@requires(Action.PAYMENT_PREPARE)
def leave_out(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """She is not in this run; her months wait for the next."""
    items = [{"icon": "clock", "text": "I suoi mesi aspettano la prossima distinta."}]
    return _act(request, line_id, "Togli la riga", "Riga tolta.", items, actions.leave_out)


@requires(Action.COST_EDIT)
def reject(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """The bank sent the money back."""
    items = [
        {"icon": "clock", "text": "I suoi mesi tornano da pagare, con questo motivo."},
        {"icon": "card", "text": "Se il conto è sbagliato, rimandalo da correggere prima della prossima distinta."},
    ]
    return _act(request, line_id, "Segna respinta", "Riga respinta: torna tra chi aspetta.", items,
                actions.reject_line, kind=RejectForm)  # fmt: skip


@requires(Action.COST_EDIT)
def undo(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Correction: it was not paid."""
    items = [
        {"icon": "clock", "text": "La spesa torna maturata, e la riga aspetta di nuovo la banca."},
        {"icon": "ban", "text": "La spesa degli oneri è annullata."},
    ]
    return _act(request, line_id, "Togli il pagamento", "Pagamento tolto.", items, actions.undo_paid)


def _act(
    request: HttpRequest, line_id: UUID, heading: str, done: str, items: list[dict[str, str]],
    act: Callable[..., PaymentLine], kind: type[ReasonForm] | type[RejectForm] = ReasonForm,
) -> HttpResponse:  # fmt: skip
    by, found = acting_in(request), find_line(request, line_id)
    log(by, found.scope_id, "correzione di una riga", [found.case_id])
    lead = f"Riga {found.position}, tirocinio {found.internship_number}: {money(found.net_amount)}"
    page = shape(found.run, heading, heading, done, CONFIRM, items=items, lead=lead)
    form = kind(request.POST or None, initial={"on": clock.today()})
    return page.answer(request, form, lambda typed: act(line=found, by=by, **{"on": clock.today(), **typed}))


def _explained(found: PaymentLine) -> list[dict[str, str]]:
    rows = [
        {"what": f"Indennità di {month(one.allowance.month_on)}{' (differenza)' if one.allowance.line > 1 else ''}",
         "rule": "Approvata da chi paga", "value": money(one.due_amount), "care": ""}
        for one in found.allowances.select_related("allowance").order_by("allowance__month_on", "allowance__line")
    ]  # fmt: skip
    held = {"what": "Ritenute", "rule": "Come le ha calcolate l’ufficio paghe",
            "value": money(-found.withheld_amount), "care": ""}  # fmt: skip
    return [*rows, held]


def _ways(found: PaymentLine, by: Actor) -> list[tuple[str, str]]:
    """What may still be done: address and words."""
    ways: list[tuple[str, str, bool]] = [
        ("leave_out", "Togli questa riga dalla distinta",
         found.run.state == RunState.DRAFT and found.state == LineState.READY and may(by, Action.PAYMENT_PREPARE)),
        ("reject", "La banca l’ha respinta", found.state == LineState.SENT and may(by, Action.COST_EDIT)),
        ("undo", "Togli il pagamento", found.state == LineState.PAID and may(by, Action.COST_EDIT)),
    ]  # fmt: skip
    return [(reverse(f"payments:{name}", args=[found.id]), words) for name, words, is_open in ways if is_open]


def _print_url(found: PaymentLine, by: Actor) -> str:
    """The receipt on paper, where the product prints and this reader may."""
    if found.state != LineState.PAID or "print" not in settings.PLACES or not may(by, Action.COST_EDIT):
        return ""
    return reverse(settings.PLACES["print"], args=["payment_receipt", found.id])
