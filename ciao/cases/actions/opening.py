"""Taking in charge."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from ciao.access.actions import open_scope
from ciao.access.actor import Actor
from ciao.access.enums import ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions.team import add_worker
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.outreach.lifecycle import SIGNAL
from ciao.outreach.models import Signal
from ciao.people.models import Contact, Identity, Person, SensitiveAnswers
from ciao.programmes.models import Mandate, Programme, TargetGroup
from ciao.programmes.numbers import next_number


@transaction.atomic
def open_case(
    *,
    programme: Programme,
    manager: Mandate,
    opened_on: date,
    by: Actor,
    person: dict[str, Any],
    identity: dict[str, Any] | None = None,
    contact: dict[str, Any] | None = None,
    target: TargetGroup | None = None,
    signal: Signal | None = None,
    row_id: uuid.UUID | None = None,
) -> Case:
    """A person enters the programme's care, with a case manager named; the signal that told of them ends.

    `row_id` makes sending twice harmless. Raises `NotPossible` where the day is in the future or before the
    signal, the person is not born yet, or the signal was already decided.
    """
    found = Case.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check_days(opened_on, (identity or {}).get("birth_date"), signal)
    person_scope = open_scope(ScopeKind.PERSON, parent=programme.scope)
    case_scope = open_scope(ScopeKind.CASE, parent=programme.scope)
    row = Person(scope=person_scope, controller_id=programme.controller_id, recorded_by=by.id, **person)
    row.save(force_insert=True)
    _save_sheet(row, identity or {}, contact or {})
    case = Case(
        id=row_id or uuid.uuid4(),
        scope=case_scope,
        programme=programme,
        number=next_number(programme, "case"),
        person=row,
        signal=signal,
        target=target,
        opened_on=opened_on,
        recorded_by=by.id,
    )
    case.save(force_insert=True)
    if signal is not None:
        SIGNAL.move(signal, "accept", by=by, on=opened_on)
        signal.person = row
        signal.save(update_fields=["person"])
    add_worker(case=case, mandate=manager, role=CaseRole.CASE_MANAGER, is_lead=True, starts_on=opened_on, by=by)
    return case


def _check_days(opened_on: date, birth_date: date | None, signal: Signal | None) -> None:
    if opened_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if birth_date is not None and birth_date > opened_on:
        raise NotPossible("La data di nascita è dopo la presa in carico: ricontrollala.")
    if signal is not None and opened_on < signal.received_on:
        raise NotPossible(
            f"La segnalazione è arrivata il {date_field(signal.received_on)}: la presa in carico viene dopo."
        )


def _save_sheet(person: Person, identity: dict[str, Any], contact: dict[str, Any]) -> None:
    Identity(scope=person.scope, person=person, **identity).save(force_insert=True)
    Contact(scope=person.scope, person=person, **contact).save(force_insert=True)
    SensitiveAnswers(scope=person.scope, person=person).save(force_insert=True)
