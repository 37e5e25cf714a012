"""What is done around a person: diary, meetings, things to do."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.cases.lifecycle import CASE
from ciao.cases.models import Appointment, Case, Note, Task
from ciao.core import clock
from ciao.programmes.models import Mandate


@transaction.atomic
def write_note(*, case: Case, text: str, happened_on: date, by: Actor, row_id: uuid.UUID | None = None) -> Note:
    """A line in the diary, for the team; `row_id` makes sending twice harmless."""
    if happened_on > clock.today():
        raise NotPossible("Il diario racconta ciò che è già successo: scegli una data fino a oggi.")
    found = case.notes.filter(id=row_id).first() if row_id else None
    return found or Note.objects.create(
        id=row_id or uuid.uuid4(),
        scope_id=case.scope_id,
        case=case,
        text=text,
        happened_on=happened_on,
        written_by=by.id,
        written_by_label=by.label,
    )


@transaction.atomic
def fix_appointment(
    *,
    case: Case,
    starts_at: datetime,
    starts_by: Mandate,
    by: Actor,
    place: str = "",
    about: str = "",
    row_id: uuid.UUID | None = None,
) -> Appointment:
    """A meeting is agreed, or one already held is written down; `row_id` makes sending twice harmless."""
    _check_active(case, "fissare un colloquio")
    found = case.appointments.filter(id=row_id).first() if row_id else None
    return found or Appointment.objects.create(
        id=row_id or uuid.uuid4(),
        scope_id=case.scope_id,
        case=case,
        starts_at=starts_at,
        starts_by=starts_by,
        place=place,
        about=about,
        recorded_by=by.id,
    )


@transaction.atomic
def mark_appointment(*, appointment: Appointment, was_kept: bool, by: Actor) -> Appointment:
    """Whether the person came; it may be corrected by marking it again."""
    if appointment.starts_at > clock.now():
        raise NotPossible("Il colloquio deve ancora iniziare.")
    appointment.was_kept = was_kept
    appointment.save(update_fields=["was_kept"])
    return appointment


@transaction.atomic
def add_task(
    *, case: Case, title: str, due_on: date, owner: Mandate, by: Actor, row_id: uuid.UUID | None = None
) -> Task:
    """Something to do for a person, by someone, by a day; `row_id` makes sending twice harmless."""
    _check_active(case, "aggiungere una cosa da fare")
    found = case.tasks.filter(id=row_id).first() if row_id else None
    return found or Task.objects.create(
        id=row_id or uuid.uuid4(),
        scope_id=case.scope_id,
        case=case,
        title=title,
        due_on=due_on,
        owner=owner,
        recorded_by=by.id,
    )


@transaction.atomic
def complete_task(*, task: Task, by: Actor) -> Task:
    """Done: it leaves the list; doing it twice keeps the first time."""
    if task.done_at is None:
        task.done_at, task.done_by = clock.now(), by.id
        task.save(update_fields=["done_at", "done_by"])
    return task


def _check_active(case: Case, what: str) -> None:
    if not case.is_active():
        raise NotPossible(f"Ora il percorso è {CASE.labels[case.state]}: per {what} va prima riaperto.")
