"""The diary: lines for the team, for one's own profession, for oneself and one's supervisor.

Row security decides by circle, so a line for fewer readers stands in a circle of its own. It has no parent: nobody who
reads the case or the programme reaches it, and the readers named here are kept in step with the team by a job.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from ciao.access.actions import JOB, grant, open_scope
from ciao.access.actor import Actor, acting, job, job_id
from ciao.access.enums import ActorKind, Level, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Grant
from ciao.access.roles import ROLES
from ciao.cases.enums import Audience, NoteKind
from ciao.cases.models import Case, CaseWorker, Cover, Note, NoteCircle
from ciao.core import clock
from ciao.programmes.actions import supervisors_of
from ciao.programmes.models import Mandate, Programme

NOTES = "note riservate"
KEEPER = "cover_colleague"
READING = Level.DIARY | Level.SUMMARY
# Whoever keeps the readers in step knows that the circle is there, never what it holds; only retention reads it.
JOBS = {"retention": READING, KEEPER: Level.SUMMARY, "access_check": Level.SUMMARY}


@dataclass(frozen=True)
class Reader:
    """Somebody who reads a reserved circle, from a day to a day."""

    mandate: Mandate
    starts_on: date
    ends_on: date | None

    @property
    def level(self) -> Level:
        """Never more than their role may."""
        return READING & ROLES[self.mandate.role].cap


@transaction.atomic
def write_note(
    *,
    case: Case,
    text: str,
    happened_on: date,
    by: Actor,
    row_id: uuid.UUID | None = None,
    kind: NoteKind = NoteKind.OTHER,
    audience: Audience = Audience.TEAM,
) -> Note:
    """A line in the diary, for those it names; `row_id` makes sending twice harmless.

    Raises `NotPossible` for a day to come, or where who writes a reserved line stands in no team here.
    """
    if happened_on > clock.today():
        raise NotPossible("Il diario racconta ciò che è già successo: scegli una data fino a oggi.")
    found = case.notes.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    scope_id = case.scope_id if audience == Audience.TEAM else _circle(case, Audience(audience), by).scope_id
    note = Note(
        id=row_id or uuid.uuid4(), scope_id=scope_id, case=case, text=text, happened_on=happened_on, kind=kind,
        audience=audience, written_by=by.id, written_by_label=by.label,
    )  # fmt: skip
    note.save(force_insert=True)
    return note


def settle_notes(*, case_ids: Iterable[uuid.UUID], by: Actor) -> None:
    """After a team or a cover changed: who reads the reserved lines of these cases is who should."""
    with acting(job(KEEPER)):
        for circle in NoteCircle.objects.filter(case_id__in=list(case_ids)).select_related("author"):
            _settle(circle, by)


def settle_supervision(*, programme: Programme, by: Actor) -> None:
    """After somebody left, or answers to somebody else: each author's lines are read by who supervises them now."""
    with acting(job(KEEPER)):
        rows = NoteCircle.objects.filter(audience=Audience.SUPERVISOR, case__programme=programme)
        for circle in rows.select_related("author"):
            _settle(circle, by)


def expected_notes(day: date) -> Iterator[tuple[uuid.UUID, uuid.UUID, int, str]]:
    """The grants that reserved lines explain on a day, for `ciao access check`."""
    for circle in NoteCircle.objects.select_related("author"):
        for name, level in JOBS.items():
            yield circle.scope_id, job_id(name), int(level), JOB
        for one in readers_of(circle, day):
            if one.starts_on <= day:
                yield circle.scope_id, one.mandate.id, int(one.level), NOTES


def readers_of(circle: NoteCircle, day: date) -> list[Reader]:
    """Who reads a circle from a day on: those of the profession in the team or standing in; else author and supervisor.

    A substitute reads the lines of their own profession only: covering a psychologist makes nobody one.
    """
    there = _at_work(circle.case_id, day)
    if circle.audience == Audience.PROFESSION:
        found = [one for one in there if one.mandate.role == circle.role]
    else:
        found = [one for one in there if one.mandate.id == circle.author_id]
        found += _supervisors(circle, day)
    return [one for one in _widest(found) if Level.DIARY in one.level]


