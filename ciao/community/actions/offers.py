"""Receiving what citizens offer, putting it to use by hand, thanking."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from ciao.access.actions import open_scope
from ciao.access.actor import Actor, acting, job
from ciao.access.enums import ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.community.actions.bookings import KEEPER
from ciao.community.lifecycle import OFFER
from ciao.community.models import CitizenOffer, CitizenOfferUse, Event
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.programmes.models import Programme
from ciao.programmes.numbers import next_number
from ciao.services.models import Edition


@transaction.atomic
def receive_offer(*, programme_id: uuid.UUID, by: Actor, row_id: uuid.UUID | None = None, **told: Any) -> CitizenOffer:
    """Keeps what somebody gives in a circle of its own; raises `NotPossible` where its last day has gone."""
    until = told.get("expires_on")
    if until is not None and until < clock.today():
        raise NotPossible("L’ultimo giorno è già passato: ricontrolla la data.")
    with acting(job(KEEPER)):
        found = CitizenOffer.objects.filter(id=row_id).first() if row_id else None
        if found is not None:
            return found
        programme = Programme.objects.select_related("scope").get(id=programme_id)
        offer = CitizenOffer(
            id=row_id or uuid.uuid4(), scope=open_scope(ScopeKind.COMMUNITY, parent=programme.scope),
            programme=programme, number=next_number(programme, "citizen_offer"), received_on=clock.today(),
            recorded_by=by.id, **told,
        )  # fmt: skip
        offer.save(force_insert=True)
    return offer


@transaction.atomic
def match_offer(
    *, offer: CitizenOffer, by: Actor, event: Event | None = None, edition: Edition | None = None
) -> CitizenOfferUse:
    """Puts an offer to one use; raises `NotPossible` for none or two, for a use it has already, or after its day."""
    if (event is None) == (edition is None):
        raise NotPossible("Scegli un evento oppure un’edizione.")
    if offer.is_past():
        raise NotPossible(f"Vale fino al {date_field(offer.expires_on)}: chiedi se vale ancora.")
    if offer.uses.filter(event=event, edition=edition).exists():
        raise NotPossible("È già abbinata qui.")
    OFFER.move(offer, "match", by=by, on=clock.today())
    return CitizenOfferUse.objects.create(
        scope_id=offer.scope_id, offer=offer, event=event, edition=edition, matched_on=clock.today(),
        matched_by=by.id, matched_by_label=by.label,
    )  # fmt: skip


@transaction.atomic
def thank_offer(*, offer: CitizenOffer, on: date, by: Actor) -> CitizenOffer:
    """Somebody said thank you; raises `NotPossible` before the offer arrived or after today."""
    if on < offer.received_on:
        raise NotPossible(f"È arrivata il {date_field(offer.received_on)}: scegli un giorno da allora a oggi.")
    OFFER.move(offer, "thank", by=by, on=on)
    offer.thanked_on = on
    offer.save(update_fields=["thanked_on"])
    return offer


@transaction.atomic
def close_offer(*, offer: CitizenOffer, reason: str, by: Actor) -> CitizenOffer:
    """It is no longer there; what it was used for stays."""
    OFFER.move(offer, "close", by=by, on=clock.today(), reason=reason)
    return offer


@transaction.atomic
def reopen_offer(*, offer: CitizenOffer, reason: str, by: Actor) -> CitizenOffer:
    """Correction: it is there again."""
    OFFER.move(offer, "reopen", by=by, on=clock.today(), reason=reason)
    return offer
