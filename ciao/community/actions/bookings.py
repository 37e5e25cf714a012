"""Booking without an account, changing one's mind, being forgotten afterwards."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from ciao.access.actions import create_link, open_scope, revoke_link
from ciao.access.actor import Actor, acting, job
from ciao.access.enums import Action, Level, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Link
from ciao.community.enums import Channel, EventState, ProposalState
from ciao.community.models import Booking, CitizenOffer, Event, Proposal
from ciao.community.rules import refuses_places
from ciao.core import clock
from ciao.core.formats import day_of
from ciao.programmes.parameters import parameter

KEEPER = "community_keeper"
LAST_DAY = timedelta(days=1)


@transaction.atomic
def book(
    *, event_id: uuid.UUID, by: Actor, row_id: uuid.UUID, people_count: int, photos: str, name: str = "",
    email: str = "", phone: str = "", needs: str = "", language: str = "it", channel: str = Channel.ONLINE,
) -> tuple[Booking, str]:  # fmt: skip
    """Keeps places for somebody, and the token by which they change their mind (empty when sent twice).

    Runs as the job that counts places: the event is locked, so two people never take the same last place.
    Raises `NotPossible` when it is full, over or not told yet.
    """
    with acting(job(KEEPER)):
        found = Booking.objects.filter(id=row_id).first()
        if found is not None:
            return found, ""
        event = _with_room(event_id, people_count, at_the_door=channel == Channel.DOOR)
        circle = open_scope(ScopeKind.COMMUNITY, parent=event.scope)
        link, token = create_link(
            scope=circle, action=Action.EVENT_JOIN, level=Level.COMMUNITY, label="prenotazione",
            expires_at=max(event.ends_at, clock.now()) + LAST_DAY, by=by,
        )  # fmt: skip
        booking = Booking(
            id=row_id, scope=circle, event=event, name=name.strip(), email=email, phone=phone, needs=needs,
            people_count=people_count, photos=photos, language=language, channel=channel,
            notice_seen_on=clock.today(), link=link, booked_by=by.id,
        )  # fmt: skip
        booking.save(force_insert=True)
    return booking, token


@transaction.atomic
def change_booking(*, booking: Booking, by: Actor, **facts: Any) -> Booking:
    """Other people, other needs; raises `NotPossible` where there is no room for more."""
    _check_open(booking)
    with acting(job(KEEPER)):
        more = int(facts.get("people_count", booking.people_count)) - booking.people_count
        _with_room(booking.event_id, max(more, 0), at_the_door=booking.channel == Channel.DOOR)
    for name, value in facts.items():
        setattr(booking, name, value)
    booking.save(update_fields=list(facts))
    return booking


@transaction.atomic
def cancel_booking(*, booking: Booking, by: Actor) -> Booking:
    """They will not come: the places are free at once, name and contact go now; the link still says so."""
    _check_open(booking)
    booking.cancelled_at, booking.cancelled_by = clock.now(), by.id
    _forget(booking, ("name", "email", "phone", "needs"), "cancelled_at", "cancelled_by")
    return booking


@transaction.atomic
def forget_citizens(*, by: Actor) -> int:
    """Erases names, contacts and words of citizens once their day has gone; returns how many rows were emptied.

    Bookings go `booking_keep_days` after the event; proposals answered and offers past, `proposal_keep_days` after.
    """
    today, erased = clock.today(), 0
    for booking in _old_bookings(today):
        _forget(booking, ("name", "email", "phone", "needs"))
        if booking.link_id is not None:
            revoke_link(link=Link.objects.get(id=booking.link_id), by=by)
        erased += 1
    limit = today - timedelta(days=int(parameter("proposal_keep_days", today)))
    decided = [ProposalState.ACCEPTED, ProposalState.NOT_NOW]
    for proposal in Proposal.objects.filter(erased_on__isnull=True, told_on__lt=limit, state__in=decided):
        _forget(proposal, ("name", "contact"))
        erased += 1
    gone = Q(expires_on__lt=limit) | Q(expires_on__isnull=True, thanked_on__lt=limit) | Q(
        state="closed", received_on__lt=limit)  # fmt: skip
    for offer in CitizenOffer.objects.filter(gone, erased_on__isnull=True):
        _forget(offer, ("name", "contact", "where", "when"))
        erased += 1
    return erased


def _old_bookings(today: date) -> list[Booking]:
    days = int(parameter("booking_keep_days", today))
    rows = Booking.objects.filter(erased_on__isnull=True).select_related("event")
    return [one for one in rows if day_of(one.event.ends_at) + timedelta(days=days) < today]


def _forget(row: Any, names: tuple[str, ...], *more: str) -> None:
    for name in names:
        setattr(row, name, "")
    row.erased_on = clock.today()
    row.save(update_fields=[*names, "erased_on", *more])


def _check_open(booking: Booking) -> None:
    if booking.cancelled_at is not None or booking.erased_on is not None:
        raise NotPossible("Questa prenotazione è già disdetta.")


def _with_room(event_id: uuid.UUID, people: int, *, at_the_door: bool) -> Event:
    """The event, locked until the end of the transaction; raises `NotPossible` where nobody more may book."""
    event = Event.objects.select_for_update().get(id=event_id)
    if at_the_door:
        if event.state not in (EventState.PUBLISHED, EventState.HELD):
            raise NotPossible("L’evento non è pubblicato: qui non si segna nessuno.")
        return event
    taken = Booking.objects.filter(event=event).places()
    refusal = refuses_places(is_open=event.takes_bookings(), capacity=event.capacity, taken=taken, asked=people)
    if refusal:
        raise NotPossible(refusal)
    return event
