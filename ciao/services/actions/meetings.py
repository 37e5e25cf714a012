"""Meetings of an edition: one, a row of them, moved, called off."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Q

from ciao.access.actor import Actor, reporting
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.core.formats import date_field, date_text, day_of, time_of_day
from ciao.programmes.models import Mandate
from ciao.services.actions.readers import settle_readers
from ciao.services.enums import RegisterState
from ciao.services.lifecycle import EDITION, REGISTER
from ciao.services.models import Attendance, ClosingDay, Edition, Room, Session
from ciao.services.planning.recurrence import Calendar, Closing, Recurrence, calendar_of, monday_of
from ciao.services.rules import LONGEST, session_hours

MOST = 200


@transaction.atomic
def add_session(
    *, edition: Edition, starts_at: datetime, ends_at: datetime, by: Actor, trainer: Mandate | None = None,
    place: str = "", topic: str = "", room: Room | None = None, remote_link: str = "", row_id: uuid.UUID | None = None,
) -> Session:  # fmt: skip
    """A meeting more. Raises `NotPossible` outside the edition's dates, at impossible hours, or where it overlaps."""
    found = Session.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    session = Session(
        id=row_id or uuid.uuid4(), scope_id=edition.scope_id, edition=edition, starts_at=starts_at, ends_at=ends_at,
        trainer=trainer, place=place, topic=topic, room=room, remote_link=remote_link, recorded_by=by.id,
    )  # fmt: skip
    _check(session)
    session.number = (edition.sessions.aggregate(last=Max("number"))["last"] or 0) + 1
    session.save(force_insert=True)
    settle_readers(edition, by=by)
    return session


@transaction.atomic
def plan_sessions(
    *, edition: Edition, weekdays: Iterable[int], from_time: time, to_time: time, first: date, last: date, by: Actor,
    trainer: Mandate | None = None, place: str = "", every_weeks: int = 1, count: int | None = None,
    weeks_off: Iterable[date] = (), room: Room | None = None, remote_link: str = "",
) -> list[Session]:  # fmt: skip
    """The same meeting on some weekdays (0 is Monday), every so many weeks; all of them or, with a reason, none.

    National holidays, the days on which the body is closed and the weeks left out are skipped; `count` stops it.
    """
    if last < first:
        raise NotPossible("L’ultimo giorno viene dopo il primo: ricontrolla le date.")
    found = calendar_for(
        edition, weekdays=weekdays, first=first, last=last, every_weeks=every_weeks, count=count, weeks_off=weeks_off
    )
    _check_days(found, count)
    return [
        add_session(
            edition=edition, starts_at=_at(day, from_time), ends_at=_at(day, to_time), by=by, trainer=trainer,
            place=place, room=room, remote_link=remote_link,
        )
        for day in found.days
    ]  # fmt: skip


def calendar_for(
    edition: Edition, *, weekdays: Iterable[int], first: date, last: date, every_weeks: int = 1,
    count: int | None = None, weeks_off: Iterable[date] = (),
) -> Calendar:  # fmt: skip
    """The days a row of meetings would take, and those skipped with the reason."""
    body = Q(organization__isnull=True) | Q(organization_id=edition.service.organization_id)
    closed = ClosingDay.objects.touching(first, last).filter(body, programme_id=edition.service.programme_id)
    return calendar_of(Recurrence(
        weekdays=frozenset(weekdays), first=first, last=last, every_weeks=every_weeks, count=count,
        weeks_off=frozenset(monday_of(day) for day in weeks_off),
        closings=tuple(Closing(one.starts_on, one.ends_on, one.word) for one in closed),
    ))  # fmt: skip


def planned_over(edition: Edition) -> tuple[Decimal, Decimal] | None:
    """Hours in the calendar and hours planned, where the first are more; None where they are not, or none is said."""
    planned = edition.service.planned_hours
    total = sum((one.length_hours for one in edition.sessions.held()), Decimal(0))
    return (total, planned) if planned is not None and total > planned else None


@transaction.atomic
def move_session(
    *, session: Session, starts_at: datetime, ends_at: datetime, by: Actor, trainer: Mandate | None = None,
    place: str = "", topic: str = "", room: Room | None = None, remote_link: str = "",
) -> Session:  # fmt: skip
    """Another day, hour, place or trainer; raises `NotPossible` once somebody's attendance is written."""
    if session.state != RegisterState.OPEN or _marks(session):
        raise NotPossible("Le presenze sono già segnate: l’incontro resta dov’è.")
    session.starts_at, session.ends_at, session.trainer = starts_at, ends_at, trainer
    session.place, session.topic, session.room, session.remote_link = place, topic, room, remote_link
    _check(session)
    session.save(update_fields=["starts_at", "ends_at", "trainer", "place", "topic", "room", "remote_link"])
    settle_readers(session.edition, by=by)
    return session


