"""Taking in charge, and what changes a case afterwards."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ciao.access.actions import end_grants, grant, open_scope
from ciao.access.actor import Actor
from ciao.access.enums import ActorKind, Level, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Scope
from ciao.access.roles import ROLES
from ciao.cases.enums import CaseRole, CloseReason, SuspendReason
from ciao.cases.lifecycle import CASE, PHASE
from ciao.cases.models import Appointment, Case, CaseWorker, Note, Suspension, Task
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.notifications.actions import notify
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
    """Someone joins the team: from that day they read the case as deep as their role allows.

    The reference person also reads the signal it began with. Raises `NotPossible` if the role joins no team.
    """
    level = ROLES[mandate.role].team
    if not level:
        raise NotPossible(f"Chi ha il ruolo «{mandate.role_label}» non entra nelle équipe.")
    worker = CaseWorker(
        scope_id=case.scope_id,
        case=case,
        mandate=mandate,
        user_id=mandate.user_id,
        organization_id=mandate.organization_id,
        role=role,
        is_lead=is_lead,
        starts_on=starts_on,
        recorded_by=by.id,
    )
    worker.save(force_insert=True)
    circles = [(case.scope_id, level), (case.person.scope_id, level)]
    if is_lead and case.signal is not None:
        circles.append((case.signal.scope_id, Level.SIGNAL))
    for scope_id, depth in circles:
        grant(
            scope=Scope(id=scope_id),
            holder_kind=ActorKind.MANDATE,
            holder_id=mandate.id,
            level=depth,
            why=TEAM,
            by=by,
            starts_on=starts_on,
        )
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
    if to.role != CaseRole.CASE_MANAGER:
        raise NotPossible("Il percorso passa a chi ha il ruolo di case manager.")
    leading = case.workers.filter(is_lead=True, ends_on__isnull=True).select_related("mandate").first()
    if leading is not None:
        if leading.mandate_id == to.id:
            raise NotPossible("È già la persona di riferimento.")
        _end(leading, on)
    already = case.workers.filter(mandate=to, ends_on__isnull=True).first()
    if already is not None:
        _end(already, on)
    return add_worker(case=case, mandate=to, role=CaseRole.CASE_MANAGER, is_lead=True, starts_on=on, by=by)


@transaction.atomic
def pass_case(*, case: Case, to: Mandate, on: date, by: Actor) -> CaseWorker:
    """Hands the case over and tells the new reference, who must know the same day."""
    leading = case.workers.filter(is_lead=True, ends_on__isnull=True).select_related("user").first()
    worker = hand_over_case(case=case, to=to, on=on, by=by)
    before = leading.user.get_full_name() if leading else "nessuno"
    notify(
        kind="case_entrusted", user=to.user, scope=case.scope, by=by, url=case.get_absolute_url(),
        number=case.number, before=before,
    )  # fmt: skip
    return worker


def _end(worker: CaseWorker, on: date) -> CaseWorker:
    worker.ends_on = max(on, worker.starts_on)
    worker.save(update_fields=["ends_on"])
    case = worker.case
    circles = [case.scope_id, case.person.scope_id]
    if case.signal is not None:
        circles.append(case.signal.scope_id)
    for scope_id in circles:
        end_grants(scope=Scope(id=scope_id), holder_id=worker.mandate_id, on=on, why=TEAM)
    return worker


@transaction.atomic
def suspend_case(
    *, case: Case, reason: SuspendReason, note: str, on: date, review_on: date | None, by: Actor
) -> Suspension:
    """A pause with its reason and the day it is looked at again; the team and its access stay."""
    if on < case.opened_on:
        raise NotPossible(f"La sospensione viene dopo la presa in carico, il {date_field(case.opened_on)}.")
    if review_on is not None and review_on <= on:
        raise NotPossible("Il giorno in cui rivederla viene dopo l’inizio della sospensione.")
    reason = SuspendReason(reason)
    CASE.move(case, "suspend", by=by, on=on, reason=note or str(reason.label))
    return Suspension.objects.create(
        scope_id=case.scope_id, case=case, reason=reason, starts_on=on, review_on=review_on
    )


@transaction.atomic
def resume_case(*, case: Case, on: date, by: Actor) -> Case:
    """The path goes on; the open pause ends the day before."""
    first = case.suspensions.filter(ends_on__isnull=True).order_by("starts_on").first()
    if first is not None and on < first.starts_on:
        raise NotPossible(f"La ripresa viene dopo la sospensione, iniziata il {date_field(first.starts_on)}.")
    CASE.move(case, "resume", by=by, on=on)
    for pause in case.suspensions.filter(ends_on__isnull=True):
        pause.ends_on = max(pause.starts_on, on)
        pause.save(update_fields=["ends_on"])
    return case


@transaction.atomic
def close_case(*, case: Case, reason: CloseReason, note: str, on: date, by: Actor) -> Case:
    """The path ends, with the reason that counts and the words that explain it."""
    if on < case.opened_on:
        raise NotPossible(f"La conclusione viene dopo la presa in carico, il {date_field(case.opened_on)}.")
    reason = CloseReason(reason)
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
def choose_target(*, case: Case, target: TargetGroup, by: Actor) -> Case:
    """The main group a person is counted in; one only, so nobody counts twice."""
    case.target = target
    case.save(update_fields=["target"])
    return case


@transaction.atomic
def write_note(*, case: Case, text: str, happened_on: date, by: Actor, row_id: uuid.UUID | None = None) -> Note:
    """A line in the diary, for the team; `row_id` makes sending twice harmless."""
    if happened_on > clock.today():
        raise NotPossible("Il diario racconta ciò che è già successo: scegli una data fino a oggi.")
    found = case.notes.filter(id=row_id).first() if row_id else None
    return found or Note.objects.create(
        id=row_id or uuid.uuid4(),
        scope_id=case.scope_id,
        case=case,
        text=text,
        happened_on=happened_on,
        written_by=by.id,
        written_by_label=by.label,
    )


@transaction.atomic
def fix_appointment(
    *,
    case: Case,
    starts_at: datetime,
    starts_by: Mandate,
    by: Actor,
    place: str = "",
    about: str = "",
    row_id: uuid.UUID | None = None,
) -> Appointment:
    """A meeting is agreed, or one already held is written down; `row_id` makes sending twice harmless."""
    _check_active(case, "fissare un colloquio")
    found = case.appointments.filter(id=row_id).first() if row_id else None
    return found or Appointment.objects.create(
        id=row_id or uuid.uuid4(),
        scope_id=case.scope_id,
        case=case,
        starts_at=starts_at,
        starts_by=starts_by,
        place=place,
        about=about,
        recorded_by=by.id,
    )


@transaction.atomic
def mark_appointment(*, appointment: Appointment, was_kept: bool, by: Actor) -> Appointment:
    """Whether the person came; it may be corrected by marking it again."""
    if appointment.starts_at > clock.now():
        raise NotPossible("Il colloquio deve ancora iniziare.")
    appointment.was_kept = was_kept
    appointment.save(update_fields=["was_kept"])
    return appointment


@transaction.atomic
def add_task(
    *, case: Case, title: str, due_on: date, owner: Mandate, by: Actor, row_id: uuid.UUID | None = None
) -> Task:
    """Something to do for a person, by someone, by a day; `row_id` makes sending twice harmless."""
    _check_active(case, "aggiungere una cosa da fare")
    found = case.tasks.filter(id=row_id).first() if row_id else None
    return found or Task.objects.create(
        id=row_id or uuid.uuid4(),
        scope_id=case.scope_id,
        case=case,
        title=title,
        due_on=due_on,
        owner=owner,
        recorded_by=by.id,
    )


@transaction.atomic
def complete_task(*, task: Task, by: Actor) -> Task:
    """Done: it leaves the list; doing it twice keeps the first time."""
    if task.done_at is None:
        task.done_at, task.done_by = clock.now(), by.id
        task.save(update_fields=["done_at", "done_by"])
    return task


def _check_active(case: Case, what: str) -> None:
    if not case.is_active():
        raise NotPossible(f"Ora il percorso è {CASE.labels[case.state]}: per {what} va prima riaperto.")
