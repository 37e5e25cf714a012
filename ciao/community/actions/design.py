"""Writing down what the co-design table did."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.community.models import DesignChoice, DesignMeeting, DesignSeat, Event
from ciao.community.rules import Seat
from ciao.core import clock
from ciao.programmes.models import Programme
from ciao.services.models import Edition


@transaction.atomic
def record_design_meeting(
    *, programme: Programme, title: str, on: date, seats: Sequence[Seat], by: Actor, edition: Edition | None = None,
    event: Event | None = None, row_id: uuid.UUID | None = None,
) -> DesignMeeting:  # fmt: skip
    """The table met, with these roles and bodies; raises `NotPossible` for a day to come or an empty table."""
    found = DesignMeeting.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if not seats:
        raise NotPossible("Scrivi chi c’era al tavolo: un ruolo o un ente per riga.")
    meeting = DesignMeeting(
        id=row_id or uuid.uuid4(), scope_id=programme.scope_id, programme=programme, held_on=on, title=title,
        edition=edition, event=event, recorded_by=by.id,
    )  # fmt: skip
    meeting.save(force_insert=True)
    for one in seats:
        DesignSeat.objects.create(scope_id=meeting.scope_id, meeting=meeting, who=one.who, people_count=one.people)
    return meeting


@transaction.atomic
def add_choice(
    *, meeting: DesignMeeting, question: str, options: str, chosen: str, why: str, by: Actor, before: str = "",
    after: str = "", row_id: uuid.UUID | None = None,
) -> DesignChoice:  # fmt: skip
    """One choice of that day, with the ways weighed; a choice is not rewritten, the next one says what changed."""
    found = DesignChoice.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    choice = DesignChoice(
        id=row_id or uuid.uuid4(), scope_id=meeting.scope_id, meeting=meeting, question=question, options=options,
        chosen=chosen, why=why, before=before, after=after, recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    choice.save(force_insert=True)
    return choice