@transaction.atomic
def call_off_session(*, session: Session, reason: str, on: date, by: Actor) -> Session:
    """The meeting does not take place; raises `NotPossible` once its register is closed or somebody came."""
    if session.state == RegisterState.LOCKED:
        raise NotPossible("Il registro è chiuso e le ore si contano: prima riaprilo, con il motivo.")
    if any(_marks(session)):
        raise NotPossible("Qualcuno risulta presente: prima correggi le presenze.")
    REGISTER.move(session, "call_off", by=by, on=on, reason=reason)
    settle_readers(session.edition, by=by)
    return session


@transaction.atomic
def hold_session_again(*, session: Session, note: str, on: date, by: Actor) -> Session:
    """Correction: the meeting takes place after all, where nothing else has taken its hour."""
    _check(session)
    REGISTER.move(session, "hold_again", by=by, on=on, reason=note)
    settle_readers(session.edition, by=by)
    return session


def _marks(session: Session) -> list[Decimal]:
    """Hours already written for the meeting, of whoever was there, whoever asks."""
    with reporting():
        return list(Attendance.objects.filter(session_id=session.id).values_list("attended_hours", flat=True))


def _check(session: Session) -> None:
    edition = Edition.objects.select_for_update(of=("self",)).select_related("service").get(id=session.edition_id)
    if not edition.is_open:
        raise NotPossible(f"L’edizione è {EDITION.labels[edition.state]}: per aggiungere incontri riaprila.")
    if session.ends_at <= session.starts_at:
        raise NotPossible("L’incontro finisce dopo l’inizio: ricontrolla le ore.")
    if session_hours(session.starts_at, session.ends_at) > LONGEST:
        raise NotPossible(f"Un incontro dura al massimo {LONGEST} ore: ricontrolla le ore, o dividilo in due.")
    if not edition.starts_on <= session.day <= edition.ends_on:
        dates = f"dal {date_field(edition.starts_on)} al {date_field(edition.ends_on)}"
        raise NotPossible(f"{date_text(session.day).capitalize()} è fuori dall’edizione, che va {dates}.")
    _check_trainer(session, edition)
    _check_overlaps(session)


def _check_days(found: Calendar, count: int | None) -> None:
    if not found.days:
        raise NotPossible("In queste date non cade nessuno dei giorni scelti, o sono tutti festivi o di chiusura.")
    if len(found.days) > MOST:
        raise NotPossible(f"Sono {len(found.days)} incontri: mettine al massimo {MOST} alla volta.")
    if count is not None and len(found.days) < count:
        raise NotPossible(f"In queste date ce ne stanno {len(found.days)}, non {count}: sposta l’ultimo giorno.")


def _check_trainer(session: Session, edition: Edition) -> None:
    trainer = session.trainer
    if trainer is not None and not edition.staff.current(session.day).filter(mandate=trainer).exists():
        raise NotPossible(
            f"{trainer.user.get_full_name()} quel giorno non conduce questa edizione: prima aggiungi chi conduce."
        )


def _check_overlaps(session: Session) -> None:
    others = Session.objects.held().exclude(id=session.id)
    same_time = others.filter(starts_at__lt=session.ends_at, ends_at__gt=session.starts_at)
    twin = same_time.filter(edition_id=session.edition_id).first()
    if twin is not None:
        raise NotPossible(f"Si sovrappone all’{_said(twin)} di questa edizione.")
    if session.room is not None:
        there = same_time.filter(room=session.room).select_related("edition__service").first()
        if there is not None:
            raise NotPossible(f"«{session.room}» è già occupata: {_said(there)} di «{there.edition.title}».")
    if session.trainer is None:
        return
    busy = same_time.filter(trainer=session.trainer).select_related("edition__service").first()
    if busy is not None:
        who = session.trainer.user.get_full_name()
        raise NotPossible(f"{who} è già all’{_said(busy)} di «{busy.edition.title}».")


def _said(session: Session) -> str:
    hours = f"{time_of_day(session.starts_at)}–{time_of_day(session.ends_at)}"
    return f"incontro {session.number}, {date_text(day_of(session.starts_at))}, {hours}"


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=clock.ROME)
