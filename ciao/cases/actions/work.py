"""What is done around a person: meetings and things to do."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.cases.enums import AttemptOutcome, CalledOff, Repeat
from ciao.cases.lifecycle import CASE
from ciao.cases.models import Appointment, Case, Conference, ContactAttempt, Task
from ciao.cases.rules import next_due_on
from ciao.core import clock
from ciao.programmes.models import Mandate


@transaction.atomic
def fix_appointment(
    *,
    case: Case,
    starts_at: datetime,
    starts_by: Mandate,
    by: Actor,
    place: str = "",
    about: str = "",
    minutes: int = 60,
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
        minutes=minutes,
        recorded_by=by.id,
    )


@transaction.atomic
def mark_appointment(*, appointment: Appointment, was_kept: bool, by: Actor) -> Appointment:
    """Whether the person came; it may be corrected by marking it again."""
    if appointment.starts_at > clock.now():
        raise NotPossible("Il colloquio deve ancora iniziare.")
    if appointment.moved_to_id:
        raise NotPossible("Questo colloquio è stato spostato: segna quello nuovo.")
    appointment.was_kept, appointment.called_off = was_kept, ""
    appointment.save(update_fields=["was_kept", "called_off"])
    return appointment


@transaction.atomic
def cancel_appointment(*, appointment: Appointment, by: Actor) -> Appointment:
    """Called off in time: nobody failed to come. Undone by marking it."""
    if appointment.moved_to_id:
        raise NotPossible("Questo colloquio è già stato spostato.")
    appointment.was_kept, appointment.called_off = None, CalledOff.CANCELLED
    appointment.save(update_fields=["was_kept", "called_off"])
    return appointment


@transaction.atomic
def move_appointment(
    *, appointment: Appointment, starts_at: datetime, by: Actor, place: str = "", row_id: uuid.UUID | None = None
) -> Appointment:
    """The meeting takes place another time; both stay, one leading to the other. Returns the new one."""
    if appointment.moved_to is not None:
        return appointment.moved_to
    if appointment.was_kept:
        raise NotPossible("Il colloquio c’è già stato: fissane uno nuovo.")
    if starts_at <= clock.now():
        raise NotPossible("Il nuovo giorno viene dopo adesso.")
    new = fix_appointment(
        case=appointment.case, starts_at=starts_at, starts_by=appointment.starts_by, by=by, row_id=row_id,
        place=place or appointment.place, about=appointment.about, minutes=appointment.minutes,
    )  # fmt: skip
    appointment.was_kept, appointment.called_off, appointment.moved_to = None, CalledOff.MOVED, new
    appointment.save(update_fields=["was_kept", "called_off", "moved_to"])
    return new


@transaction.atomic
def add_task(
    *,
    case: Case,
    title: str,
    due_on: date,
    owner: Mandate,
    by: Actor,
    repeats: str = "",
    conference: Conference | None = None,
    row_id: uuid.UUID | None = None,
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
        repeats=repeats,
        conference=conference,
        recorded_by=by.id,
    )


@transaction.atomic
def complete_task(*, task: Task, by: Actor) -> Task | None:
    """Done: it leaves the list, and comes back with its next day where it repeats, which is returned.

    Doing it twice keeps the first time.
    """
    if task.done_at is not None:
        return None
    task.done_at, task.done_by = clock.now(), by.id
    task.save(update_fields=["done_at", "done_by"])
    if not task.repeats or not task.case.is_active():
        return None
    due_on = next_due_on(task.due_on, Repeat(task.repeats), clock.today())
    return add_task(case=task.case, title=task.title, due_on=due_on, owner=task.owner, repeats=task.repeats, by=by)


@transaction.atomic
def give_task(*, task: Task, to: Mandate, by: Actor) -> Task:
    """Somebody else does it. Raises `NotPossible` once it is done."""
    if task.done_at is not None:
        raise NotPossible("È già stata fatta: aggiungine una nuova.")
    task.owner = to
    task.save(update_fields=["owner"])
    return task


@transaction.atomic
def record_attempt(
    *, case: Case, outcome: AttemptOutcome, by: Actor, channel: str = "", row_id: uuid.UUID | None = None
) -> ContactAttempt:
    """One tap after trying to reach the person; `row_id` makes sending twice harmless."""
    found = case.attempts.filter(id=row_id).first() if row_id else None
    return found or ContactAttempt.objects.create(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, case=case, outcome=outcome, channel=channel,
        tried_by=by.id, tried_by_label=by.label.split(",")[0],
    )  # fmt: skip


def _check_active(case: Case, what: str) -> None:
    if not case.is_active():
        raise NotPossible(f"Ora il percorso è {CASE.labels[case.state]}: per {what} va prima riaperto.")
