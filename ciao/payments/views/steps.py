"""A run going from hand to hand, its amounts, and what the bank answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.audit.enums import Group
from ciao.core import clock
from ciao.core.formats import date_field, money, plural
from ciao.payments import actions, panel
from ciao.payments.enums import LineState
from ciao.payments.forms import AmountsForm, PaidForm, ReasonForm, ReleaseForm, StepForm
from ciao.payments.models import PaymentLine, PaymentRun
from ciao.payments.views import CONFIRM, find_run, log_run, shape
from ciao.payments.views.runs import named

DOES: dict[str, Callable[..., PaymentRun]] = {
    "propose": actions.propose_run, "check": actions.check_run, "approve": actions.approve_run,
    "release": actions.release_run,
}  # fmt: skip
DONE = {
    "propose": "Distinta proposta. Ora la controlla qualcun altro.",
    "check": "Distinta controllata. Ora la approva qualcun altro.",
    "approve": "Distinta approvata. Ora la manda alla banca qualcun altro.",
    "release": "Il file dei bonifici è pronto: scaricalo e caricalo nel sito della banca.",
}


@requires(Action.PAYMENT_VIEW)
def step(request: HttpRequest, run_id: UUID, verb: str) -> HttpResponse:
    """Says what a step does, then takes it; who may not is told why."""
    by, found = acting_in(request), find_run(request, run_id)
    if verb not in DOES:
        raise Http404
    log_run(by, found, "passo di una distinta")
    page = shape(found, panel.TITLES[verb], panel.TITLES[verb], DONE[verb], CONFIRM,
                 items=_consequences(found, verb), lead=panel.waiting_words(found))  # fmt: skip
    kind = ReleaseForm if verb == "release" else StepForm
    form = kind(request.POST) if request.method == "POST" else kind()
    return page.answer(request, form, lambda typed: DOES[verb](run=found, on=clock.today(), by=by, **typed))


@requires(Action.PAYMENT_APPROVE)
def send_back(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Correction: something is to mend."""
    items = [{"icon": "refresh", "text": "Torna in preparazione: chi l’ha preparata la corregge e la ripropone."}]
    return _reasoned(request, run_id, "Rimanda indietro", "Distinta rimandata indietro.", items, actions.send_back)


@requires(Action.PAYMENT_APPROVE)
def cancel(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Correction: nobody is paid by it."""
    items = [
        {"icon": "ban", "text": "Questa distinta non paga nessuno, e resta leggibile."},
        {"icon": "clock", "text": "Le sue indennità aspettano un’altra distinta."},
    ]
    return _reasoned(request, run_id, "Annulla la distinta", "Distinta annullata.", items, actions.cancel_run)


@requires(Action.PAYMENT_PREPARE)
def amounts(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Withholdings and charges of every line, typed in one table."""
    by, found = acting_in(request), find_run(request, run_id, Action.PAYMENT_PREPARE)
    log_run(by, found, "importi di una distinta", Group.NAME)
    lines = list(found.lines.filter(state=LineState.READY).select_related("run", "payee"))
    form = AmountsForm(request.POST or None, lines=lines)
    page = shape(found, "Ritenute e oneri", "Salva gli importi", "Importi salvati.", "payments/amounts.html",
                 names={one.id: name for one, name in named(lines)})  # fmt: skip
    return page.answer(request, form, lambda _: _write(form, by))


@requires(Action.COST_EDIT)
def paid(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Which lines the bank paid, with the proof."""
    by, found = acting_in(request), find_run(request, run_id)
    log_run(by, found, "risposta della banca", Group.NAME)
    lines = list(found.lines.filter(state=LineState.SENT).select_related("run", "payee"))
    labels = {one.id: _label(one, name) for one, name in named(lines)}
    form = PaidForm(
        request.POST or None, request.FILES or None,
        initial={"paid_on": clock.today(), "lines": [str(one.id) for one in lines]},
    )  # fmt: skip
    form.offer(lines, labels)
    page = shape(found, "Segna le righe pagate", "Segna pagate", _paid_words, upload="1",
                 lead="Togli la spunta a quelle respinte: le segni dalla loro riga.")  # fmt: skip
    return page.answer(request, form, lambda typed: _pay(found, lines, typed, by))


def _reasoned(
    request: HttpRequest, run_id: UUID, heading: str, done: str, items: list[dict[str, str]], act: Callable[..., Any]
) -> HttpResponse:
    by, found = acting_in(request), find_run(request, run_id, Action.PAYMENT_APPROVE)
    log_run(by, found, "correzione di una distinta")
    page = shape(found, heading, heading, done, CONFIRM, items=items, lead=panel.waiting_words(found))
    form = ReasonForm(request.POST or None)
    return page.answer(request, form, lambda typed: act(run=found, on=clock.today(), by=by, **typed))


def _consequences(run: PaymentRun, verb: str) -> list[dict[str, str]]:
    told = {
        "propose": ["Le righe non si cambiano più, se non rimandandola indietro.",
                    "La controlla qualcun altro: chi la prepara non fa nessun altro passo."],
        "check": ["Dici di aver guardato ogni importo e ogni conto.", "La approva qualcun altro."],
        "approve": ["Nomi e conti restano fermi come sono adesso: un cambio di oggi in poi non sposta questi soldi.",
                    "La manda alla banca qualcun altro."],
        "release": [f"Si fa il file dei bonifici per il {date_field(run.pays_on)}, una volta sola.",
                    "I soldi partono quando carichi il file nel sito della banca.",
                    "Da qui non si torna indietro: una riga sbagliata si ferma in banca."],
    }  # fmt: skip
    return [{"text": one, "icon": "arrow-right"} for one in told[verb]]


def _write(form: AmountsForm, by: Actor) -> int:
    found = form.amounts()
    for line, withheld, charges in found:
        actions.write_amounts(line=line, withheld=withheld, charges=charges, by=by)
    return len(found)


def _pay(run: PaymentRun, lines: list[PaymentLine], typed: dict[str, Any], by: Actor) -> Any:
    wanted = set(typed.pop("lines"))
    chosen = [one for one in lines if str(one.id) in wanted]
    return actions.record_paid(run=run, lines=chosen, by=by, **typed)


def _label(line: PaymentLine, name: str) -> str:
    who = name or f"tirocinio {line.internship_number}"
    return f"Riga {line.position}, {who}: {money(line.net_amount)}"


def _paid_words(found: list[Any]) -> str:
    return f"Segnato: {plural(len(found), 'spesa pagata', 'spese pagate')}, con la prova."
