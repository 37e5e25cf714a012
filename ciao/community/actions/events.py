"""Preparing an event, telling everybody, counting who came."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.community.enums import CountedHow, EventState
from ciao.community.lifecycle import EVENT
from ciao.community.models import Event
from ciao.core import clock
from ciao.core.formats import date_field, day_of, plural
from ciao.programmes.models import Programme

BEFORE_TELLING = ("title", "about", "place")


@transaction.atomic
def prepare_event(*, programme: Programme, by: Actor, row_id: uuid.UUID | None = None, **facts: Any) -> Event:
    """A draft that only the programme sees; `row_id` makes sending twice harmless. Raises `NotPossible` as `_check`."""
    found = Event.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check(facts)
    event = Event(
        id=row_id or uuid.uuid4(), scope_id=programme.scope_id, programme=programme, recorded_by=by.id, **facts
    )
    event.save(force_insert=True)
    return event


@transaction.atomic
def change_event(*, event: Event, by: Actor, **facts: Any) -> Event:
    """Corrects what is told; who booked is warned by whoever reads the reminders.

    Raises `NotPossible` once it is over or called off, and where fewer places remain than are booked.
    """
    locked = Event.objects.select_for_update().get(id=event.id)
    if locked.state not in (EventState.DRAFT, EventState.PUBLISHED):
        raise NotPossible(f"L’evento è {locked.get_state_display()}: per cambiarlo, prima riprendilo.")
    _check(facts)
    taken, capacity = locked.bookings.all().places(), facts.get("capacity")
    if capacity is not None and capacity < taken:
        raise NotPossible(
            f"Si sono già prenotate {plural(taken, 'persona', 'persone')}: i posti non possono essere meno."
        )
    for name, value in facts.items():
        setattr(event, name, value)
    event.save(update_fields=list(facts))
    return event


@transaction.atomic
def publish_event(*, event: Event, by: Actor) -> Event:
    """Anybody reads it from now on; raises `NotPossible` for a date gone by, or words still missing."""
    if event.starts_at <= clock.now():
        raise NotPossible("Questa data è già passata: cambiala, poi pubblica.")
    if not all(str(getattr(event, name)).strip() for name in BEFORE_TELLING):
        raise NotPossible("Prima scrivi titolo, di che cosa si tratta e dove: è ciò che leggono tutti.")
    EVENT.move(event, "publish", by=by, on=clock.today())
    event.published_at, event.published_by = clock.now(), by.id
    event.save(update_fields=["published_at", "published_by"])
    return event


@transaction.atomic
def unpublish_event(*, event: Event, reason: str, by: Actor) -> Event:
    """Correction: nobody reads it for now; raises `NotPossible` once somebody has booked."""
    if event.bookings.all().places():
        raise NotPossible("Qualcuno si è già prenotato: annulla l’evento e avvisa, oppure cambia i dati.")
    EVENT.move(event, "unpublish", by=by, on=clock.today(), reason=reason)
    return event


@transaction.atomic
def cancel_event(*, event: Event, reason: str, by: Actor) -> Event:
    """It will not be; the public page says so, and the reminders become words to tell it."""
    EVENT.move(event, "cancel", by=by, on=clock.today(), reason=reason)
    return event


@transaction.atomic
def restore_event(*, event: Event, reason: str, by: Actor) -> Event:
    """Correction: it was called off by mistake, and goes back to a draft."""
    EVENT.move(event, "restore", by=by, on=clock.today(), reason=reason)
    return event


@transaction.atomic
def hold_event(
    *, event: Event, adults_count: int, children_count: int, counted_how: str, by: Actor, women_count: int | None = None
) -> Event:
    """It took place, and so many came, counted by head; none of them is an ESF participant.

    Raises `NotPossible` before it begins, and where women and girls are more than who came.
    """
    if event.starts_at > clock.now():
        raise NotPossible(f"L’evento è il {date_field(event.starts_at)}: le persone si contano quando è cominciato.")
    if women_count is not None and women_count > adults_count + children_count:
        raise NotPossible("Le donne e le ragazze sono una parte di chi è venuto: ricontrolla i numeri.")
    event.adults_count, event.children_count, event.women_count = adults_count, children_count, women_count
    event.counted_how = CountedHow(counted_how)
    event.save(update_fields=["adults_count", "children_count", "women_count", "counted_how"])
    if event.state != EventState.HELD:
        EVENT.move(event, "hold", by=by, on=min(day_of(event.starts_at), clock.today()))
    return event


@transaction.atomic
def undo_holding(*, event: Event, reason: str, by: Actor) -> Event:
    """Correction: it was not held; the counts go."""
    EVENT.move(event, "undo_holding", by=by, on=clock.today(), reason=reason)
    event.adults_count = event.children_count = event.women_count = None
    event.counted_how = ""
    event.save(update_fields=["adults_count", "children_count", "women_count", "counted_how"])
    return event


def _check(facts: dict[str, Any]) -> None:
    starts, ends = facts.get("starts_at"), facts.get("ends_at")
    if starts is not None and ends is not None and ends <= starts:
        raise NotPossible("L’evento finisce dopo essere cominciato: ricontrolla gli orari.")
    session, edition = facts.get("session"), facts.get("edition")
    if session is not None and edition is not None and session.edition_id != edition.id:
        raise NotPossible("Questo incontro è di un altro laboratorio: scegline uno dello stesso.")
    if session is not None:
        facts["edition"] = session.edition
