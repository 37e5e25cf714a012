"""Rooms, and the days on which nobody meets."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.partners.models import Organization
from ciao.programmes.models import Programme
from ciao.services.models import ClosingDay, Room
from ciao.territories.models import Municipality


@transaction.atomic
def add_room(
    *, programme: Programme, organization: Organization, name: str, by: Actor, address: str = "",
    municipality: Municipality | None = None, seats: int | None = None, access_note: str = "",
    row_id: uuid.UUID | None = None,
) -> Room:  # fmt: skip
    """A room more, of one body. Raises `NotPossible` where that body has one with the same name."""
    found = Room.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if Room.objects.filter(programme=programme, organization=organization, name__iexact=name.strip()).exists():
        raise NotPossible("Questo ente ha già una stanza con questo nome.")
    room = Room(
        id=row_id or uuid.uuid4(), scope_id=programme.scope_id, programme=programme, organization=organization,
        name=name.strip(), address=address, municipality=municipality, seats=seats, access_note=access_note,
        recorded_by=by.id,
    )  # fmt: skip
    room.save(force_insert=True)
    return room


@transaction.atomic
def close_room(*, room: Room, by: Actor, is_closed: bool = True) -> Room:
    """It is offered no more, or it is again; meetings already there stay."""
    room.is_closed = is_closed
    room.save(update_fields=["is_closed"])
    return room


@transaction.atomic
def add_closing(
    *, programme: Programme, starts_on: date, ends_on: date, word: str, by: Actor,
    organization: Organization | None = None, row_id: uuid.UUID | None = None,
) -> ClosingDay:  # fmt: skip
    """Days without meetings for one body, or for all; rows of meetings planned from now on skip them."""
    found = ClosingDay.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if ends_on < starts_on:
        raise NotPossible("La fine viene dopo l’inizio: ricontrolla le date.")
    closing = ClosingDay(
        id=row_id or uuid.uuid4(), scope_id=programme.scope_id, programme=programme, organization=organization,
        starts_on=starts_on, ends_on=ends_on, word=word.strip(), recorded_by=by.id,
    )  # fmt: skip
    closing.save(force_insert=True)
    return closing


@transaction.atomic
def drop_closing(*, closing: ClosingDay, by: Actor) -> ClosingDay:
    """They are open after all."""
    closing.is_dropped = True
    closing.save(update_fields=["is_dropped"])
    return closing
