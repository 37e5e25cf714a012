"""The list of consultations, one of them, asking and taking back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.enums import Group
from ciao.cases import views as cases
from ciao.consultations import actions, panel
from ciao.consultations.enums import RequestState, Urgency
from ciao.consultations.forms import AskForm, ReasonForm
from ciao.consultations.models import ConsultationRequest
from ciao.consultations.views import find, page, read, read_many, titles_for
from ciao.core import clock
from ciao.core.lists import Column, Filter, ListPage
from ciao.drafts.actions import draft_for, drop_draft, initial_from_draft

ASK = "consultations-ask"
LIST = ListPage(
    title="Consulenze",
    noun="consulenza,consulenze",
    columns=[
        Column("di-chi", "Di chi", lambda one: one.title.capitalize(), "number", link=lambda one: one.url),
        Column("che-cosa", "Che cosa si chiede", lambda one: one.get_kind_display()),
        Column("ente", "A chi", lambda one: one.organization, "organization__name"),
        Column("chiesta", "Chiesta il", lambda one: one.asked_on, "asked_on"),
        Column("urgenza", "Urgenza", lambda one: one.get_urgency_display()),
        Column("stato", "Oggi", lambda one: one.mark),
    ],
    filters=[
        Filter("stato", "Stato", RequestState.choices, lambda rows, key: rows.filter(state=key)),
        Filter("urgenza", "Urgenza", Urgency.choices, lambda rows, key: rows.filter(urgency=key)),
    ],
    empty=("search", "Nessuna consulenza", "Compaiono qui le richieste a chi fa approfondimenti clinici o sociali."),
    template="consultations/list.html",
    export_name="consulenze",
)


@requires(Action.CONSULTATION_VIEW)
def listing(request: HttpRequest) -> HttpResponse:
    """What waits for an answer first, then what goes on."""
    by = acting_in(request)
    rows = visible(ConsultationRequest.objects.all(), by, Action.CONSULTATION_VIEW).pressing_first()
    first = panel.first_to_answer(by)
    return LIST.answer(request, rows.select_related("organization"), on_read=_prepare(request), first=first)


@requires(Action.CONSULTATION_VIEW)
def one(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One consultation: what to do now, the question, meetings, advice; reports only for whom they are."""
    by, found = acting_in(request), find(request, request_id)
    read(found, by, "consulenza", Group.CONSULTATION)
    name = titles_for([found], by)[found.id]
    crumbs = [("Consulenze", reverse("consultations:list")), (f"n. {found.number}", "")]
    context = {"consultation": found, "name": name, "crumbs": crumbs, **panel.page_of(found, by)}
    return TemplateResponse(request, "consultations/request.html", context)


@requires(Action.CONSULTATION_REQUEST)
def ask(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A question to a specialists' body, kept as a draft while it is written."""
    by, case = acting_in(request), cases.find(request, case_id, Action.CONSULTATION_REQUEST)
    cases.read(case, by, "richiesta di consulenza", Group.NAME)
    draft = draft_for(ASK, by, case)
    initial = {"agreed_on": clock.today(), "urgency": Urgency.ORDINARY, **initial_from_draft(AskForm, draft)}
    form = AskForm(request.POST or None, bodies=panel.bodies(by), initial=initial)
    shape = cases.page(
        request, case, "Chiedi una consulenza", "Invia la richiesta", "Richiesta inviata.", draft=draft, draft_form=ASK
    )

    def act(typed: dict[str, Any]) -> ConsultationRequest:
        made = actions.ask_consultation(case=case, by=by, **typed)
        drop_draft(ASK, by, case)
        return made

    return shape.answer(request, form, act)


@requires(Action.CONSULTATION_REQUEST)
def withdraw(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The question no longer stands, or the person changed their mind."""
    by, found = acting_in(request), find(request, request_id, Action.CONSULTATION_REQUEST)
    lead = "Da oggi la legge solo l’équipe."
    shape = page(request, found, "Ritira la richiesta", "Ritira", "Richiesta ritirata.", lead=lead)
    form = ReasonForm(request.POST or None, initial={"on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.withdraw_request(request=found, by=by, **typed))


@requires(Action.CONSULTATION_REQUEST)
def again(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """It was refused or withdrawn too early."""
    by, found = acting_in(request), find(request, request_id, Action.CONSULTATION_REQUEST)
    shape = page(
        request, found, "Rimetti in attesa", "Rimetti in attesa", "La richiesta aspetta di nuovo una risposta."
    )
    form = ReasonForm(request.POST or None, initial={"on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.ask_again(request=found, by=by, **typed))


def _prepare(request: HttpRequest) -> Any:
    by = acting_in(request)

    def prepare(shown: list[Any]) -> None:
        titles, waiting = titles_for(shown, by), panel.waiting_days()
        for row in shown:
            row.title, row.url = titles[row.id], row.get_absolute_url()
            row.mark = panel.mark_of(row, waiting)
        read_many(shown, by, "elenco consulenze")

    return prepare
