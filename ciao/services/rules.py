"""Hours, marks, days of meetings and days of reading: arithmetic without tables, clock or request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256

from ciao.core import clock
from ciao.core.formats import date_text, hours, plural, time_of_day
from ciao.services.enums import Presence

LONGEST, DAY = Decimal(12), Decimal(24)
GRACE = timedelta(minutes=10)  # who shows a card so soon after the start is present, not late
CAME = (Presence.PRESENT, Presence.LATE)
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Mark:
    """What is said of one person at one meeting; `hours` (decimal) only for who came late."""

    presence: str
    hours: Decimal | None = None
    note: str = ""


@dataclass(frozen=True)
class Days:
    """A stretch of days, both ends included; no end means still open."""

    starts_on: date
    ends_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies inside."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def session_hours(starts_at: datetime, ends_at: datetime) -> Decimal:
    """How long a meeting lasts: true elapsed minutes / 60, rounded to a hundredth of an hour.

    Counted in UTC, so that a night in which the clock changes is as long as it was.
    """
    elapsed = ends_at.astimezone(UTC) - starts_at.astimezone(UTC)
    return _hundredths(Decimal(elapsed // timedelta(minutes=1)) / 60)


def fault_of(mark: Mark, length: Decimal) -> str:
    """Why a mark cannot stand, as a sentence; empty where it can. `length` is that of the meeting, in hours."""
    if mark.presence not in Presence.values:
        return "Scegli tra presente, ritardo, assente e giustificata."
    if mark.presence != Presence.LATE:
        return ""
    if mark.hours is None:
        return "Scrivi quanto è rimasto chi è arrivato in ritardo."
    if mark.hours < 0:
        return "Le ore non scendono sotto zero."
    return f"L’incontro dura {hours(length)}: le ore non possono essere di più." if mark.hours > length else ""


def hours_of(mark: Mark, length: Decimal) -> Decimal:
    """Hours a mark is worth: the whole meeting, what was typed for who came late, zero for who did not come."""
    if mark.presence == Presence.PRESENT:
        return length
    return _hundredths(mark.hours or Decimal(0)) if mark.presence == Presence.LATE else Decimal(0)


def hours_from(entry: time, starts_at: datetime, ends_at: datetime) -> Decimal | None:
    """Hours left from the moment somebody came in; None where that moment is outside the meeting."""
    began = starts_at.astimezone(clock.ROME)
    entered = datetime.combine(began.date(), entry, tzinfo=clock.ROME)
    if entered < began:
        entered += timedelta(days=1)
    return session_hours(entered, ends_at) if entered <= ends_at else None


def at_door(now: datetime, starts_at: datetime, ends_at: datetime) -> Decimal | None:
    """Hours of who comes in now: the whole meeting within the first minutes, what is left later; None once it is over.

    Counted to the minute, as an hour written by hand is.
    """
    if now >= ends_at:
        return None
    came = now.replace(second=0, microsecond=0)
    return session_hours(starts_at if came <= starts_at + GRACE else came, ends_at)


def entry_of(attended: Decimal, ends_at: datetime) -> time:
    """When somebody came in, from the hours they stayed: to the minute."""
    began = ends_at.astimezone(UTC) - timedelta(minutes=round(attended * 60))
    return began.astimezone(clock.ROME).time().replace(second=0, microsecond=0)


def seen_as(presence: str, entry: time | None, note: str) -> str:
    """A mark as one short word: equal as long as nobody changes it; empty for nobody marked."""
    if not presence:
        return ""
    late = entry.strftime("%H:%M") if entry and presence == Presence.LATE else ""
    return sha256(f"{presence}|{late}|{note}".encode()).hexdigest()[:12]


def running_absences(presences: Sequence[str]) -> int:
    """Absences in a row up to the last meeting, oldest first; a justified one neither counts nor breaks the row."""
    row = 0
    for presence in reversed(presences):
        if presence in CAME:
            break
        row += presence == Presence.ABSENT
    return row


def common_days(one: Days, other: Days) -> Days | None:
    """The days two stretches share; None where they share none."""
    start = max(one.starts_on, other.starts_on)
    ends = [days.ends_on for days in (one, other) if days.ends_on is not None]
    end = min(ends) if ends else None
    return None if end is not None and end < start else Days(start, end)


def merged(stretches: Iterable[Days]) -> list[Days]:
    """The same days as stretches that neither touch nor overlap, in order."""
    found: list[Days] = []
    for one in sorted(stretches, key=lambda days: days.starts_on):
        last = found[-1] if found else None
        if last is None or (last.ends_on is not None and one.starts_on > last.ends_on + timedelta(days=1)):
            found.append(one)
        elif last.ends_on is not None and (one.ends_on is None or one.ends_on > last.ends_on):
            found[-1] = Days(last.starts_on, one.ends_on)
    return found


@dataclass(frozen=True)
class EditionFacts:
    """What the next step of an edition depends on; `open_count` registers of meetings held, `ahead_count` to come."""

    is_open: bool
    is_running: bool
    staff_count: int
    session_count: int
    enrolled_count: int
    open_count: int = 0
    ahead_count: int = 0
    late_on: date | None = None
    next_at: datetime | None = None


@dataclass(frozen=True)
class Step:
    """A sentence, its reason, and the code of the page that does it."""

    code: str
    title: str
    why: str = ""
    kind: str = ""


def edition_step(facts: EditionFacts) -> Step | None:
    """The one thing to do now for an edition; None once it has ended."""
    if not facts.is_open:
        return None
    if not facts.staff_count:
        return Step("staff", "Scegli chi conduce", "Chi conduce legge i nomi di chi è iscritto e segna le presenze.")
    if not facts.session_count:
        return Step("plan_sessions", "Metti in calendario gli incontri", "Anche tutti insieme, ogni settimana.")
    if facts.open_count:
        words = plural(facts.open_count, "registro da chiudere", "registri da chiudere")
        return Step("attendance", f"Chiudi le presenze di {date_text(facts.late_on)}", f"{words}.", "stop")
    if not facts.enrolled_count:
        return Step("enrol", "Iscrivi le prime persone", "Ancora nessuna iscrizione.")
    if not facts.ahead_count:
        why = "Tutti gli incontri sono fatti e i registri sono chiusi."
        return Step("finish", "Concludi l’edizione", why)
    when = f"{date_text(facts.next_at)}, {time_of_day(facts.next_at)}"
    return Step("next", f"Prossimo incontro: {when}", "Le presenze si segnano da quel giorno.")


def _hundredths(number: Decimal) -> Decimal:
    return number.quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)
