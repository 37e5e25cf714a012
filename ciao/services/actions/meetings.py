"""Meetings of an edition: one, a row of them, moved, called off."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from ciao.access.actor import Actor, reporting
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.core.formats import date_field, date_text, day_of, time_of_day
from ciao.programmes.models import Mandate
from ciao.services.actions.readers import settle_readers
from ciao.services.enums import RegisterState
from ciao.services.lifecycle import EDITION, REGISTER
from ciao.services.models import Attendance, Edition, Session
from ciao.services.rules import LONGEST, meeting_days, session_hours

MOST = 200


@transaction.atomic
def add_session(
    *, edition: Edition, starts_at: datetime, ends_at: datetime, by: Actor, trainer: Mandate | None = None,
    place: str = "", topic: str = "", row_id: uuid.UUID | None = None,
) -> Session:  # fmt: skip
    """A meeting more. Raises `NotPossible` outside the edition's dates, at impossible hours, or where it overlaps."""
    found = Session.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    session = Session(
        id=row_id or uuid.uuid4(), scope_id=edition.scope_id, edition=edition, starts_at=starts_at, ends_at=ends_at,
        trainer=trainer, place=place, topic=topic, recorded_by=by.id,
    )  # fmt: skip
    _check(session)
    session.number = (edition.sessions.aggregate(last=Max("number"))["last"] or 0) + 1
    session.save(force_insert=True)
    settle_readers(edition, by=by)
    return session


@transaction.atomic
def plan_sessions(
    *, edition: Edition, weekdays: Iterable[int], from_time: time, to_time: time, first: date, last: date, by: Actor,
    trainer: Mandate | None = None, place: str = "",
) -> list[Session]:  # fmt: skip
    """The same meeting every week (0 is Monday), without national holidays; all of them or, with a reason, none."""
    if last < first:
        raise NotPossible("L’ultimo giorno viene dopo il primo: ricontrolla le date.")
    days = meeting_days(weekdays, first, last)
    if not days:
        raise NotPossible("In queste date non cade nessuno dei giorni scelti, o sono tutti festivi.")
    if len(days) > MOST:
        raise NotPossible(f"Sono {len(days)} incontri: mettine al massimo {MOST} alla volta.")
    return [
        add_session(
            edition=edition, starts_at=_at(day, from_time), ends_at=_at(day, to_time), by=by, trainer=trainer,
            place=place,
        )
        for day in days
    ]  # fmt: skip


@transaction.atomic
def move_session(
    *, session: Session, starts_at: datetime, ends_at: datetime, by: Actor, trainer: Mandate | None = None,
    place: str = "", topic: str = "",
) -> Session:  # fmt: skip
    """Another day, hour, place or trainer; raises `NotPossible` once somebody's attendance is written."""
    if session.state != RegisterState.OPEN or _marks(session):
        raise NotPossible("Le presenze sono già segnate: l’incontro resta dov’è.")
    session.starts_at, session.ends_at, session.trainer = starts_at, ends_at, trainer
    session.place, session.topic = place, topic
    _check(session)
    session.save(update_fields=["starts_at", "ends_at", "trainer", "place", "topic"])
    settle_readers(session.edition, by=by)
    return session


@transaction.atomic
def call_off_session(*, session: Session, reason: str, on: date, by: Actor) -> Session:
    """The meeting does not take place; raises `NotPossible` once somebody came."""
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
