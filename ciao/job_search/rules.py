"""Where somebody stands in looking for a job and what comes next: no tables, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ciao.core.formats import date_field, date_text, plural
from ciao.job_search.enums import ApplicationState, SearchStage

# Days after which an application without an answer is worth a call.
SILENCE_DAYS = 14


@dataclass(frozen=True)
class SearchFacts:
    """What the stage and the next step depend on; days as dates, None where there is nothing."""

    has_cv: bool = False
    states: tuple[str, ...] = ()
    oldest_sent_on: date | None = None
    next_interview_on: date | None = None
    interview_to_tell_on: date | None = None
    is_hiring_untold: bool = False


@dataclass(frozen=True)
class Step:
    """A sentence, its reason, the code of the page that does it, and how pressing it is."""

    code: str
    title: str
    why: str
    label: str
    kind: str = ""


@dataclass(frozen=True)
class CvItem:
    """One line of a CV: what, where, when."""

    section: str
    words: str
    place: str = ""
    period: str = ""


def stage_of(facts: SearchFacts) -> SearchStage:
    """The furthest point reached by what is still alive; a hiring stays the furthest."""
    if ApplicationState.HIRED in facts.states:
        return SearchStage.HIRED
    if ApplicationState.INTERVIEW in facts.states:
        return SearchStage.INTERVIEWS
    if ApplicationState.SENT in facts.states:
        return SearchStage.APPLYING
    return SearchStage.READY if facts.has_cv else SearchStage.NO_CV


def next_step(facts: SearchFacts, today: date) -> Step | None:
    """The one thing to do now; None where somebody works and it is told already."""
    if facts.is_hiring_untold:
        return Step("outcome", "C’è un’assunzione da riportare", "Finché non è un esito, nessun conteggio la vede.", "")
    if facts.interview_to_tell_on is not None:
        why = f"Era {date_text(facts.interview_to_tell_on)}. Scrivi che cosa ne è venuto e che cosa migliorare."
        return Step("interview", "Raccontare il colloquio di lavoro", why, "Scrivi com’è andato", "stop")
    if facts.next_interview_on is not None:
        title = f"Colloquio di lavoro {date_text(facts.next_interview_on)}"
        return Step("prepare", title, "Preparalo insieme: strada, orario, tre cose da dire.", "Apri la candidatura")
    if ApplicationState.HIRED in facts.states:
        return None
    if not facts.has_cv:
        return Step("cv", "Scrivere il curriculum", "Parte da ciò che la persona sa già fare.", "Scrivi il curriculum")
    if facts.oldest_sent_on is not None and (today - facts.oldest_sent_on).days >= SILENCE_DAYS:
        many = plural((today - facts.oldest_sent_on).days, "giorno", "giorni")
        why = f"Mandata il {date_field(facts.oldest_sent_on)}: da {many} senza risposta."
        return Step("call", "Richiamare per una candidatura", why, "Apri la candidatura")
    if ApplicationState.PREPARING in facts.states:
        return Step("send", "Mandare la candidatura preparata", "È pronta e non è partita.", "Apri la candidatura")
    why = "Guarda le offerte che il progetto conosce, o scrivine una trovata insieme."
    return Step("apply", "Preparare una candidatura", why, "Scrivi una candidatura")


def items_of(text: str, section: str) -> list[CvItem]:
    """One item a line; empty lines and leading dashes go."""
    lines = (line.strip().lstrip("-•–").strip() for line in text.splitlines())
    return [CvItem(section, line) for line in lines if line]


def text_of(items: Iterable[CvItem], section: str) -> str:
    """The same items, one a line, as the box shows them."""
    return "\n".join(one.words for one in items if one.section == section)


def hiring_fault(starts_on: date, ends_on: date | None, applied_on: date | None, today: date) -> str:
    """Why a hiring cannot stand, as a sentence; empty where it can. It may begin in the coming month, not later."""
    if applied_on is not None and starts_on < applied_on:
        return f"La candidatura è del {date_field(applied_on)}: il lavoro comincia dopo."
    if (starts_on - today).days > 31:
        return "Manca più di un mese: scrivila quando il giorno è vicino."
    if ends_on is not None and ends_on < starts_on:
        return "La fine del contratto viene dopo l’inizio."
    return ""
