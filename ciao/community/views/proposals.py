"""Proposals: the list, one of them, and what is decided about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.community import actions
from ciao.community.enums import ProposalKind, ProposalSource, ProposalState
from ciao.community.forms.staff import (
    AcceptForm,
    AnswerForm,
    DayForm,
    DiscussForm,
    ReasonForm,
    StaffProposalForm,
    UseForm,
)
from ciao.community.models import Proposal
from ciao.community.panel import PROPOSAL_STATES
from ciao.community.views import PROPOSALS, crumbs, fill, find, form_page, programme_of, public_page_of, read
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.core.forms import PlainForm
from ciao.core.lists import Column, Filter, ListPage, Mark

BOARD = {
    ProposalState.RECEIVED: "da leggere",
    ProposalState.DISCUSSED: "da decidere",
    ProposalState.ACCEPTED: "accolte",
    ProposalState.NOT_NOW: "non ora",
}


@requires(Action.PROPOSAL_VIEW)
def proposals(request: HttpRequest) -> HttpResponse:
    """Every idea and where it stands; titles only, nobody is read."""
    by = acting_in(request)
    rows = visible(Proposal.objects.all(), by, Action.PROPOSAL_VIEW).select_related("event", "edition__service")
    states = list(rows.values_list("state", flat=True))
    board = [(label, states.count(one), f"?stato={one.value}") for one, label in BOARD.items()]
    page = public_page_of(by)
    return proposal_list().answer(request, rows, may_edit=may(by, Action.PROPOSAL_EDIT), states=board, public_page=page)


@requires(Action.PROPOSAL_VIEW)
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """One idea: what was said, what was decided, whether who proposed knows."""
    by = acting_in(request)
    found = find(request, Proposal, proposal_id, Action.PROPOSAL_VIEW, "event", "edition__service")
    read(by, found.scope_id, "proposta", [found])
    kind, icon = PROPOSAL_STATES[ProposalState(found.state)]
    context = {
        "proposal": found, "status": Mark(kind, found.get_state_display(), icon), "facts": _facts(found),
        "changes": found.changes.all(), "may_edit": may(by, Action.PROPOSAL_EDIT),
        "crumbs": crumbs(PROPOSALS, (found.title, "")),
    }  # fmt: skip
    return TemplateResponse(request, "community/proposal.html", context)


@requires(Action.PROPOSAL_EDIT)
def new_proposal(request: HttpRequest) -> HttpResponse:
    """An idea heard by voice."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    form = StaffProposalForm(request.POST or None, initial={"received_on": clock.today()})
    done = "Proposta salvata. Prossimo passo: parlarne."
    page = form_page(PROPOSALS, "Nuova proposta", "Salva la proposta", Proposal.get_absolute_url, done)
    return page.answer(request, form, lambda typed: actions.receive_proposal(programme_id=programme.id, by=by, **typed))


