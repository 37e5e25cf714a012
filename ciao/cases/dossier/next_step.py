"""The band on top of a fascicolo: the one thing to do now for a person, from facts the caller gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ciao.cases.enums import CaseState, Phase
from ciao.core.formats import date_field, date_relative, date_text, day_of, plural, time_of_day


@dataclass(frozen=True)
class CaseFacts:
    """What the next step depends on; days are business days, lists are words to show."""

    state: str
    phase: str
    opened_on: date
    silence_days: int
    reads_diary: bool = True
    missing: tuple[str, ...] = ()
    has_notice: bool = True
    has_target: bool = True
    next_at: datetime | None = None
    unmarked_at: datetime | None = None
    last_contact_on: date | None = None
    task: str = ""
    task_due_on: date | None = None
    review_on: date | None = None
    ended_on: date | None = None
    end_words: str = ""
    inform_by: date | None = None


@dataclass(frozen=True)
class NextStep:
    """A sentence, its reason, how pressing it is, the page that does it and the day it is due."""

    code: str
    title: str
    why: str = ""
    kind: str = ""
    label: str = ""
    due_on: date | None = field(default=None)


Rule = Callable[[CaseFacts, date], NextStep | None]


def next_step(facts: CaseFacts, today: date) -> NextStep:
    """The first rule that has something to say: what ended, what is late, what is missing, what comes."""
    return next(step for step in (rule(facts, today) for rule in RULES) if step is not None)


def standing(state: str, phase: str, lead: str) -> NextStep:
    """For who reads no work: where the path stands, and whom to ask for the rest."""
    whom = f"Il percorso lo segue {lead}. Per ciò che qui non vedi, chiedi a {lead}." if lead else ""
    if state == CaseState.OPEN:
        return NextStep("none", f"Fase {phase} · {Phase(phase).label}", whom, "off")
    words = {CaseState.SUSPENDED: "in pausa", CaseState.CLOSED: "concluso", CaseState.VOID: "aperto per errore"}
    return NextStep("none", f"Percorso {words[CaseState(state)]}", whom, "off")


def silent_for(facts: CaseFacts, today: date) -> int:
    """Days since the last contact, or since the taking in charge where there was none yet."""
    return (today - (facts.last_contact_on or facts.opened_on)).days


def _ended(facts: CaseFacts, today: date) -> NextStep | None:
    if facts.state == CaseState.VOID:
        return NextStep("none", "Percorso aperto per errore", "Non entra in nessun conteggio.", "off")
    if facts.state == CaseState.CLOSED:
        why = f"{facts.end_words}. Se torna: «Altro», poi il rientro. Se era troppo presto, si può riaprire."
        return NextStep(
            "reopen", f"Percorso concluso il {date_field(facts.ended_on)}", why, "off", "Riapri il percorso"
        )
    return None


def _paused(facts: CaseFacts, today: date) -> NextStep | None:
    if facts.state != CaseState.SUSPENDED:
        return None
    if facts.review_on is None:
        return NextStep("resume", "Percorso in pausa", "Nessuna data per rivederla.", "off", "Riprendi il percorso")
    if facts.review_on <= today:
        why = f"Andava rivista {_by(facts.review_on)}." if facts.review_on < today else "È il giorno fissato."
        return NextStep("resume", "Rivedere la pausa", why, "stop", "Riprendi il percorso", facts.review_on)
    title = f"In pausa fino a {date_text(facts.review_on)}"
    return NextStep("resume", title, "Quel giorno si rivede insieme.", "off", "Riprendi il percorso", facts.review_on)


def _late_task(facts: CaseFacts, today: date) -> NextStep | None:
    if facts.task_due_on is None or facts.task_due_on >= today:
        return None
    days = (today - facts.task_due_on).days
    why = f"In ritardo di {plural(days, 'giorno', 'giorni')}: era {_by(facts.task_due_on)}."
    return NextStep("task", facts.task, why, "stop", "Segna come fatto", facts.task_due_on)


def _unmarked(facts: CaseFacts, today: date) -> NextStep | None:
    if facts.unmarked_at is None:
        return None
    when = f"{date_relative(facts.unmarked_at)} alle {time_of_day(facts.unmarked_at)}"
    why = f"Il colloquio era {when}: segna se c’è stato."
    return NextStep("mark", "Dire com’è andato il colloquio", why, "", "Segna il colloquio", day_of(facts.unmarked_at))


def _no_notice(facts: CaseFacts, today: date) -> NextStep | None:
    late = facts.inform_by is not None and facts.inform_by < today
    if facts.has_notice or (facts.last_contact_on is None and not late):
        return None
    why = f"La persona va informata {_by(facts.inform_by)}." if facts.inform_by else "Va fatto al primo incontro."
    return NextStep(
        "notice",
        "Mostrare l’informativa",
        why,
        "stop" if late else "",
        "Segna l’informativa",
        facts.inform_by,
    )


def _first_meeting(facts: CaseFacts, today: date) -> NextStep | None:
    if facts.next_at is not None or facts.last_contact_on is not None or not facts.reads_diary:
        return None
    why = f"In carico dal {date_field(facts.opened_on)}, ancora nessun contatto scritto."
    return NextStep("appointment", "Fissare il primo colloquio", why, "", "Fissa un colloquio")


def _silence(facts: CaseFacts, today: date) -> NextStep | None:
    days = silent_for(facts, today)
    if facts.next_at is not None or days <= facts.silence_days or not facts.reads_diary:
        return None
    due = (facts.last_contact_on or facts.opened_on) + timedelta(days=facts.silence_days)
    why = f"{plural(days, 'giorno', 'giorni')} senza contatto: la soglia è {facts.silence_days}."
    return NextStep("appointment", "Sentire la persona", why, "stop", "Fissa un colloquio", due)


def _incomplete(facts: CaseFacts, today: date) -> NextStep | None:
    if not facts.missing:
        return None
    count = plural(len(facts.missing), "risposta", "risposte")
    return NextStep(
        "identity",
        f"Completare i dati: {_lack(len(facts.missing))} {count}",
        f"{_listed(facts.missing)}.",
        "",
        "Completa i dati",
    )


def _no_target(facts: CaseFacts, today: date) -> NextStep | None:
    if facts.has_target:
        return None
    return NextStep(
        "target",
        "Scegliere il gruppo di destinatari",
        "La persona si conta una volta sola.",
        "",
        "Scegli il gruppo",
    )


def _phase(facts: CaseFacts, today: date) -> NextStep | None:
    if facts.phase != Phase.ACCESS or facts.last_contact_on is None:
        return None
    return NextStep(
        "phase",
        "Passare alla valutazione",
        "Dati, informativa e primo contatto ci sono.",
        "",
        "Passa alla valutazione",
    )


def _upcoming(facts: CaseFacts, today: date) -> NextStep | None:
    if facts.next_at is None:
        return None
    title = f"Colloquio {date_text(facts.next_at)} alle {time_of_day(facts.next_at)}"
    return NextStep(
        "diary", title, "Intanto si può scrivere nel diario.", "", "Scrivi nel diario", day_of(facts.next_at)
    )


def _open_task(facts: CaseFacts, today: date) -> NextStep | None:
    if facts.task_due_on is None:
        return None
    return NextStep(
        "task",
        facts.task,
        f"Entro {date_text(facts.task_due_on)}.",
        "",
        "Segna come fatto",
        facts.task_due_on,
    )


def _quiet(facts: CaseFacts, today: date) -> NextStep | None:
    why = f"Ultimo contatto {date_relative(facts.last_contact_on)}." if facts.last_contact_on else ""
    return NextStep("appointment", "Fissare il prossimo colloquio", why, "", "Fissa un colloquio")


RULES: tuple[Rule, ...] = (
    _ended,
    _paused,
    _late_task,
    _unmarked,
    _silence,
    _first_meeting,
    _no_notice,
    _incomplete,
    _no_target,
    _phase,
    _upcoming,
    _open_task,
    _quiet,
)


def _by(day: date | None) -> str:
    return f"entro il {date_field(day)}"


def _lack(count: int) -> str:
    return "manca" if count == 1 else "mancano"


def _listed(words: tuple[str, ...]) -> str:
    text = ", ".join(words)
    return text[:1].upper() + text[1:]
