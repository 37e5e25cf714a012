"""The entry form of a case as pages show it: its answers in words, who has signed, what to look at twice."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Level
from ciao.access.visibility import scopes
from ciao.cases.dossier.eligibility import eligibility_of
from ciao.cases.dossier.entry import ANCHORS, ASKED, facts_on_entry, progress_of, worth_a_second_look
from ciao.cases.dossier.facts import seen
from ciao.cases.models import Case, EsfEntry, EsfEntryChange
from ciao.core.formats import NOT_KNOWN, date_field, plural
from ciao.people.forms import ANSWERS
from ciao.people.models import Identity, SensitiveAnswers
from ciao.signatures.panel import SignatureLine, missing_count, signature_lines

PLACES_OF = ("citizenship", "residence", "domicile", "identity_copy")
LABELS = {**ASKED, "age": "età quel giorno", "is_studying": "studia o si forma"}


def reads_entries(case: Case, actor: Actor) -> bool:
    """Whether the reader may see the form of this case, also when it is not there yet."""
    return scopes(actor, Level.IDENTITY).filter(id=case.scope_id).exists()


def entry_of(case: Case, actor: Actor) -> EsfEntry | None:
    """The form of a case, where there is one and the reader may see it."""
    found: EsfEntry | None = seen(EsfEntry, actor).filter(case=case).select_related(*PLACES_OF).first()
    return found


def page_of(case: Case) -> str:
    """The form's page, also before the form is there; it is composed higher up."""
    return reverse(settings.PLACES["entry"], args=[case.id])


def waiting_for(entry: EsfEntry | None) -> int:
    """How many signatures its paper still waits for."""
    document = entry.document() if entry else None
    return missing_count(document) if document else 0


def sheet(case: Case, entry: EsfEntry | None, actor: Actor) -> dict[str, Any]:
    """All that the form's page shows of the form itself."""
    if entry is None:
        return {
            "entry": None, "answers": [], "progress": None, "doubts": [], "changes": [], "lacking": [], "delicate": "",
            **_nobody(),
        }  # fmt: skip
    known = seen(Identity, actor).filter(person_id=case.person_id).first()
    return {
        "entry": entry,
        "answers": answers_in_words(entry),
        "progress": progress_of(entry),
        "lacking": lacking(entry),
        "delicate": delicate_words(case, actor),
        "copy": entry.identity_copy,
        "doubts": doubts_about(case, entry, known),
        "changes": list(seen(EsfEntryChange, actor).filter(entry=entry)),
        **signing(entry, actor),
    }


def lacking(entry: EsfEntry) -> list[tuple[str, str]]:
    """Each answer nobody gave yet, with the address of the field that takes it."""
    form, person = (reverse(f"cases:{name}", args=[entry.case_id]) for name in ("fill_entry", "edit_identity"))
    return [
        (_label(name), f"{form}#{ANCHORS[name]}" if name in ANCHORS else f"{person}#id_birth_date")
        for name in progress_of(entry).lacking
    ]


def delicate_words(case: Case, actor: Actor) -> str:
    """How many delicate questions were asked on screen, never which nor how; nothing for who may not read them."""
    row = seen(SensitiveAnswers, actor).filter(person_id=case.person_id).first()
    if row is None:
        return ""
    given = sum(bool(getattr(row, name)) for name in ANSWERS)
    return f"{plural(given, 'risposta', 'risposte')} su {len(ANSWERS)}"


def answers_in_words(entry: EsfEntry) -> list[tuple[str, str]]:
    """Every answer as the person would read it; an answer nobody gave says so."""
    studies = {True: "sì", False: "no", None: ""}[entry.is_studying]
    said: dict[str, Any] = {
        "gender": entry.get_gender_display(), "age": plural(entry.age, "anno", "anni") if entry.age is not None else "",
        "citizenship_id": entry.citizenship, "residence_id": entry.residence,
        "employment": entry.get_employment_display(), "search": entry.get_search_display(), "is_studying": studies,
        "education": entry.get_education_display(), "adults_count": entry.adults_count,
        "workers_count": entry.workers_count, "children_count": entry.children_count,
    }  # fmt: skip
    asked = set(progress_of(entry).asked)
    rows = [(_label(name), _words(said[name])) for name in ASKED if name in asked]
    place = [("Comune dove vive", str(entry.domicile))] if entry.domicile else []
    return [("Dati del", date_field(entry.entered_on)), *rows[:4], *place, *rows[4:]]


def doubts_about(case: Case, entry: EsfEntry, known: Identity | None) -> list[str]:
    """What does not fit the programme of that day or itself, and what the paper would leave blank."""
    facts = facts_on_entry(entry, known.birth_date if known else None)
    said = worth_a_second_look(entry, eligibility_of(case.programme, facts, entry.entered_on))
    if known is not None and not known.fiscal_code:
        said.append("Manca il codice fiscale: sul foglio resta una riga da scrivere a mano.")
    if known is not None and not (known.birth_municipality_id or known.birth_country_id):
        said.append("Manca il luogo di nascita: sul foglio resta una riga da scrivere a mano.")
    return said


def signing(entry: EsfEntry, actor: Actor) -> dict[str, Any]:
    """Who has signed, who has not, and the two ways of signing that close the form at once."""
    document = entry.document()
    lines = signature_lines(document, actor) if document else []
    missing = [one for one in lines if not one.signed]
    return {"document": document, "signatures": lines, "missing": missing, "ways": [_ways(entry, i) for i in missing]}


def _nobody() -> dict[str, Any]:
    return {"document": None, "signatures": [], "missing": [], "ways": []}


def _ways(entry: EsfEntry, line: SignatureLine) -> tuple[SignatureLine, str, str, str]:
    where = [entry.case_id, line.id]
    pages = [reverse(f"cases:{name}", args=where) for name in ("entry_on_screen", "entry_on_paper")]
    return line, pages[0], pages[1], reverse("signatures:code", args=[line.id])


def _label(name: str) -> str:
    return LABELS[name][:1].upper() + LABELS[name][1:]


def _words(value: Any) -> str:
    return NOT_KNOWN if value in (None, "") else str(value)
