"""What protecting a person moves in the parts above `people`: signal, entry form, host place, class registers."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from datetime import date

from django.db import transaction

from ciao.access.actions import JOB, grant, open_scope
from ciao.access.actor import Actor, job_id
from ciao.access.enums import ActorKind, ScopeKind
from ciao.access.models import Protected, Scope
from ciao.access.roles import JOB_LEVELS
from ciao.accounts.models import User
from ciao.cases.actions import end_worker
from ciao.cases.models import Availability, Case, EsfEntry, WorkWish
from ciao.core import clock
from ciao.documents.models import IssuedDocument
from ciao.drafts.models import Draft
from ciao.internships.models import Extension, FinalReport, PackAct, ServiceAct, TrainingProject, TutorEntry
from ciao.matches.models import HostBar, Match
from ciao.outreach.models import Signal
from ciao.people.actions import Hidden, keep_away, keeper, protect_person, seal_documents, seal_rows
from ciao.people.actions.protection import KEEPER
from ciao.people.models import KeptAway, Person, Protection
from ciao.programmes.models import Mandate
from ciao.services.models import Attendance, GroupSeat

REGISTER = "attendance_register"


@transaction.atomic
def secure_person(
    *, case: Case, alias: str, reason: str, starts_on: date, readers: Sequence[Mandate], by: Actor,
    hidden: Hidden | None = None, is_page_safe: bool = False, row_id: uuid.UUID | None = None,
) -> Protection:  # fmt: skip
    """Protects a person in every part at once; sent twice it happens once.

    Registers of a class that name them are closed to everybody and may be issued again: they show the alias.
    """
    with keeper():
        found = Protection.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    protection = protect_person(
        person=case.person, alias=alias, reason=reason, starts_on=starts_on, readers=readers, by=by, hidden=hidden,
        is_page_safe=is_page_safe, row_id=row_id,
    )  # fmt: skip
    with keeper():
        moved = json.loads(protection.moved or "[]")
        moved += seal_rows(list(_rows_of(case.person_id)), Scope(id=protection.scope_id))
        moved += seal_documents(_registers_of(case.person_id), _closed_circle())
        protection.moved = json.dumps(moved)
        protection.save(update_fields=["moved"])
        cases = Case.objects.filter(person_id=case.person_id)
        Draft.objects.filter(subject_id__in=[*cases.values_list("id", flat=True)]).delete()
    return protection


@transaction.atomic
def keep_away_from(
    *, case: Case, by: Actor, tie: str, name: str = "", user: User | None = None, row_id: uuid.UUID | None = None
) -> KeptAway:
    """Somebody never reaches this person: neither the person's circle nor any of their cases."""
    with keeper():
        cases = Case.objects.filter(person_id=case.person_id)
        circles = [*Person.objects.filter(id=case.person_id).values_list("scope_id", flat=True),
                   *cases.values_list("scope_id", flat=True)]  # fmt: skip
    for worker in case.workers.current(clock.today()).filter(user=user, is_lead=False) if user else ():
        end_worker(worker=worker, on=clock.today(), by=by)
    return keep_away(person=case.person, circles=circles, by=by, tie=tie, name=name, user=user, row_id=row_id)


def _rows_of(person_id: uuid.UUID) -> Iterator[Protected]:
    """The rows that say who the person is or where they are, with all that hangs from them."""
    for signal in Signal.objects.filter(person_id=person_id):
        yield from with_children(signal)
    for entry in EsfEntry.objects.filter(case__person_id=person_id):
        yield from with_children(entry)
    for model in (Availability, WorkWish, HostBar, GroupSeat, ServiceAct):
        yield from model.objects.filter(case__person_id=person_id)
    for match in Match.objects.filter(case__person_id=person_id):
        yield from with_children(match)
    for one in (TrainingProject, PackAct, Extension, TutorEntry, FinalReport):
        yield from one.objects.filter(internship__case__person_id=person_id)


def with_children(row: Protected) -> Iterator[Protected]:
    """A row and those that belong to it in the same circle: its story, what was decided, what was asked."""
    yield row
    for relation in row._meta.related_objects:
        model = relation.related_model
        if isinstance(model, type) and issubclass(model, Protected):
            yield from model._default_manager.filter(**{relation.field.name: row.pk}, scope_id=row.scope_id)


def _registers_of(person_id: uuid.UUID) -> list[IssuedDocument]:
    editions = Attendance.objects.filter(enrolment__case__person_id=person_id).values("session__edition_id")
    return list(IssuedDocument.objects.filter(kind=REGISTER, subject_id__in=editions))


def _closed_circle() -> Scope:
    circle = open_scope(ScopeKind.PERSON)
    grant(
        scope=circle, holder_kind=ActorKind.JOB, holder_id=job_id(KEEPER), level=JOB_LEVELS[KEEPER], why=JOB, by=None,
    )  # fmt: skip
    return circle
