"""The team, with whom it invites, meets on one case."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case, Conference, ConferenceSeat
from ciao.core import clock
from ciao.programmes.models import Mandate

Guest = tuple[str, str]


@transaction.atomic
def call_conference(
    *,
    case: Case,
    starts_at: datetime,
    issues: str,
    by: Actor,
    place: str = "",
    colleagues: Iterable[Mandate] = (),
    guests: Iterable[Guest] = (),
    row_id: uuid.UUID | None = None,
) -> Conference:
    """Calls the team and guests, each a name and a body, to a meeting on one case; sent twice it makes one.

    Being called opens nothing: who is outside the team hears what is said there. Raises `NotPossible` on a closed case.
    """
    found = Conference.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if not case.is_active():
        raise NotPossible("Il percorso non è in corso: va prima riaperto.")
    row = Conference(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, case=case, starts_at=starts_at, place=place, issues=issues,
        called_by=by.id, called_by_label=by.label.split(",")[0],
    )  # fmt: skip
    row.save(force_insert=True)
    for mandate in colleagues:
        ConferenceSeat(scope_id=case.scope_id, conference=row, mandate=mandate).save(force_insert=True)
    for name, body in guests:
        ConferenceSeat(scope_id=case.scope_id, conference=row, name=name, body=body).save(force_insert=True)
    return row


@transaction.atomic
def write_minutes(
    *, conference: Conference, issues: str, decisions: str, present: Iterable[uuid.UUID], by: Actor
) -> Conference:
    """What was said and decided, and who was there; it may be corrected, history keeps what it said before."""
    if conference.starts_at > clock.now():
        raise NotPossible("La riunione deve ancora iniziare: il verbale si scrive dopo.")
    conference.issues, conference.decisions = issues, decisions
    conference.minuted_at, conference.minuted_by = clock.now(), by.id
    conference.save(update_fields=["issues", "decisions", "minuted_at", "minuted_by"])
    there = set(present)
    for seat in conference.seats.all():
        seat.was_there = seat.id in there
        seat.save(update_fields=["was_there"])
    return conference
