"""Taking many people in charge at once: what `open_case` writes, written together."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, transaction

from ciao.access.actor import Actor
from ciao.access.enums import ActorKind, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Grant, Scope
from ciao.access.roles import ROLES
from ciao.cases.actions.cover import let_substitute_in
from ciao.cases.actions.team import TEAM
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case, CaseWorker, Cover
from ciao.core import clock
from ciao.people.models import Contact, Identity, Person, SensitiveAnswers
from ciao.programmes.models import Mandate, Programme


@dataclass(frozen=True)
class Newcomer:
    """One person to be taken in charge, as `open_case` would be told of them."""

    person: dict[str, Any]
    identity: dict[str, Any]
    contact: dict[str, Any]
    opened_on: date
    id: uuid.UUID = field(default_factory=uuid.uuid4)


@transaction.atomic
def open_cases(*, programme: Programme, manager: Mandate, newcomers: Sequence[Newcomer], by: Actor) -> list[Case]:
    """The same rows as `open_case` for each, in a fixed number of statements.

    Raises `NotPossible` where a day is in the future, or the manager's role joins no team.
    """
    if not ROLES[manager.role].team:
        raise NotPossible(f"Chi ha il ruolo «{manager.role_label}» non entra nelle équipe.")
    if any(one.opened_on > clock.today() for one in newcomers):
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    people = _people(programme, newcomers, by)
    cases = _cases(programme, newcomers, people, by)
    _team(cases, manager, by)
    return cases


def _people(programme: Programme, newcomers: Sequence[Newcomer], by: Actor) -> list[Person]:
    circles = _circles(ScopeKind.PERSON, programme, len(newcomers))
    people = Person.objects.bulk_create(
        Person(scope=circle, controller_id=programme.controller_id, recorded_by=by.id, **one.person)
        for one, circle in zip(newcomers, circles, strict=True)
    )
    pairs = list(zip(newcomers, people, strict=True))
    Identity.objects.bulk_create(Identity(scope=who.scope, person=who, **one.identity) for one, who in pairs)
    Contact.objects.bulk_create(Contact(scope=who.scope, person=who, **one.contact) for one, who in pairs)
    SensitiveAnswers.objects.bulk_create(SensitiveAnswers(scope=who.scope, person=who) for who in people)
    return people


def _cases(programme: Programme, newcomers: Sequence[Newcomer], people: Sequence[Person], by: Actor) -> list[Case]:
    circles = _circles(ScopeKind.CASE, programme, len(newcomers))
    numbers = _numbers(programme, len(newcomers))
    return Case.objects.bulk_create(
        Case(
            id=one.id, scope=circle, programme=programme, number=number, person=who, opened_on=one.opened_on,
            recorded_by=by.id,
        )
        for one, who, circle, number in zip(newcomers, people, circles, numbers, strict=True)
    )  # fmt: skip


def _team(cases: Sequence[Case], manager: Mandate, by: Actor) -> None:
    workers = CaseWorker.objects.bulk_create(
        CaseWorker(
            scope_id=case.scope_id, case=case, mandate=manager, user_id=manager.user_id,
            organization_id=manager.organization_id, role=CaseRole.CASE_MANAGER, is_lead=True,
            starts_on=case.opened_on, recorded_by=by.id,
        )
        for case in cases
    )  # fmt: skip
    Grant.objects.bulk_create(
        Grant(
            scope_id=scope_id, holder_kind=ActorKind.MANDATE, holder_id=manager.id,
            level=int(ROLES[manager.role].team), why=TEAM, starts_on=case.opened_on, granted_by=by.id,
        )
        for case in cases
        for scope_id in (case.scope_id, case.person.scope_id)
    )  # fmt: skip
    covers = list(Cover.objects.to_come(clock.today()).filter(covered=manager).select_related("covered", "substitute"))
    for cover in covers:
        for worker in workers:
            let_substitute_in(cover=cover, worker=worker, by=by)


def _circles(kind: ScopeKind, programme: Programme, many: int) -> list[Scope]:
    return Scope.objects.bulk_create(Scope(kind=kind, parent_id=programme.scope_id) for _ in range(many))


def _numbers(programme: Programme, many: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT ciao_next_number(%s, 'case') FROM generate_series(1, %s)", [str(programme.id), many])
        return [int(number) for (number,) in cursor.fetchall()]
