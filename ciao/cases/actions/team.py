"""Who works with a person, and from when to when they read the case."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from ciao.access.actions import end_grants, grant
from ciao.access.actor import Actor
from ciao.access.enums import ActorKind, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Scope
from ciao.access.roles import ROLES
from ciao.cases.actions.cover import end_covering, let_substitute_in
from ciao.cases.actions.notes import settle_notes
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case, CaseWorker, Cover
from ciao.notifications.actions import notify
from ciao.outreach.models import Signal
from ciao.people.actions import kept_away, succeed_reader
from ciao.programmes.models import Mandate

TEAM = "équipe"


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
    if kept_away(case.scope_id, mandate.user_id):
        raise NotPossible("Non può entrare in questa équipe: scegli un’altra persona.")
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
    if is_lead:
        succeed_reader(person_id=case.person_id, leaving=None, joining=mandate, by=by)
        circles += [(one, Level.SIGNAL) for one in _signal_circle(case)]
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
    for cover in Cover.objects.to_come(starts_on).filter(covered=mandate).select_related("covered", "substitute"):
        let_substitute_in(cover=cover, worker=worker, by=by)
    settle_notes(case_ids=[case.id], by=by)
    return worker


@transaction.atomic
def end_worker(*, worker: CaseWorker, on: date, by: Actor) -> CaseWorker:
    """Someone leaves the team; their reading ends that day, what they wrote stays."""
    if worker.is_lead:
        raise NotPossible("È la persona di riferimento: prima passa il percorso a qualcun altro.")
    return _end(worker, on, by)


@transaction.atomic
def hand_over_case(*, case: Case, to: Mandate, on: date, by: Actor) -> CaseWorker:
    """Another case manager becomes the reference; both periods stay in the story."""
    if to.role != CaseRole.CASE_MANAGER:
        raise NotPossible("Il percorso passa a chi ha il ruolo di case manager.")
    leading = case.workers.filter(is_lead=True, ends_on__isnull=True).select_related("mandate").first()
    if leading is not None:
        if leading.mandate_id == to.id:
            raise NotPossible("È già la persona di riferimento.")
        _end(leading, on, by)
    already = case.workers.filter(mandate=to, ends_on__isnull=True).first()
    if already is not None:
        _end(already, on, by)
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


def _end(worker: CaseWorker, on: date, by: Actor) -> CaseWorker:
    worker.ends_on = max(on, worker.starts_on)
    worker.save(update_fields=["ends_on"])
    case = worker.case
    circles = [case.scope_id, case.person.scope_id, *_signal_circle(case)]
    succeed_reader(person_id=case.person_id, leaving=worker.mandate_id, joining=None, by=by)
    for scope_id in circles:
        end_grants(scope=Scope(id=scope_id), holder_id=worker.mandate_id, on=on, why=TEAM)
        for cover in Cover.objects.to_come(on).filter(covered_id=worker.mandate_id):
            end_covering(scope_id, cover, on)
    settle_notes(case_ids=[case.id], by=by)
    return worker


def _signal_circle(case: Case) -> list[UUID]:
    """The circle of the signal it began with, as far as the actor reads it: that of a protected person is not seen."""
    return list(Signal.objects.filter(case=case).values_list("scope_id", flat=True))
