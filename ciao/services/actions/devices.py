"""Marks that come from a device which was without network: taken once, never over a colleague's (ADR 0014)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import scopes, visible
from ciao.core import clock
from ciao.core.formats import time_of_day
from ciao.services.actions.registers import locked, save_attendance
from ciao.services.enums import Presence
from ciao.services.models import Attendance, Enrolment, SentMark, Session
from ciao.services.rules import Mark, entry_of, hours_from, seen_as

GONE = "Non è più tra quelle che puoi segnare: ricarica la pagina."


@dataclass(frozen=True)
class Sent:
    """One thing a device says of a meeting: how somebody was there, or how many others there were.

    `base` is what the register said when the device read it; `key` is the device's own id for this word,
    `after` those of the words it takes the place of: an answer changed while the first was on its way is no conflict.
    """

    key: UUID
    session_id: UUID
    base: str
    enrolment_id: UUID | None = None
    presence: str = ""
    entry: time | None = None
    note: str = ""
    others_count: int | None = None
    device_time: datetime | None = None
    after: tuple[UUID, ...] = ()

    @property
    def said(self) -> str:
        """The same in the one short word the register is compared by."""
        if self.enrolment_id is None:
            return str(self.others_count)
        return seen_as(self.presence, self.entry, self.note)


@dataclass(frozen=True)
class Answer:
    """What became of one: `saved`, `already`, `conflict` or `refused`; `seen` is what the register says now."""

    key: UUID
    state: str
    seen: str = ""
    why: str = ""
    theirs: dict[str, Any] | None = None
    person_of: UUID | None = None  # the case whose mark is shown, and the circle of the course: for the read log
    scope_id: UUID | None = None

    def as_words(self) -> dict[str, Any]:
        """For the device."""
        return {"key": str(self.key), "state": self.state, "seen": self.seen, "why": self.why, "theirs": self.theirs}


def take_marks(*, sent: Iterable[Sent], by: Actor) -> list[Answer]:
    """Each on its own: one that is refused, or that a colleague has written meanwhile, does not stop the others."""
    return [_take(one, by) for one in sent]


def _take(one: Sent, by: Actor) -> Answer:
    try:
        with transaction.atomic():
            return _take_one(one, by)
    except NotPossible as refusal:
        return Answer(one.key, "refused", why=str(refusal))


def _take_one(one: Sent, by: Actor) -> Answer:
    found = visible(Session.objects, by, Action.ATTENDANCE_TAKE).filter(id=one.session_id).first()
    enrolment = _enrolment(one, by)
    if found is None or (one.enrolment_id and enrolment is None):
        raise NotPossible(GONE)
    session = locked(found)
    if enrolment is None and not scopes(by, Level.ATTENDANCE).filter(id=_circle(session)).exists():
        raise NotPossible("Le altre persone le conta chi conduce.")
    kept = Attendance.objects.filter(session=session, enrolment=enrolment).first() if enrolment else None
    there = _seen(session, kept, one)
    if SentMark.objects.filter(id=one.key).exists():
        return Answer(one.key, "already", there)
    if there not in (one.base, one.said) and not _is_own(one, session, kept, by):
        theirs = _said(session, kept, one)
        case_id = enrolment.case_id if enrolment else None
        return Answer(one.key, "conflict", there, theirs=theirs, person_of=case_id, scope_id=session.scope_id)
    _write(one, session, enrolment, by)
    return Answer(one.key, "saved", one.said)


def _is_own(one: Sent, session: Session, kept: Attendance | None, by: Actor) -> bool:
    """Whether the register says what this very device wrote a moment before, and nobody has touched it since."""
    of_them = Q(enrolment_id=one.enrolment_id) if one.enrolment_id else Q(enrolment__isnull=True)
    last = SentMark.objects.filter(of_them, session=session).order_by("-recorded_at").first()
    if last is None or last.id not in one.after or last.recorded_by != by.id:
        return False
    if kept is None:
        return last.others_count == session.others_count
    return kept.recorded_by == by.id and kept.recorded_at <= last.recorded_at


def _write(one: Sent, session: Session, enrolment: Enrolment | None, by: Actor) -> None:
    marks = {enrolment.id: _mark(one, session)} if enrolment else {}
    others = session.others_count if one.others_count is None else one.others_count
    save_attendance(session=session, marks=marks, others_count=others, by=by)
    SentMark(
        id=one.key, scope_id=enrolment.scope_id if enrolment else _circle(session), session=session,
        enrolment=enrolment,
        presence=one.presence, others_count=one.others_count, marked_at=one.device_time, marked_by=by.id,
        recorded_by=by.id,
    ).save(force_insert=True)  # fmt: skip


def _circle(session: Session) -> UUID:
    return session.edition.register_scope_id or session.scope_id


def _enrolment(one: Sent, by: Actor) -> Enrolment | None:
    rows = visible(Enrolment.objects.all(), by, Action.ATTENDANCE_TAKE)
    return rows.filter(id=one.enrolment_id).first() if one.enrolment_id else None


def _seen(session: Session, kept: Attendance | None, one: Sent) -> str:
    if one.enrolment_id is None:
        return str(session.others_count)
    if kept is None:
        return ""
    return seen_as(kept.presence, _entry(kept, session), kept.note)


def _entry(kept: Attendance, session: Session) -> time | None:
    return entry_of(kept.attended_hours, session.ends_at) if kept.presence == Presence.LATE else None


def _mark(one: Sent, session: Session) -> Mark:
    if one.presence != Presence.LATE:
        return Mark(one.presence, None, one.note)
    hours = hours_from(one.entry, session.starts_at, session.ends_at) if one.entry else None
    if hours is None:
        raise NotPossible("Scrivi a che ora è entrata: un’ora dell’incontro.")
    return Mark(one.presence, hours, one.note)


def _said(session: Session, kept: Attendance | None, one: Sent) -> dict[str, Any]:
    """What a colleague wrote, beside which one's own is shown."""
    if kept is None:
        return {"who": "", "when": "", "words": str(session.others_count), "presence": "", "entry": "", "note": ""}
    entry = _entry(kept, session)
    late = f"{entry:%H:%M}" if entry else ""
    words = f"{kept.get_presence_display()}{f', entra alle {late}' if late else ''}"
    return {
        "who": kept.recorded_by_label.split(",")[0], "when": time_of_day(kept.recorded_at.astimezone(clock.ROME)),
        "words": words, "presence": kept.presence, "entry": late, "note": kept.note,
    }  # fmt: skip
