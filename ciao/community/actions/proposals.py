"""Receiving a proposal, deciding about it, and always telling back."""

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
from ciao.community.enums import ProposalState
from ciao.community.lifecycle import PROPOSAL
from ciao.community.models import Event, Proposal
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.programmes.models import Programme
from ciao.programmes.numbers import next_number
from ciao.services.models import Edition


@transaction.atomic
def receive_proposal(
    *, programme_id: uuid.UUID, by: Actor, row_id: uuid.UUID | None = None, received_on: date | None = None, **told: Any
) -> Proposal:
    """Keeps an idea in a circle of its own; `row_id` makes sending twice harmless.

    Raises `NotPossible` for a day after today.
    """
    received = received_on or clock.today()
    if received > clock.today():
        raise NotPossible("La proposta non può arrivare dopo oggi: ricontrolla la data.")
    with acting(job(KEEPER)):
        found = Proposal.objects.filter(id=row_id).first() if row_id else None
        if found is not None:
            return found
        programme = Programme.objects.select_related("scope").get(id=programme_id)
        proposal = Proposal(
            id=row_id or uuid.uuid4(), scope=open_scope(ScopeKind.COMMUNITY, parent=programme.scope),
            programme=programme, number=next_number(programme, "proposal"), received_on=received,
            recorded_by=by.id, **told,
        )  # fmt: skip
        proposal.save(force_insert=True)
    return proposal


@transaction.atomic
def discuss_proposal(*, proposal: Proposal, on: date, by: Actor, note: str = "") -> Proposal:
    """It was talked about; what was said may be noted."""
    _not_before(proposal, on)
    PROPOSAL.move(proposal, "discuss", by=by, on=on, reason=note)
    return proposal


@transaction.atomic
def accept_proposal(
    *, proposal: Proposal, answer: str, on: date, by: Actor, event: Event | None = None, edition: Edition | None = None
) -> Proposal:
    """It will become real: at once as an event or an edition, or later with `tie_proposal`."""
    _not_before(proposal, on)
    PROPOSAL.move(proposal, "accept", by=by, on=on)
    proposal.answer, proposal.event, proposal.edition = answer, event, edition
    proposal.save(update_fields=["answer", "event", "edition"])
    return proposal


@transaction.atomic
def tie_proposal(
    *, proposal: Proposal, by: Actor, event: Event | None = None, edition: Edition | None = None
) -> Proposal:
    """Says what an accepted proposal became; raises `NotPossible` for one not accepted, or for nothing at all."""
    if proposal.state != ProposalState.ACCEPTED:
        raise NotPossible("Prima accogli la proposta, poi di’ che cosa è diventata.")
    if event is None and edition is None:
        raise NotPossible("Scegli l’evento o l’edizione che ne è nata.")
    proposal.event, proposal.edition = event, edition
    proposal.save(update_fields=["event", "edition"])
    return proposal


@transaction.atomic
def put_off_proposal(*, proposal: Proposal, answer: str, on: date, by: Actor) -> Proposal:
    """Not now, with a reason kind enough to be read by who proposed; raises `NotPossible` without one."""
    _not_before(proposal, on)
    if not answer.strip():
        raise NotPossible("Scrivi perché non ora: lo leggerà chi ha proposto.")
    PROPOSAL.move(proposal, "put_off", by=by, on=on, reason=answer)
    proposal.answer = answer
    proposal.save(update_fields=["answer"])
    return proposal


@transaction.atomic
def reopen_proposal(*, proposal: Proposal, reason: str, by: Actor) -> Proposal:
    """Correction: it is talked about again; what was told before no longer holds."""
    PROPOSAL.move(proposal, "reopen", by=by, on=clock.today(), reason=reason)
    proposal.told_on, proposal.answer = None, ""
    proposal.save(update_fields=["told_on", "answer"])
    return proposal


@transaction.atomic
def tell_back(*, proposal: Proposal, on: date, by: Actor) -> Proposal:
    """Who proposed knows; raises `NotPossible` before a decision and for a day before it arrived or after today."""
    if proposal.state not in (ProposalState.ACCEPTED, ProposalState.NOT_NOW):
        raise NotPossible("Prima decidi: accogli la proposta, oppure rispondi «non ora».")
    _not_before(proposal, on)
    if on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    proposal.told_on = on
    proposal.save(update_fields=["told_on"])
    return proposal


def _not_before(proposal: Proposal, on: date) -> None:
    if on < proposal.received_on:
        raise NotPossible(f"È arrivata il {date_field(proposal.received_on)}: scegli un giorno da allora a oggi.")
