"""Erasing a person: what identifies, reaches or tells of them goes, what figures are counted from stays on a code."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction

from ciao.access.actions import end_grants
from ciao.access.enums import ActorKind, ScopeKind
from ciao.access.models import Grant, Protected, Scope
from ciao.cases.models import Case, EsfEntry
from ciao.core import clock
from ciao.drafts.models import Draft
from ciao.files.models import StoredFile
from ciao.people.models import Identity, Person
from ciao.privacy.rules import coarse_age, coarse_birth
from ciao.privacy.sql import histories
from ciao.privacy.walk import bytes_of
from ciao.privacy.walk.columns import blanks
from ciao.privacy.walk.places import PLACES, Place
from ciao.programmes.models import TargetGroup

# Ages between which some figure tells: the bands of the board and the ESF's own (Reg. (UE) 1304/2013, all. I).
AGE_EDGES = (18, 25, 35, 55)
OF_ONE_PERSON = (ScopeKind.PERSON, ScopeKind.CASE, ScopeKind.SIGNAL, ScopeKind.NOTES, ScopeKind.CONSULTATION)
Touched = dict[str, list[uuid.UUID]]


@dataclass
class Forgotten:
    """What an erasure did, for its ledger line and its certificate."""

    person_id: uuid.UUID
    case_numbers: list[int] = field(default_factory=list)
    tables: dict[str, int] = field(default_factory=dict)
    files_count: int = 0
    touched: Touched = field(default_factory=dict)

    @property
    def rows_count(self) -> int:
        """Rows emptied, over all tables."""
        return sum(self.tables.values())


@transaction.atomic
def forget(person_id: uuid.UUID) -> Forgotten:
    """Empties every row of a person; done twice it finds nothing to change. History goes after, with `forget_history`.

    Runs as the job "retention". Bytes of files leave the disk when the transaction is kept.
    """
    person = Person.objects.select_for_update().get(id=person_id)
    cases = list(Case.objects.filter(person_id=person_id).order_by("number"))
    done = Forgotten(person_id, [one.number for one in cases])
    for place in PLACES:
        if place.is_erased and place.path:
            _empty(place, person_id, done)
    _coarsen(person_id, cases)
    _rename(person, cases)
    circles = {person.scope_id, *(one.scope_id for one in cases), *_circles_of(done)}
    _drop_drafts(person, cases, circles, done)
    _drop_bytes(person_id, done)
    _close_circles(circles)
    return done


def forget_history(done: Forgotten) -> int:
    """Empties the copies history kept; needs the ledger line, without which the database refuses."""
    count = 0
    with connection.cursor() as cursor:
        for table in histories():
            ids = [str(one) for one in done.touched.get(table.removesuffix("event"), [])]
            if ids:
                cursor.execute(
                    "SELECT ciao_forget_history(%s, %s, %s::uuid[])", [str(done.person_id), table, ids]
                )  # fmt: skip
                count += int(cursor.fetchone()[0])
    return count


def _empty(place: Place, person_id: uuid.UUID, done: Forgotten) -> None:
    manager = place.model._default_manager
    ids = list(manager.filter(place.of(person_id)).values_list("pk", flat=True).distinct())
    if not ids:
        return
    done.touched[place.model._meta.db_table] = ids
    columns = blanks(place)
    if columns:
        done.tables[place.label] = manager.filter(pk__in=ids).update(**columns)


def _coarsen(person_id: uuid.UUID, cases: Sequence[Case]) -> None:
    """Ages become those of their stretch, as seen on the days figures look at."""
    edges = age_edges([one.programme_id for one in cases])
    for identity in Identity.objects.filter(person_id=person_id, birth_date__isnull=False):
        days: list[date] = [one.opened_on for one in cases]
        coarse = coarse_birth(identity.birth_date, days, edges)  # type: ignore[arg-type]
        Identity.objects.filter(pk=identity.pk).update(birth_date=coarse)
    for entry in EsfEntry.objects.filter(case__in=cases, age__isnull=False):
        EsfEntry.objects.filter(pk=entry.pk).update(age=coarse_age(entry.age or 0, edges))


def age_edges(programme_ids: Iterable[uuid.UUID]) -> list[int]:
    """Ages at which some figure begins to tell people apart, those of the programme's recipients included."""
    edges = set(AGE_EDGES)
    for low, high in TargetGroup.objects.filter(version__programme_id__in=list(programme_ids)).values_list(
        "age_min", "age_max"
    ):
        edges |= {one for one in (low, high + 1 if high is not None else None) if one is not None}
    return sorted(edges)


def _rename(person: Person, cases: Sequence[Case]) -> None:
    """What pages say where there was a name: the number of the case, which nobody searches by name."""
    said = f"caso {cases[0].number}" if cases else "dati cancellati"
    Person.objects.filter(pk=person.pk).update(given_name=said, search_key="", language="")


def _circles_of(done: Forgotten) -> set[uuid.UUID]:
    """Circles drawn around this person alone, those with no parent included: notes, reports, protected data."""
    found: set[uuid.UUID] = set()
    for place in PLACES:
        ids = done.touched.get(place.model._meta.db_table)
        if ids and issubclass(place.model, Protected):
            found.update(place.model._default_manager.filter(pk__in=ids).values_list("scope_id", flat=True))
    return set(Scope.objects.filter(id__in=found, kind__in=OF_ONE_PERSON).values_list("id", flat=True))


def _drop_drafts(person: Person, cases: Sequence[Case], circles: set[uuid.UUID], done: Forgotten) -> None:
    about = [person.id, *(one.id for one in cases), *(pk for ids in done.touched.values() for pk in ids)]
    for rows in (Draft.objects.filter(subject_id__in=about), Draft.objects.filter(scope_id__in=circles)):
        done.tables["drafts.Draft"] = done.tables.get("drafts.Draft", 0) + rows.delete()[0]


def _drop_bytes(person_id: uuid.UUID, done: Forgotten) -> None:
    names = list(StoredFile.objects.filter(person_id=person_id).values_list("stored_as", flat=True))
    done.files_count = len(names)
    transaction.on_commit(lambda: bytes_of.remove(names))


def _close_circles(scope_ids: set[uuid.UUID]) -> None:
    """Nobody who followed the person reads the circle any more; jobs and the programme's readers keep counts."""
    day = clock.today()
    below = Scope.objects.filter(parent_id__in=scope_ids).values_list("id", flat=True)
    circles = {*scope_ids, *below}
    for one in Grant.objects.filter(scope_id__in=circles, ends_on__isnull=True).exclude(holder_kind=ActorKind.JOB):
        end_grants(scope=Scope(id=one.scope_id), holder_id=one.holder_id, on=day)
