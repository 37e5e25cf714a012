"""Two files that may be of one person, side by side, as far as who compares them needs."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ciao.access.actor import Actor, acting, job
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.cases.dossier.facts import leads_of
from ciao.cases.models import Case
from ciao.core import formats
from ciao.core.names import search_key
from ciao.people.actions import MATCHING
from ciao.people.models import Contact, DuplicateCandidate, Identity, Person
from ciao.people.rules import fiscal_code_root

# What is shown of a file: the column, its words, and whether the kept file may take it from the other.
SHOWN = {
    "given_name": "Nome",
    "family_name": "Cognome",
    "birth_date": "Data di nascita",
    "gender": "Genere",
    "fiscal_code": "Codice fiscale",
    "phone": "Telefono",
    "residence_id": "Comune",
}
LIKELY = ((Decimal("0.95"), "molto probabile"), (Decimal("0.75"), "probabile"), (Decimal(0), "possibile"))


@dataclass
class File:
    """One of the two: what it says, in words, and its paths."""

    id: uuid.UUID
    words: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)
    follows: str = ""

    @property
    def label(self) -> str:
        """Its case number, by which the coordination knows it; nothing of the person."""
        return ", ".join(f"caso {one.number}" for one in self.cases) or "scheda senza percorso"

    @property
    def name(self) -> str:
        """The name it is under."""
        return f"{self.words['given_name']} {self.words['family_name']}".strip()


@dataclass(frozen=True)
class Line:
    """One answer of both files, and whether they agree."""

    name: str
    label: str
    first: str
    second: str
    agrees: bool

    @property
    def differs(self) -> bool:
        """Both answer, and not the same."""
        return bool(self.first and self.second and self.first != self.second)

    @property
    def says(self) -> str:
        """Equal, different, or one that lacks."""
        if self.agrees:
            return "uguale"
        return "diverso" if self.first and self.second else "manca"


@dataclass(frozen=True)
class Pair:
    """Both files and what they say."""

    candidate: DuplicateCandidate
    first: File
    second: File

    @property
    def title(self) -> str:
        """By number, never by name."""
        return f"{self.first.label.capitalize()} e {self.second.label}"

    @property
    def lines(self) -> list[Line]:
        """Every answer shown, in order."""
        return [self._line(name) for name in SHOWN]

    @property
    def agreeing(self) -> list[str]:
        """What is the same in both, in words."""
        return [one.label.lower() for one in self.lines if one.agrees]

    @property
    def clash(self) -> list[Case]:
        """Paths of both in one programme, which stand in the way."""
        held: dict[Any, list[Case]] = defaultdict(list)
        for case in (*self.first.cases, *self.second.cases):
            held[case.programme_id].append(case)
        return next((cases for cases in held.values() if len(cases) > 1), [])

    def _line(self, name: str) -> Line:
        first, second = self.first, self.second
        same = bool(first.keys[name]) and first.keys[name] == second.keys[name]
        return Line(name, SHOWN[name], first.words[name], second.words[name], same)


def likeness(score: Decimal) -> str:
    """The score in a word: nobody is asked to read a decimal."""
    return next(words for least, words in LIKELY if Decimal(score) >= least)


def pairs_of(candidates: Iterable[DuplicateCandidate], by: Actor) -> dict[uuid.UUID, Pair]:
    """Both files of each pair, in a fixed number of queries: read by the job, shown to who reviews them.

    Of a person out of sight the tables say the alias, so that is all there is to show. Whoever calls logs the read.
    """
    found = list(candidates)
    ids = {one for pair in found for one in (pair.first_id, pair.second_id)}
    with acting(job(MATCHING)):
        files = _read(ids)
    _follow(files, by)
    return {one.id: Pair(one, files[one.first_id], files[one.second_id]) for one in found}


def _read(ids: set[uuid.UUID]) -> dict[uuid.UUID, File]:
    files = {one: File(one, dict.fromkeys(SHOWN, ""), dict.fromkeys(SHOWN, "")) for one in ids}
    for person in Person.objects.filter(id__in=ids):
        _say(files[person.id], given_name=person.given_name, family_name=person.family_name)
    for row in Identity.objects.filter(person_id__in=ids).select_related("residence"):
        place = str(row.residence or "")
        born = formats.date_field(row.birth_date) if row.birth_date else ""
        _say(files[row.person_id], birth_date=born, gender=row.get_gender_display(), residence_id=place)
        files[row.person_id].words["fiscal_code"] = row.fiscal_code
        files[row.person_id].keys["fiscal_code"] = fiscal_code_root(row.fiscal_code)
    for contact in Contact.objects.filter(person_id__in=ids):
        files[contact.person_id].words["phone"] = contact.phone
        files[contact.person_id].keys["phone"] = "".join(one for one in contact.phone if one.isdigit())[-9:]
    return files


def _say(file: File, **answers: str) -> None:
    for name, words in answers.items():
        file.words[name] = words
        file.keys[name] = search_key(words) or words


def _follow(files: dict[uuid.UUID, File], by: Actor) -> None:
    """Paths as the reader sees them, with who is the reference."""
    cases = list(visible(Case.objects.all(), by, Action.CASE_VIEW).counted().filter(person_id__in=files))
    leads = leads_of(cases, by)
    for case in cases:
        file = files[case.person_id]
        file.cases.append(case)
        file.follows = ", ".join(filter(None, (file.follows, leads.get(case.id, ""))))
