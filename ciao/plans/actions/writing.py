"""Writing a plan together, goal by goal."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.cases.enums import CaseState
from ciao.cases.models import Case
from ciao.core import clock
from ciao.plans.enums import Attainment
from ciao.plans.lifecycle import PLAN
from ciao.plans.models import LEVELS, Goal, GoalResult, Part, Plan, Pledge, Support

Slots = Mapping[int, Mapping[str, Any]]


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
    results: Slots | None = None, supports: Slots | None = None, levels: Mapping[Attainment, str] | None = None,
    weight: int = 1, row_id: uuid.UUID | None = None,
) -> Goal:  # fmt: skip
    """One goal with its results and supports, slot by slot; an emptied slot leaves the plan and stays on record.

    A goal that somebody took out meanwhile comes back at the end, so that no text is lost. `levels` say what each
    score from −2 to +2 looks like; left out, they stay as they are.
    """
    _check_draft(plan)
    goal = plan.goals.filter(id=row_id).first() if row_id else None
    if goal is None or goal.is_dropped:
        last = plan.goals.kept().aggregate(last=Max("place"))["last"] or 0
        goal = goal or Goal(id=row_id or uuid.uuid4(), scope_id=plan.scope_id, plan=plan)
        goal.place, goal.is_dropped = last + 1, False
    goal.title, goal.words, goal.area, goal.due_on, goal.weight = title, words, area, due_on, weight
    for score, text in (levels or {}).items():
        setattr(goal, LEVELS[Attainment(score)], text)
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
