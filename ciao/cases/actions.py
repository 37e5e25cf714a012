"""Taking in charge, and what changes a case afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from ciao.access.actions import end_grants, grant, open_scope
from ciao.access.actor import Actor
from ciao.access.enums import ActorKind, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Scope
from ciao.access.roles import ROLES
from ciao.cases.enums import CaseRole, CloseReason, SuspendReason
from ciao.cases.lifecycle import CASE, PHASE
from ciao.cases.models import Case, CaseWorker, Note, Suspension
from ciao.core import clock
from ciao.outreach.lifecycle import SIGNAL
from ciao.outreach.models import Signal
from ciao.people.models import Contact, Identity, Person, SensitiveAnswers
from ciao.programmes.models import Mandate, Programme, TargetGroup
from ciao.programmes.numbers import next_number

TEAM = "équipe"


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
) -> Case:
    """A person enters the programme's care, with a case manager named; the signal that told of them is accepted.

    Raises `NotPossible` where the day is in the future or the signal was already decided.
    """
    if opened_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    person_scope = open_scope(ScopeKind.PERSON, parent=programme.scope)
    case_scope = open_scope(ScopeKind.CASE, parent=programme.scope)
    row = Person(scope=person_scope, controller_id=programme.controller_id, recorded_by=by.id, **person)
    row.save(force_insert=True)
    _save_sheet(row, identity or {}, contact or {})
    case = Case(
        scope=case_scope, programme=programme, number=next_number(programme, "case"), person=row, signal=signal,
        target=target, opened_on=opened_on, recorded_by=by.id,
    )  # fmt: skip
    case.save(force_insert=True)
    if signal is not None:
        SIGNAL.move(signal, "accept", by=by, on=opened_on)
        signal.person = row
        signal.save(update_fields=["person"])
    add_worker(
        case=case, mandate=manager, role=CaseRole.CASE_MANAGER, is_lead=True, starts_on=opened_on, by=by
    )
    return case


def _save_sheet(person: Person, identity: dict[str, Any], contact: dict[str, Any]) -> None:
    Identity(scope=person.scope, person=person, **identity).save(force_insert=True)
    Contact(scope=person.scope, person=person, **contact).save(force_insert=True)
    SensitiveAnswers(scope=person.scope, person=person).save(force_insert=True)


@transaction.atomic
def add_worker(
    *,
    case: Case,
    mandate: Mandate,
    role: CaseRole,
    starts_on: date,
    by: Actor,
    is_lead: bool = False,
) -> CaseWorker:
    """Someone joins the team: from that day they read the case as deep as their role allows."""
    level = ROLES[mandate.role].team
    if not level:
        raise NotPossible(f"Chi ha il ruolo «{mandate.role_label}» non entra nelle équipe.")
    worker = CaseWorker(
        scope_id=case.scope_id, case=case, mandate=mandate, user_id=mandate.user_id,
        organization_id=mandate.organization_id, role=role, is_lead=is_lead, starts_on=starts_on, recorded_by=by.id,
    )  # fmt: skip
    worker.save(force_insert=True)
    for scope_id in (case.scope_id, case.person.scope_id):
        grant(
            scope=Scope(id=scope_id), holder_kind=ActorKind.MANDATE, holder_id=mandate.id, level=level, why=TEAM,
            by=by, starts_on=starts_on,
        )  # fmt: skip
    return worker


@transaction.atomic
def end_worker(*, worker: CaseWorker, on: date, by: Actor) -> CaseWorker:
    """Someone leaves the team; their reading ends that day, what they wrote stays."""
    if worker.is_lead:
        raise NotPossible("È la persona di riferimento: prima passa il percorso a qualcun altro.")
    return _end(worker, on)


@transaction.atomic
def hand_over_case(*, case: Case, to: Mandate, on: date, by: Actor) -> CaseWorker:
    """Another case manager becomes the reference; both periods stay in the story."""
    leading = case.workers.filter(is_lead=True, ends_on__isnull=True).select_related("mandate").first()
    if leading is not None:
        if leading.mandate_id == to.id:
            raise NotPossible("È già la persona di riferimento.")
        _end(leading, on)
    already = case.workers.filter(mandate=to, ends_on__isnull=True).first()
    if already is not None:
        _end(already, on)
    return add_worker(case=case, mandate=to, role=CaseRole.CASE_MANAGER, is_lead=True, starts_on=on, by=by)


def _end(worker: CaseWorker, on: date) -> CaseWorker:
    worker.ends_on = max(on, worker.starts_on)
    worker.save(update_fields=["ends_on"])
    for scope_id in (worker.case.scope_id, worker.case.person.scope_id):
        end_grants(scope=Scope(id=scope_id), holder_id=worker.mandate_id, on=on, why=TEAM)
    return worker


@transaction.atomic
def suspend_case(
    *, case: Case, reason: SuspendReason, note: str, on: date, review_on: date | None, by: Actor
) -> Suspension:
    """A pause with its reason and the day it is looked at again; the team and its access stay."""
    CASE.move(case, "suspend", by=by, on=on, reason=note or str(reason.label))
    return Suspension.objects.create(
        scope_id=case.scope_id, case=case, reason=reason, starts_on=on, review_on=review_on
    )


@transaction.atomic
def resume_case(*, case: Case, on: date, by: Actor) -> Case:
    """The path goes on; the open pause ends the day before."""
    CASE.move(case, "resume", by=by, on=on)
    for pause in case.suspensions.filter(ends_on__isnull=True):
        pause.ends_on = max(pause.starts_on, on)
        pause.save(update_fields=["ends_on"])
    return case


@transaction.atomic
def close_case(*, case: Case, reason: CloseReason, note: str, on: date, by: Actor) -> Case:
    """The path ends, with the reason that counts and the words that explain it."""
    if on < case.opened_on:
        raise NotPossible(f"La conclusione viene dopo la presa in carico, il {case.opened_on:%d.%m.%Y}.")
    CASE.move(case, "close", by=by, on=on, reason=note or str(reason.label))
    case.closed_on, case.close_reason = on, reason
    case.save(update_fields=["closed_on", "close_reason"])
    for pause in case.suspensions.filter(ends_on__isnull=True):
        pause.ends_on = max(pause.starts_on, on)
        pause.save(update_fields=["ends_on"])
    return case


@transaction.atomic
def reopen_case(*, case: Case, note: str, on: date, by: Actor) -> Case:
    """Correction: the case was closed too early; its first entry stays what it was."""
    CASE.move(case, "reopen", by=by, on=on, reason=note)
    case.closed_on, case.close_reason = None, ""
    case.save(update_fields=["closed_on", "close_reason"])
    return case


@transaction.atomic
def void_case(*, case: Case, note: str, on: date, by: Actor) -> Case:
    """Correction: the case should never have been opened; it leaves every count and stays readable."""
    CASE.move(case, "void", by=by, on=on, reason=note)
    return case


@transaction.atomic
def move_phase(*, case: Case, verb: str, on: date, by: Actor, note: str = "") -> Case:
    """The help goes one phase on, or back with a reason."""
    PHASE.move(case, verb, by=by, on=on, reason=note)
    return case


@transaction.atomic
def write_note(*, case: Case, text: str, happened_on: date, by: Actor) -> Note:
    """A line in the diary, for the team."""
    if happened_on > clock.today():
        raise NotPossible("Il diario racconta ciò che è già successo: scegli una data fino a oggi.")
    return Note.objects.create(
        scope_id=case.scope_id, case=case, text=text, happened_on=happened_on, written_by=by.id,
        written_by_label=by.label,
    )  # fmt: skip
