"""Writing a plan together, showing it for signing, signing it, and saying how its goals go."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions import move_phase, use_approval
from ciao.cases.enums import ApprovalKind, CaseState
from ciao.cases.lifecycle import PHASE
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.documents.actions import void_document
from ciao.plans.enums import Attainment, PlanState
from ciao.plans.lifecycle import PLAN
from ciao.plans.models import Goal, GoalRating, GoalResult, Part, Plan, Pledge, Support
from ciao.plans.rules import lacking
from ciao.signatures.actions import withdraw
from ciao.signatures.enums import SignatureState

Slots = Mapping[int, Mapping[str, Any]]
TO_DELIVERY = ("to_assessment", "to_plan", "to_delivery")


@transaction.atomic
def start_plan(*, case: Case, by: Actor) -> Plan:
    """A new version to write: the first is empty, a later one begins as the signed one; twice is harmless."""
    found = case.plans.open().first()
    if found is not None:
        return found
    if case.state == CaseState.VOID:
        raise NotPossible("Il percorso è aperto per errore: non ha un progetto.")
    last = case.plans.aggregate(last=Max("number"))["last"] or 0
    signed = case.plans.signed().first()
    plan = Plan(scope_id=case.scope_id, case=case, number=last + 1, replaces=signed)
    _touch(plan, by)
    plan.save(force_insert=True)
    if signed is not None:
        _copy(signed, plan, by)
    return plan


@transaction.atomic
def save_goal(
    *, plan: Plan, by: Actor, title: str, words: str = "", area: str = "", due_on: date | None = None,
    results: Slots | None = None, supports: Slots | None = None, row_id: uuid.UUID | None = None,
) -> Goal:  # fmt: skip
    """One goal with its results and supports, slot by slot; an emptied slot leaves the plan and stays on record."""
    _check_draft(plan)
    goal = plan.goals.filter(id=row_id).first() if row_id else None
    if goal is None:
        last = plan.goals.kept().aggregate(last=Max("place"))["last"] or 0
        goal = Goal(id=row_id or uuid.uuid4(), scope_id=plan.scope_id, plan=plan, place=last + 1)
    goal.title, goal.words, goal.area, goal.due_on = title, words, area, due_on
    _touch(goal, by)
    goal.save()
    _fill(GoalResult, goal.results, {"goal": goal}, results or {})
    _fill(Support, goal.supports, {"goal": goal}, supports or {})
    return goal


@transaction.atomic
def drop_goal(*, goal: Goal, by: Actor) -> Goal:
    """A goal leaves the draft; the others close up."""
    _check_draft(goal.plan)
    goal.is_dropped = True
    _touch(goal, by)
    goal.save()
    for place, one in enumerate(goal.plan.goals.kept(), 1):
        _put(one, place)
    return goal


@transaction.atomic
def move_goal(*, goal: Goal, up: bool, by: Actor) -> Goal:
    """One place up or down; at the end of the list nothing happens."""
    _check_draft(goal.plan)
    rows = list(goal.plan.goals.kept())
    here = rows.index(goal)
    there = here - 1 if up else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        for place, one in enumerate(rows, 1):
            _put(one, place)
    return goal


@transaction.atomic
def save_pledges(*, plan: Plan, pledges: Slots, by: Actor) -> Plan:
    """Who promises what; an emptied slot leaves the plan."""
    _check_draft(plan)
    _fill(Pledge, plan.pledges, {"plan": plan}, pledges)
    _touch(plan, by)
    plan.save()
    return plan


@transaction.atomic
def propose_plan(*, plan: Plan, on: date, by: Actor) -> Plan:
    """The writing ends: from now on it only gets signed. Raises `NotPossible` with what lacks (art. 6)."""
    found = lacking(plan.facts())
    if found:
        raise NotPossible(" ".join(found))
    use_approval(case=plan.case, kind=ApprovalKind.PLAN, on=on)
    PLAN.move(plan, "propose", by=by, on=on)
    return plan


@transaction.atomic
def take_back_plan(*, plan: Plan, note: str, on: date, by: Actor) -> Plan:
    """Correction: something is still to change; the paper issued for signing and its signatures lose value."""
    PLAN.move(plan, "take_back", by=by, on=on, reason=note)
    _annul_paper(plan, note, by)
    return plan


@transaction.atomic
def discard_plan(*, plan: Plan, note: str, on: date, by: Actor) -> Plan:
    """Correction: this version should not have been begun; its number is not used again."""
    PLAN.move(plan, "discard", by=by, on=on, reason=note)
    _annul_paper(plan, note, by)
    return plan


@transaction.atomic
def settle_plan(*, plan: Plan, by: Actor) -> Plan:
    """Once everybody has signed: the version is in force, the one before gives way, the supports may begin.

    Until then nothing happens. The day is that of the last signature; the phase moves only where its table allows.
    """
    if plan.state != PlanState.TO_SIGN:
        return plan
    document = plan.document()
    signatures = list(document.signatures.standing()) if document else []
    days = [one.signed_on for one in signatures if one.state == SignatureState.SIGNED and one.signed_on]
    if not signatures or len(days) < len(signatures):
        return plan
    _sign(plan, max(days), by)
    return plan


@transaction.atomic
def undo_signing(*, plan: Plan, note: str, on: date, by: Actor) -> Plan:
    """Correction: a signature was taken back; the version before is in force again, the phase stays."""
    PLAN.move(plan, "undo_signing", by=by, on=on, reason=note)
    plan.signed_on = None
    plan.save(update_fields=["signed_on"])
    if plan.replaces is not None and plan.replaces.state == PlanState.SUPERSEDED:
        PLAN.move(plan.replaces, "reinstate", by=by, on=on, reason=note)
    return plan


@transaction.atomic
def rate_goal(*, goal: Goal, score: Attainment, rated_on: date, note: str = "", by: Actor) -> GoalRating:
    """How far a goal of the plan in force was reached on a day; a later rating stands beside the earlier ones."""
    plan = goal.plan
    if plan.state != PlanState.SIGNED or plan.signed_on is None:
        raise NotPossible("Il progetto non è in vigore: si valuta dopo la firma.")
    if rated_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if rated_on < plan.signed_on:
        raise NotPossible(f"Il progetto è firmato il {date_field(plan.signed_on)}: si valuta da quel giorno.")
    return GoalRating.objects.create(
        scope_id=goal.scope_id, goal=goal, score=Attainment(score), rated_on=rated_on, note=note,
        recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip


def _sign(plan: Plan, on: date, by: Actor) -> None:
    earlier = plan.case.plans.signed().first()
    if earlier is not None:
        PLAN.move(earlier, "supersede", by=by, on=on)
    plan.signed_on = on
    plan.save(update_fields=["signed_on"])
    PLAN.move(plan, "sign", by=by, on=on)
    case = plan.case
    case.refresh_from_db(fields=["phase", "state"])
    for verb in TO_DELIVERY if case.state == CaseState.OPEN else ():
        if case.phase in PHASE.transitions[verb].sources:
            move_phase(case=case, verb=verb, on=on, by=by)


def _annul_paper(plan: Plan, note: str, by: Actor) -> None:
    document = plan.document()
    if document is None:
        return
    for signature in document.signatures.standing():
        withdraw(signature=signature, reason=note, by=by)
    void_document(document=document, reason=note, by=by)


def _check_draft(plan: Plan) -> None:
    if not plan.is_draft:
        raise NotPossible(
            f"Ora è {PLAN.labels[plan.state]}: per cambiarlo riportalo in bozza o scrivi una nuova versione."
        )


def _touch(row: Any, by: Actor) -> None:
    row.saved_at, row.saved_by, row.saved_by_label = clock.now(), by.id, by.label


def _put(row: Goal, place: int) -> None:
    if row.place != place:
        row.place = place
        row.save(update_fields=["place"])


def _fill(model: type[Part], rows: Any, owner: Mapping[str, Any], wanted: Slots) -> None:
    """Slots are places: each wanted one is written there, the others leave."""
    there = {one.place: one for one in rows.kept()}
    scope_id = next(iter(owner.values())).scope_id
    for place, values in wanted.items():
        row = there.pop(place, None) or model(scope_id=scope_id, place=place, **owner)
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    for row in there.values():
        row.is_dropped = True
        row.save(update_fields=["is_dropped"])


def _copy(signed: Plan, plan: Plan, by: Actor) -> None:
    """The new version begins as the signed one is; what is linked to a piece is found by its lineage."""
    for goal in signed.goals.kept():
        fresh = _again(goal, plan=plan)
        _touch(fresh, by)
        fresh.save(force_insert=True)
        for part in (*goal.results.kept(), *goal.supports.kept()):
            _again(part, goal=fresh).save(force_insert=True)
    for pledge in signed.pledges.kept():
        _again(pledge, plan=plan).save(force_insert=True)


def _again(part: Any, **owner: Any) -> Any:
    names = [field.name for field in part._meta.concrete_fields if field.name not in {"id", *owner}]
    return type(part)(**{name: getattr(part, name) for name in names}, **owner)
