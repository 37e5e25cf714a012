"""Asking a supervisor, answering, and which steps of a programme they look at."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.cases import actions
from ciao.cases.dossier.facts import leads_of, seen
from ciao.cases.enums import ApprovalKind, ApprovalState
from ciao.cases.models import Approval, ApprovalRule
from ciao.cases.views import find, page, who
from ciao.cases.views.asked import AskForm, DecideForm, RulesForm, WhyForm
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.outreach.views import programme_of
from ciao.programmes.models import Programme

CONSEQUENCES = [
    {"text": "Chi fa supervisione riceve una notifica e risponde da «Approvazioni».", "icon": "arrow-right"},
    {"text": "Vede numero, fase e date del caso, non il diario.", "icon": "arrow-right"},
]


@requires(Action.CASE_EDIT)
def request_one(request: HttpRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Puts one step before the supervisor, after reading what follows."""
    by, case = acting_in(request), find(request, case_id)
    if kind not in ApprovalKind.values:
        raise Http404
    form = AskForm(request.POST or None)
    label = ApprovalKind(kind).label
    shape = page(
        request, case, "Chiedi l’approvazione", "Chiedi l’approvazione", "Approvazione chiesta.",
        template="cases/ask.html", question=f"Chiedere l’approvazione di {who(case, by)}: {label}?",
        consequences=CONSEQUENCES,
    )  # fmt: skip
    return shape.answer(
        request, form, lambda typed: actions.request_approval(case=case, kind=ApprovalKind(kind), by=by, **typed)
    )


@requires(Action.CASE_EDIT)
def withdraw(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """Correction: the request should not have been made."""
    by, case = acting_in(request), find(request, case_id)
    row = get_object_or_404(seen(Approval, by).filter(state=ApprovalState.ASKED), id=row_id, case=case)
    form = WhyForm(request.POST or None)
    shape = page(request, case, "Ritira la richiesta", "Ritira la richiesta", "Richiesta ritirata.")
    return shape.answer(request, form, lambda typed: actions.withdraw_approval(approval=row, by=by, **typed))


@requires(Action.CASE_APPROVE)
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits for a supervisor's word, the oldest first."""
    by = acting_in(request)
    rows = visible(Approval.objects, by, Action.CASE_APPROVE).select_related("case").prefetch_related("changes")
    leads: dict[Any, str] = {}
    return _list(leads).answer(
        request, rows, on_read=lambda shown: leads.update(leads_of([one.case for one in shown], by))
    )


@requires(Action.CASE_APPROVE)
def decide(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """A supervisor approves, or sends back with the reason."""
    by = acting_in(request)
    row = get_object_or_404(
        visible(Approval.objects, by, Action.CASE_APPROVE).select_related("case__programme"), id=row_id
    )
    form = DecideForm(request.POST or None)
    back = reverse("cases:approvals")
    heading = f"{row.get_kind_display().capitalize()}, caso {row.case.number}"
    context = {
        "heading": heading, "save": "Salva la risposta", "back": back, "lead": _lead(row, by),
        "crumbs": [("Approvazioni", back), (heading, "")],
    }  # fmt: skip
    shape = FormPage("cases/cover.html", to=back, done="Risposta salvata: chi l’ha chiesta lo sa.", context=context)
    return shape.answer(
        request, form,
        lambda typed: actions.decide_approval(
            approval=row, is_approved=typed["answer"] == "yes", note=typed["note"], by=by
        ),
    )  # fmt: skip


@requires(Action.CASE_APPROVE)
def rules(request: HttpRequest) -> HttpResponse:
    """Which steps this programme wants looked at, from today on."""
    by = acting_in(request)
    programme = programme_of(by)
    open_rules = {one.kind: one for one in ApprovalRule.objects.filter(programme=programme, ends_on__isnull=True)}
    form = RulesForm(request.POST or None, initial={"kinds": list(open_rules)})
    back = reverse("cases:approvals")
    context = {
        "heading": "Che cosa si approva", "save": "Salva", "back": back, "lead": RULES_LEAD,
        "crumbs": [("Approvazioni", back), ("Che cosa si approva", "")],
    }  # fmt: skip
    shape = FormPage("cases/cover.html", to=back, done="Salvato: vale da oggi.", context=context)
    return shape.answer(request, form, lambda typed: _keep(programme, open_rules, set(typed["kinds"]), by))


RULES_LEAD = "Vale per tutti i percorsi del progetto, dal giorno in cui salvi. Senza spunte, nessun passaggio aspetta."


def _keep(programme: Programme, before: dict[str, ApprovalRule], wanted: set[str], by: Actor) -> None:
    today = clock.today()
    for kind in wanted - set(before):
        actions.ask_approval_of(programme=programme, kind=ApprovalKind(kind), on=today, by=by)
    for kind in set(before) - wanted:
        actions.stop_approval_of(rule=before[kind], on=today, by=by)


def _lead(row: Approval, by: Actor) -> str:
    case = row.case
    lead = leads_of([case], by).get(case.id, "nessuno")
    return (
        f"Fase {case.phase} · {case.get_phase_display()}, in carico dal {date_field(case.opened_on)}, segue {lead}. "
        f"Chiesta da {row.asked_by_label} il {date_field(row.asked_on)}."
    )


def _list(leads: dict[Any, str]) -> ListPage:
    return ListPage(
        "Approvazioni",
        [
            Column("case", "Percorso", lambda one: f"caso {one.case.number}", sort="case__number",
                   link=lambda one: one.case.get_absolute_url()),
            Column("kind", "Passaggio", lambda one: one.get_kind_display()),
            Column("by", "Chiesta da", lambda one: one.asked_by_label),
            Column("since", "Il", lambda one: one.asked_on, sort="asked_on"),
            Column("lead", "Riferimento", lambda one: leads.get(one.case_id, "")),
            Column("state", "Risposta", _state, link=_answer),
        ],
        noun="richiesta,richieste",
        filters=[Filter("stato", "Stato", ApprovalState.choices, lambda rows, value: rows.filter(state=value))],
        order=["-state", "asked_at"],
        empty=("check-circle", "Niente da approvare", "Qui arrivano le richieste, se il progetto le prevede."),
        template="cases/approvals.html",
        export_name="approvazioni",
    )  # fmt: skip


def _answer(one: Approval) -> str:
    return reverse("cases:decide_approval", args=[one.id]) if one.state == ApprovalState.ASKED else ""


def _state(one: Approval) -> object:
    if one.state == ApprovalState.ASKED:
        return "Rispondi"
    return Mark("ok" if one.state == ApprovalState.APPROVED else "", one.get_state_display(), "check")
