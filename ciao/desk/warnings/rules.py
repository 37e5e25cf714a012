"""What deserves a look, from plain facts and dated thresholds: each warning says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ciao.core.formats import date_field, plural

CODES = {
    "silence": "senza contatto",
    "unanswered": "non risponde",
    "missed": "colloqui mancati",
    "absences": "assenze di fila",
    "unsigned": "da firmare",
    "idle_goals": "obiettivi fermi",
    "plan_look": "progetto da riguardare",
}


@dataclass(frozen=True)
class Facts:
    """What is known of one case; days are business days, None where it does not apply."""

    heard_on: date
    has_next: bool = False
    missed: int = 0
    unanswered: int = 0
    absences: int = 0
    unsigned_since: date | None = None
    unsigned_what: str = ""
    signed_on: date | None = None
    looked_on: date | None = None
    idle_goals: int = 0


@dataclass(frozen=True)
class Limits:
    """The thresholds in force, all dated parameters: days and times in a row."""

    silence: int
    missed: int
    unanswered: int
    absences: int
    unsigned: int
    idle: int
    look: int


@dataclass(frozen=True)
class Warn:
    """One warning: what, why, how pressing (days or times past the threshold)."""

    code: str
    text: str
    why: str
    weight: int


def warnings_of(facts: Facts, limits: Limits, today: date) -> list[Warn]:
    """All that a case warns about, in the order of the rules."""
    return [*_contact(facts, limits, today), *_coming(facts, limits), *_plan(facts, limits, today)]


def _contact(facts: Facts, limits: Limits, today: date) -> Iterator[Warn]:
    days = (today - facts.heard_on).days
    if days > limits.silence and not facts.has_next:
        words = plural(days, "giorno", "giorni")
        why = f"La soglia è {limits.silence}. Ultimo contatto: {date_field(facts.heard_on)}."
        yield Warn("silence", f"{words} senza contatto", why, days - limits.silence)
    if facts.unanswered >= limits.unanswered:
        words = plural(facts.unanswered, "tentativo", "tentativi")
        why = f"La soglia è {limits.unanswered} di fila. Prova un altro modo, o un’altra ora."
        yield Warn("unanswered", f"{words} senza risposta", why, facts.unanswered)


def _coming(facts: Facts, limits: Limits) -> Iterator[Warn]:
    if facts.missed >= limits.missed:
        words = plural(facts.missed, "colloquio mancato", "colloqui mancati")
        why = f"La soglia è {limits.missed} di fila. Chiedi che cosa lo rende difficile."
        yield Warn("missed", f"{words} di fila", why, facts.missed)
    if facts.absences >= limits.absences:
        words = plural(facts.absences, "assenza", "assenze")
        yield Warn("absences", f"{words} di fila", f"La soglia è {limits.absences} in un corso.", facts.absences)


def _plan(facts: Facts, limits: Limits, today: date) -> Iterator[Warn]:
    if facts.unsigned_since is not None and (days := (today - facts.unsigned_since).days) > limits.unsigned:
        words = plural(days, "giorno", "giorni")
        why = f"La soglia è {limits.unsigned}. Aspetta la firma da {words}."
        yield Warn("unsigned", f"{facts.unsigned_what} da firmare", why, days - limits.unsigned)
    if facts.signed_on is None:
        return
    days = (today - facts.signed_on).days
    if facts.idle_goals and days > limits.idle:
        words = plural(facts.idle_goals, "obiettivo", "obiettivi")
        why = f"Il progetto è firmato da {plural(days, 'giorno', 'giorni')}: la soglia è {limits.idle}."
        yield Warn("idle_goals", f"{words} senza sostegni", why, days - limits.idle)
    looked_on = max(facts.signed_on, facts.looked_on or facts.signed_on)
    if (days := (today - looked_on).days) > limits.look:
        why = f"La soglia è {limits.look} giorni. L’ultima volta: {date_field(looked_on)}."
        yield Warn("plan_look", "progetto da riguardare insieme", why, days - limits.look)
