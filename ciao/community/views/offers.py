"""What citizens offer: the list, one of them, what it is used for."""

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
from ciao.community.enums import OfferKind, OfferState
from ciao.community.forms.staff import DayForm, ReasonForm, StaffOfferForm, UseForm
from ciao.community.models import CitizenOffer
from ciao.community.panel import OFFER_STATES
from ciao.community.views import OFFERS, crumbs, fill, find, form_page, programme_of, read
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.core.forms import PlainForm
from ciao.core.lists import Column, Filter, ListPage, Mark


@requires(Action.PROPOSAL_VIEW)
def offers(request: HttpRequest) -> HttpResponse:
    """What is there to use, in the words of who gives it, without names."""
    by = acting_in(request)
    rows = visible(CitizenOffer.objects, by, Action.PROPOSAL_VIEW)
    return offer_list().answer(request, rows, may_edit=may(by, Action.PROPOSAL_EDIT))


@requires(Action.PROPOSAL_VIEW)
def offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """One offer: what, where, when, and what it was used for."""
    by, found = acting_in(request), find(request, CitizenOffer, offer_id, Action.PROPOSAL_VIEW)
    read(by, found.scope_id, "offerta di un cittadino", [found])
    kind, icon = OFFER_STATES[OfferState(found.state)]
    context = {
        "offer": found, "status": Mark(kind, found.get_state_display(), icon), "facts": _facts(found),
        "uses": found.uses.select_related("event", "edition__service"), "changes": found.changes.all(),
        "may_edit": may(by, Action.PROPOSAL_EDIT), "crumbs": crumbs(OFFERS, (str(found), "")),
    }  # fmt: skip
    return TemplateResponse(request, "community/offer.html", context)


@requires(Action.PROPOSAL_EDIT)
def new_offer(request: HttpRequest) -> HttpResponse:
    """Something offered by voice."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    form = StaffOfferForm(request.POST or None)
    done = "Offerta salvata. Prossimo passo: abbinarla quando serve."
    page = form_page(OFFERS, "Nuova offerta", "Salva l’offerta", CitizenOffer.get_absolute_url, done)
    return page.answer(request, form, lambda typed: actions.receive_offer(programme_id=programme.id, by=by, **typed))


@requires(Action.PROPOSAL_EDIT)
def match(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """What it is used for."""
    done = "Abbinata. Prossimo passo: ringraziare."
    return _do(request, offer_id, UseForm(request.POST or None), "Abbina l’offerta", actions.match_offer, done)


@requires(Action.PROPOSAL_EDIT)
def thank(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Somebody said thank you."""
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    return _do(request, offer_id, form, "Segna il grazie", actions.thank_offer, "Segnato: grazie detto.")


@requires(Action.PROPOSAL_EDIT)
def close(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """No longer there."""
    form, save = ReasonForm(request.POST or None), "Segna non più disponibile"
    return _do(request, offer_id, form, save, actions.close_offer, "Segnata.")


@requires(Action.PROPOSAL_EDIT)
def reopen(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Correction: there again."""
    form = ReasonForm(request.POST or None)
    return _do(request, offer_id, form, "Riprendi l’offerta", actions.reopen_offer, "Ripresa.")


def offer_list() -> ListPage:
    """Columns, filters and export in one declaration."""

    def state(one: CitizenOffer) -> Mark:
        kind, icon = OFFER_STATES[OfferState(one.state)]
        return Mark(kind, one.get_state_display(), icon)

    return ListPage(
        title=OFFERS, noun="offerta,offerte",
        columns=[
            Column("che", "Che cosa", CitizenOffer.get_kind_display, sort="kind", link=CitizenOffer.get_absolute_url,
                   note=lambda one: one.what[:80]),
            Column("dove", "Dove", lambda one: one.where),
            Column("quando", "Quando", lambda one: one.when),
            Column("fino", "Fino al", lambda one: one.expires_on, sort="expires_on"),
            Column("stato", "Stato", state, sort="state"),
        ],
        filters=[
            Filter("stato", "Stato", OfferState.choices, lambda rows, one: rows.filter(state=one)),
            Filter("che", "Che cosa", OfferKind.choices, lambda rows, one: rows.filter(kind=one)),
        ],
        order=("-received_on", "-number"),
        empty=("box", "Ancora nessuna offerta", "Tempo, spazi, capacità: chi offre lo scrive dalla pagina pubblica."),
        template="community/offers.html", export_name="offerte",
    )  # fmt: skip


def _facts(one: CitizenOffer) -> list[tuple[str, object]]:
    rows = [
        ("Dove", one.where), ("Quando", one.when),
        ("Vale fino al", date_field(one.expires_on) if one.expires_on else ""),
        ("Nome", one.name), ("Recapito", one.contact), ("Arrivata il", date_field(one.received_on)),
        ("Grazie detto il", date_field(one.thanked_on) if one.thanked_on else ""),
    ]  # fmt: skip
    return [(label, value) for label, value in rows if value]


def _do(request: HttpRequest, offer_id: UUID, form: PlainForm, save: str, act: Any, done: str) -> HttpResponse:
    by, found = acting_in(request), find(request, CitizenOffer, offer_id, Action.PROPOSAL_EDIT)
    fill(form, by)
    page = form_page(
        OFFERS, save, save, reverse("community:offer", args=[found.id]), done,
        crumbs=crumbs(OFFERS, (str(found), found.get_absolute_url()), (save, "")),
    )  # fmt: skip
    return page.answer(request, form, lambda typed: act(offer=found, by=by, **typed))
