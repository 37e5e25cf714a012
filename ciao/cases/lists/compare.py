"""Whether a row is somebody already known: on codice fiscale, name, birth date, telephone.

One function, `candidates_for`, stands for the whole comparison; it runs as the job that reads what matching needs,
never across data controllers, and for a protected person it answers as for an unknown one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from ciao.access.actor import acting, job
from ciao.cases.lists.entries import Entry
from ciao.cases.models import Case
from ciao.core.names import search_key
from ciao.outreach.models import Signal
from ciao.people.models import Contact, Identity, Person
from ciao.programmes.models import Programme

MATCHER = "match_people"


@dataclass(frozen=True)
class Candidate:
    """Somebody a row may be, with the reason; sure enough to say so, or to be decided by a person."""

    why: str
    is_sure: bool
    person_id: UUID | None = None
    signal_id: UUID | None = None


@dataclass
class Known:
    """What matching looks at of somebody already known."""

    keys: set[str] = field(default_factory=set)
    given: str = ""
    birth_date: date | None = None
    code: str = ""
    phone: str = ""


def candidates_for(entry: Entry, programme: Programme) -> list[Candidate]:
    """Whom one row may be, the sure one first."""
    return candidates([entry], programme).get(entry.number, [])


def candidates(entries: Sequence[Entry], programme: Programme) -> dict[int, list[Candidate]]:
    """Whom each row may be, in a fixed number of queries; rows like nobody are left out."""
    with acting(job(MATCHER)):
        people = _people(entries, programme)
        signals = _signals(entries, programme)
    found: dict[int, list[Candidate]] = {}
    places = _places(people)
    for entry in entries:
        near = _near(entry, places)
        judged = [one for key in near if (one := judge(entry, key, people[key])) is not None]
        judged += [one for told in signals.get(entry.phone_index, ()) if (one := _judge_signal(entry, *told))]
        if judged:
            found[entry.number] = sorted(judged, key=lambda one: not one.is_sure)
    return found


def judge(entry: Entry, person_id: UUID, known: Known) -> Candidate | None:
    """A row against a person; twins, homonyms and a family's shared telephone are not the same person."""
    code, names = entry.code_index, bool(entry.name_keys & known.keys)
    same_birth = bool(entry.birth_date and known.birth_date == entry.birth_date)
    if code and known.code and code != known.code:
        return None
    if code and code == known.code:
        if names or same_birth:
            return Candidate("stesso codice fiscale", True, person_id)
        return Candidate("stesso codice fiscale, nome diverso", False, person_id)
    if names and same_birth:
        return Candidate("stesso nome e stessa data di nascita", True, person_id)
    if entry.birth_date and known.birth_date:
        return None
    if names:
        return Candidate("stesso nome, manca una data di nascita", False, person_id)
    phone = entry.phone_index
    if phone and phone == known.phone and search_key(entry.values["given_name"]) == known.given:
        return Candidate("stesso telefono e stesso nome", False, person_id)
    return None


def _judge_signal(entry: Entry, signal_id: UUID, name: str) -> Candidate | None:
    given, told = search_key(entry.values["given_name"]), search_key(name)
    if told and given not in told:
        return None
    return Candidate("stesso telefono di una segnalazione", False, signal_id=signal_id)


def _people(entries: Sequence[Entry], programme: Programme) -> dict[UUID, Known]:
    """Everybody who shares a code, a birth date, a name or a telephone with some row."""
    codes = {one.code_index for one in entries} - {""}
    births = {one.birth_date for one in entries if one.birth_date}
    keys = {key for one in entries for key in one.name_keys}
    phones = {one.phone_index for one in entries} - {""}
    ids: set[UUID] = set()
    ids.update(_of(Identity, programme).filter(fiscal_code_index__in=codes).values_list("person_id", flat=True))
    ids.update(_of(Identity, programme).filter(birth_date__in=births).values_list("person_id", flat=True))
    ids.update(_of(Contact, programme).filter(phone_index__in=phones).values_list("person_id", flat=True))
    ids.update(_reachable(programme).filter(search_key__in=keys).values_list("id", flat=True))
    found: dict[UUID, Known] = defaultdict(Known)
    for one in Person.objects.filter(id__in=ids).only("id", "given_name", "family_name"):
        given, family = one.given_name, one.family_name
        found[one.id].keys = {search_key(given + family), search_key(family + given)} - {""}
        found[one.id].given = search_key(given)
    for key, code, born in Identity.objects.filter(person_id__in=ids).values_list(
        "person_id", "fiscal_code_index", "birth_date"
    ):
        found[key].code, found[key].birth_date = code, born
    for key, phone in Contact.objects.filter(person_id__in=ids).values_list("person_id", "phone_index"):
        found[key].phone = phone
    return dict(found)


def _reachable(programme: Programme) -> QuerySet[Person]:
    """People of this controller who have a case that counts; of protected ones only the alias is here to compare."""
    counted = Case.objects.counted().filter(person_id=OuterRef("pk"), programme=programme)
    return Person.objects.filter(Exists(counted), controller_id=programme.controller_id)


def _of(table: Any, programme: Programme) -> QuerySet[Any]:
    found: QuerySet[Any] = table.objects.filter(person_id__in=_reachable(programme).values("id"))
    return found


def _signals(entries: Iterable[Entry], programme: Programme) -> dict[str, list[tuple[UUID, str]]]:
    """Signals that wait, by telephone."""
    phones = {one.phone_index for one in entries} - {""}
    found: dict[str, list[tuple[UUID, str]]] = defaultdict(list)
    for one in Signal.objects.waiting().filter(programme=programme, phone_index__in=phones):
        found[one.phone_index].append((one.id, one.name))
    return found


Places = tuple[dict[str, set[UUID]], dict[date, set[UUID]]]


def _places(people: dict[UUID, Known]) -> Places:
    """Where to look each person up: by any of their texts, by birth date."""
    texts: dict[str, set[UUID]] = defaultdict(set)
    births: dict[date, set[UUID]] = defaultdict(set)
    for key, known in people.items():
        for text in {*known.keys, known.code, known.phone} - {""}:
            texts[text].add(key)
        if known.birth_date:
            births[known.birth_date].add(key)
    return texts, births


def _near(entry: Entry, places: Places) -> list[UUID]:
    texts, births = places
    found: set[UUID] = set()
    for text in {*entry.name_keys, entry.code_index, entry.phone_index} - {""}:
        found |= texts.get(text, set())
    if entry.birth_date:
        found |= births.get(entry.birth_date, set())
    return sorted(found)