def _at_work(case_id: uuid.UUID, day: date) -> list[Reader]:
    standing = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    workers = list(CaseWorker.objects.filter(standing, case_id=case_id).select_related("mandate"))
    covered = {one.mandate_id: one for one in workers}
    covers = Cover.objects.to_come(day).filter(covered_id__in=covered).select_related("substitute")
    found = [Reader(one.mandate, one.starts_on, one.ends_on) for one in workers]
    for cover in covers:
        place = covered[cover.covered_id]
        last = min(cover.ends_on, place.ends_on) if place.ends_on else cover.ends_on
        found.append(Reader(cover.substitute, max(cover.starts_on, place.starts_on), last))
    return found


def _supervisors(circle: NoteCircle, day: date) -> Iterator[Reader]:
    if circle.author is None:
        return
    first = day
    for mandate, ends_on in supervisors_of(circle.author, day):
        yield Reader(mandate, first, ends_on)
        first = (ends_on or day) + timedelta(days=1)


def _widest(found: Iterable[Reader]) -> list[Reader]:
    """One line for each reader, who may stand there for several reasons."""
    kept: dict[uuid.UUID, Reader] = {}
    for one in found:
        other = kept.get(one.mandate.id, one)
        ends = [one.ends_on, other.ends_on]
        last = None if None in ends else max(day for day in ends if day)
        kept[one.mandate.id] = Reader(one.mandate, min(one.starts_on, other.starts_on), last)
    return list(kept.values())


def _circle(case: Case, audience: Audience, by: Actor) -> NoteCircle:
    author = by.mandate_id if audience == Audience.SUPERVISOR else None
    role = by.role if audience == Audience.PROFESSION else ""
    with acting(job(KEEPER)):
        found = NoteCircle.objects.filter(case=case, audience=audience, role=role, author_id=author).first()
        circle = found or _open(case, audience, role, author)
        circle.author = Mandate.objects.filter(id=author).first() if author else None
        readers = {one.mandate.id for one in _settle(circle, by)}
    if by.mandate_id not in readers:
        raise NotPossible("Una nota riservata la scrive chi è nell’équipe di questa persona.")
    return circle


def _open(case: Case, audience: Audience, role: str, author: uuid.UUID | None) -> NoteCircle:
    scope = open_scope(ScopeKind.NOTES)
    for name, level in JOBS.items():
        grant(
            scope=scope, holder_kind=ActorKind.JOB, holder_id=job_id(name), level=level, why=JOB, by=None,
            starts_on=date(2000, 1, 1),
        )  # fmt: skip
    circle = NoteCircle(scope=scope, case_id=case.id, audience=audience, role=role, author_id=author)
    circle.save(force_insert=True)
    return circle


def _settle(circle: NoteCircle, by: Actor) -> list[Reader]:
    """Grants that lack are given, those of whoever should no more read end; the others keep their days."""
    today = clock.today()
    expected = readers_of(circle, today)
    wanted = {one.mandate.id: one for one in expected}
    held = Grant.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), scope_id=circle.scope_id, why=NOTES)
    for one in held:
        kept = wanted.pop(one.holder_id, None)
        ends_on = kept.ends_on if kept else max(today - timedelta(days=1), one.starts_on)
        if one.ends_on != ends_on:
            one.ends_on = ends_on
            one.save(update_fields=["ends_on"])
    for reader in wanted.values():
        grant(
            scope=circle.scope, holder_kind=ActorKind.MANDATE, holder_id=reader.mandate.id, level=reader.level,
            why=NOTES, by=by, starts_on=reader.starts_on, ends_on=reader.ends_on,
        )  # fmt: skip
    return expected
