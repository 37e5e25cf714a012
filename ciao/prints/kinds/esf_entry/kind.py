"""The domanda di iscrizione: what a participant declares on the day they come in, and signs.

Source: Lombardy's annex F to the ESF guidelines; D.P.R. 445/2000 artt. 46, 47, 76; Reg. (UE) 1304/2013 annex I.
Delicate answers are left to the person's own hand: only who reads them could print them, and many need not.
"""

from __future__ import annotations

from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.audit.enums import Group
from ciao.cases.enums import EntryState
from ciao.cases.models import ENTRY_DOCUMENT, EsfEntry
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.people.actions import Revealed, reveal_for
from ciao.people.enums import NamedAct
from ciao.people.forms import ANSWERS
from ciao.people.models import Identity, Protection
from ciao.prints.rules import Kind, Signer, declare, for_person
from ciao.signatures.enums import Method

BY_HAND = "\u2026"  # typed on the paper as a line to write on


def context(entry: EsfEntry, by: Actor) -> dict[str, Any]:
    """Every answer in words; raises `NotPossible` before the form is shown for signing and once it is signed."""
    if entry.state == EntryState.DRAFT:
        raise NotPossible("La domanda è ancora da completare: prima presentala alla firma.")
    if entry.state != EntryState.TO_SIGN:
        raise NotPossible("La domanda è già firmata: per cambiarla riportala in bozza.")
    known = Identity.objects.filter(person_id=entry.case.person_id).first()
    shown = reveal_for(act=NamedAct.ESF_FORM, person=entry.case.person, by=by)
    return {
        "person": shown.full_name,
        "case_number": entry.case.number,
        "entered_on": date_field(entry.entered_on),
        "is_minor": is_minor(known),
        "who": _who(entry, known, shown),
        "work": _work(entry),
        "home": _home(entry),
        "questions": [label for label, _ in ANSWERS.values()],
    }


def is_minor(known: Identity | None) -> bool:
    """Whether a parent or guardian signs today instead of the person (art. 2 c.c.)."""
    return known is not None and known.is_minor_on(clock.today())


def signers(entry: EsfEntry) -> list[Signer]:
    """The person, by the name before the law; for a minor those who hold parental responsibility."""
    person = entry.case.person
    protection = Protection.objects.standing().filter(person_id=person.id).first()
    return for_person(person, protection.full_name if protection else person.full_name, "chi fa la domanda")


def _who(entry: EsfEntry, known: Identity | None, shown: Revealed) -> list[list[str]]:
    born = known.birth_date if known else None
    place = (known.birth_municipality or known.birth_country) if known else None
    rows = [
        ("Nome e cognome", shown.full_name),
        ("Genere", entry.get_gender_display()),
        ("Data di nascita", f"{date_field(born)} ({entry.age} anni quel giorno)" if born else ""),
        ("Comune o Stato di nascita", place),
        ("Codice fiscale", shown.fiscal_code),
        ("Cittadinanza", entry.citizenship),
        ("Comune di residenza", entry.residence),
        ("Comune dove vive, se diverso", entry.domicile or shown.domicile or "lo stesso"),
        ("Telefono", shown.phone),
        ("E-mail", shown.email),
    ]
    return [[label, str(value or BY_HAND)] for label, value in rows]


def _work(entry: EsfEntry) -> list[list[str]]:
    rows = [("Titolo di studio", entry.get_education_display()), ("Lavoro", entry.get_employment_display())]
    if entry.search:
        rows.append(("Cerca lavoro da", entry.get_search_display()))
    studies = {True: "sì", False: "no", None: BY_HAND}[entry.is_studying]
    return [[label, str(value)] for label, value in (*rows, ("Studia o si forma", studies))]


def _home(entry: EsfEntry) -> list[list[str]]:
    rows = [
        ("Adulti in casa, con la persona", entry.adults_count),
        ("Di cui al lavoro", entry.workers_count),
        ("Figli a carico", entry.children_count),
    ]
    return [[label, BY_HAND if value is None else str(value)] for label, value in rows]


KIND = declare(
    Kind(
        code=ENTRY_DOCUMENT,
        label="domanda di iscrizione",
        about="Chi entra nel progetto dichiara i dati che chiede chi finanzia, e firma.",
        action=Action.DOCUMENT_ISSUE,
        level=Level.IDENTITY,
        subject=EsfEntry,
        subject_action=Action.CASE_VIEW,
        reads=(Group.NAME, Group.CONTACT, Group.IDENTITY, Group.ENTRY),
        methods=(Method.ON_SCREEN, Method.PAPER, Method.CODE),
        title=lambda entry: f"Domanda di iscrizione agli interventi FSE, caso {entry.case.number}",
        programme=lambda entry: entry.case.programme,
        person_id=lambda entry: entry.case.person_id,
        context=context,
        signers=signers,
        is_timely=lambda entry: entry.state == EntryState.TO_SIGN,
    )
)