@requires(Action.PROPOSAL_EDIT)
def discuss(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """It was talked about."""
    form = DiscussForm(request.POST or None, initial={"on": clock.today()})
    done = "Segnata. Prossimo passo: decidere."
    return _decide(request, proposal_id, form, "Segna discussa", actions.discuss_proposal, done)


@requires(Action.PROPOSAL_EDIT)
def accept(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """It will become real."""
    form = AcceptForm(request.POST or None, initial={"on": clock.today()})
    done = "Accolta. Prossimo passo: dirlo a chi ha proposto."
    return _decide(request, proposal_id, form, "Accogli la proposta", actions.accept_proposal, done)


@requires(Action.PROPOSAL_EDIT)
def put_off(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Not now, and why."""
    form = AnswerForm(request.POST or None, initial={"on": clock.today()})
    done = "Risposta scritta. Prossimo passo: dirla a chi ha proposto."
    return _decide(request, proposal_id, form, "Rispondi «non ora»", actions.put_off_proposal, done)


@requires(Action.PROPOSAL_EDIT)
def tie(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """What it became."""
    form = UseForm(request.POST or None)
    return _decide(request, proposal_id, form, "Di’ che cosa è diventata", actions.tie_proposal, "Collegata.")


@requires(Action.PROPOSAL_EDIT)
def tell(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Who proposed knows."""
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    return _decide(request, proposal_id, form, "Segna che chi ha proposto lo sa", actions.tell_back, "Segnato.")


@requires(Action.PROPOSAL_EDIT)
def reopen(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Correction: it is talked about again."""
    form = ReasonForm(request.POST or None)
    return _decide(request, proposal_id, form, "Riapri la proposta", actions.reopen_proposal, "Riaperta.")


def proposal_list() -> ListPage:
    """Columns, filters and export in one declaration."""

    def state(one: Proposal) -> Mark:
        kind, icon = PROPOSAL_STATES[ProposalState(one.state)]
        return Mark(kind, one.get_state_display(), icon)

    def told(one: Proposal) -> str:
        if one.told_on:
            return f"sì, il {date_field(one.told_on)}"
        return "ancora no" if one.state in (ProposalState.ACCEPTED, ProposalState.NOT_NOW) else ""

    return ListPage(
        title=PROPOSALS, noun="proposta,proposte",
        columns=[
            Column("titolo", "Proposta", str, sort="title", link=Proposal.get_absolute_url,
                   note=Proposal.get_kind_display),
            Column("arrivata", "Arrivata", lambda one: one.received_on, sort="received_on"),
            Column("chi", "Da chi", Proposal.get_source_display, sort="source"),
            Column("stato", "Stato", state, sort="state"),
            Column("diventata", "È diventata", became),
            Column("risposta", "Risposto", told),
        ],
        search=lambda rows, text: rows.filter(title__icontains=text), search_label="Titolo",
        filters=[
            Filter("stato", "Stato", ProposalState.choices, lambda rows, one: rows.filter(state=one)),
            Filter("tipo", "Che cosa", ProposalKind.choices, lambda rows, one: rows.filter(kind=one)),
            Filter("chi", "Da chi", ProposalSource.choices, lambda rows, one: rows.filter(source=one)),
            Filter("risposta", "Risposta", [("manca", "ancora da dare")], lambda rows, _: rows.to_tell()),
        ],
        order=("-received_on", "-number"),
        empty=("comment", "Ancora nessuna proposta", "Arrivano dalla pagina pubblica, o le scrivi tu a voce."),
        template="community/proposals.html", export_name="proposte",
    )  # fmt: skip


def became(one: Proposal) -> str:
    """The event or the edition an idea became."""
    if one.event is not None:
        return one.event.title
    return one.edition.title if one.edition is not None else ""


def _facts(one: Proposal) -> list[tuple[str, object]]:
    rows = [
        ("Che cosa", one.get_kind_display()), ("Da chi", one.get_source_display()), ("Ente", one.body),
        ("Nome", one.name), ("Recapito", one.contact), ("Arrivata il", date_field(one.received_on)),
        ("Per chi", one.for_whom), ("Che cosa mette", one.gives), ("È diventata", became(one)),
        ("Risposto il", date_field(one.told_on) if one.told_on else ""),
    ]  # fmt: skip
    return [(label, value) for label, value in rows if value]


def _decide(request: HttpRequest, proposal_id: UUID, form: PlainForm, save: str, act: Any, done: str) -> HttpResponse:
    by, found = acting_in(request), find(request, Proposal, proposal_id, Action.PROPOSAL_EDIT)
    fill(form, by)
    page = form_page(
        PROPOSALS, save, save, reverse("community:proposal", args=[found.id]), done,
        crumbs=crumbs(PROPOSALS, (found.title, found.get_absolute_url()), (save, "")), lead=found.title,
    )  # fmt: skip
    return page.answer(request, form, lambda typed: act(proposal=found, by=by, **typed))
