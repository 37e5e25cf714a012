"""What the entry form still lacks and what to look at twice: pure, for its page, its panel and its actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ciao.cases.enums import CheckOutcome, EntryState, Phase
from ciao.cases.models import EsfEntry
from ciao.cases.rules import Eligibility, PersonFacts
from ciao.core.formats import date_field, plural
from ciao.people.enums import EmploymentStatus, Gender

# Answers the person's sheet has too: they are written once and copied.
COPIED = ("gender", "employment", "education", "citizenship", "residence", "domicile")
ASKED = {
    "gender": "genere",
    "age": "data di nascita",
    "citizenship_id": "cittadinanza",
    "residence_id": "comune di residenza",
    "employment": "lavoro all’ingresso",
    "search": "da quanto cerca lavoro",
    "is_studying": "se studia o si forma",
    "education": "titolo di studio",
    "adults_count": "adulti in casa",
    "workers_count": "quanti lavorano in casa",
    "children_count": "figli a carico",
}
# Where each answer is written, as the anchor of its field; the age comes from the person's own data.
ANCHORS = {
    "gender": "id_gender_0", "citizenship_id": "id_citizenship", "residence_id": "id_residence",
    "employment": "id_employment_0", "search": "id_search", "is_studying": "id_is_studying_0",
    "education": "id_education", "adults_count": "id_adults_count", "workers_count": "id_workers_count",
    "children_count": "id_children_count",
}  # fmt: skip
LATE = (Phase.DELIVERY, Phase.CLOSING)


@dataclass(frozen=True)
class Progress:
    """How far the form is: the columns asked of this person, and those nobody answered yet."""

    asked: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """What lacks, in words, in the order of the form."""
        return tuple(ASKED[name] for name in self.lacking)

    @property
    def total(self) -> int:
        """How many answers are compulsory for this person."""
        return len(self.asked)

    @property
    def done(self) -> int:
        """How many of them are given."""
        return len(self.asked) - len(self.lacking)

    @property
    def words(self) -> str:
        """The count as pages say it."""
        return f"{plural(self.done, 'risposta', 'risposte')} su {self.total}"


@dataclass(frozen=True)
class Asked:
    """What the form asks to be done now: a title, why, the button, and whether it is done on the form's own page."""

    title: str
    why: str
    label: str
    on_form: bool


def asks_search(employment: str) -> bool:
    """Whether one is asked for how long a job has been sought: only of those who seek one (TC30)."""
    return employment in (EmploymentStatus.FIRST_JOB_SEEKER, EmploymentStatus.UNEMPLOYED)


def missing_in_entry(entry: EsfEntry) -> tuple[str, ...]:
    """Answers nobody gave yet, in the order of the form; delicate ones are never compulsory (annex F)."""
    return progress_of(entry).missing


def progress_of(entry: EsfEntry) -> Progress:
    """Compulsory answers given, of those asked of this person; zero and no are answers."""
    asked = tuple(name for name in ASKED if name != "search" or asks_search(entry.employment))
    return Progress(asked, tuple(name for name in asked if getattr(entry, name) in (None, "")))


def facts_on_entry(entry: EsfEntry, birth_date: date | None) -> PersonFacts:
    """The answers as the eligibility rules read them."""
    return PersonFacts(
        gender=Gender(entry.gender) if entry.gender else None,
        birth_date=birth_date,
        employment=EmploymentStatus(entry.employment) if entry.employment else None,
        residence_istat=entry.residence_id,
        domicile_istat=entry.domicile_id,
    )


def worth_a_second_look(entry: EsfEntry, found: Eligibility) -> list[str]:
    """Sentences on what does not fit the programme (R1–R3) or itself; they never stop anyone."""
    said = [one.sentence for one in found.checks if one.outcome in (CheckOutcome.NO, CheckOutcome.WARNING)]
    if entry.employment == EmploymentStatus.EMPLOYED and entry.workers_count == 0:
        said.append("Risulta al lavoro, e in casa non lavora nessuno: ricontrolla una delle due risposte.")
    if entry.employment == EmploymentStatus.STUDENT and entry.is_studying is False:
        said.append("Come lavoro c’è «studia», e alla domanda se studia la risposta è no.")
    return said


def asked_by(entry: EsfEntry | None, missing_signatures: int) -> Asked | None:
    """What to do now with the form; None once it is signed."""
    if entry is None:
        why = "La chiede chi finanzia, prima di corsi e tirocini. Ciò che sappiamo è già scritto."
        return Asked("Compilare la domanda di iscrizione", why, "Compila la domanda", True)
    if entry.state == EntryState.DRAFT:
        return _of_draft(progress_of(entry))
    if entry.state == EntryState.SIGNED:
        return None
    if missing_signatures:
        return Asked("Far firmare la domanda di iscrizione", "Sullo schermo o su carta.", "Raccogli la firma", False)
    return Asked("Chiudere la domanda di iscrizione", "Apri la domanda: resta un passo.", "Apri la domanda", False)


def state_words(entry: EsfEntry | None) -> tuple[str, str]:
    """Where the form stands, and the tint of its mark."""
    if entry is None:
        return "da compilare", "warn"
    if entry.state == EntryState.SIGNED:
        return f"firmata il {date_field(entry.signed_on)}", "ok"
    return str(entry.get_state_display()), "info" if entry.state == EntryState.DRAFT else "warn"


def _of_draft(progress: Progress) -> Asked:
    if progress.missing:
        lack = "Manca" if len(progress.missing) == 1 else "Mancano"
        why = f"Ci sono {progress.words}. {lack}: {', '.join(progress.missing)}."
        return Asked("Finire la domanda di iscrizione", why, "Completa la domanda", True)
    why = "Le risposte ci sono tutte: si rilegge insieme e si firma."
    return Asked("Presentare la domanda alla firma", why, "Apri la domanda", False)
