"""Saying how goals go, and going through the plan in force again."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.assessments.enums import Moment
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.plans.enums import Attainment, PlanState, ReviewOutcome
from ciao.plans.models import Goal, GoalRating, Plan, PlanReview


@transaction.atomic
def rate_goal(
    *, goal: Goal, score: Attainment, rated_on: date, by: Actor, note: str = "", moment: Moment | str = Moment.MID,
    row_id: uuid.UUID | None = None,
) -> GoalRating:  # fmt: skip
    """How far a goal of the plan in force was reached on a day; a later rating stands beside the earlier ones.

    `moment` says whether it is where one starts from, on the way, or on leaving; `row_id` makes sending twice harmless.
    """
    plan, found = goal.plan, GoalRating.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if plan.state != PlanState.SIGNED or plan.signed_on is None:
        raise NotPossible("Il progetto non è in vigore: si valuta dopo la firma.")
    if rated_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if rated_on < plan.signed_on:
        raise NotPossible(f"Il progetto è firmato il {date_field(plan.signed_on)}: si valuta da quel giorno.")
    return GoalRating.objects.create(
        id=row_id or uuid.uuid4(), scope_id=goal.scope_id, goal=goal, moment=Moment(moment),
        score=Attainment(score), rated_on=rated_on, note=note, recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip


@transaction.atomic
def review_plan(
    *, plan: Plan, reviewed_on: date, outcome: ReviewOutcome | str, by: Actor, words: str = "", note: str = "",
    next_on: date | None = None, row_id: uuid.UUID | None = None,
) -> PlanReview:  # fmt: skip
    """The plan in force was gone through again with the person; `next_on` sets the next time, else the cadence does.

    Raises `NotPossible` where the version is not in force or the days are the wrong way round.
    """
    found = PlanReview.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if plan.state != PlanState.SIGNED or plan.signed_on is None:
        raise NotPossible("Il progetto non è in vigore: si rivede dopo la firma.")
    if reviewed_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if reviewed_on < plan.signed_on:
        raise NotPossible(f"Il progetto è firmato il {date_field(plan.signed_on)}: si rivede da quel giorno.")
    if next_on is not None and next_on <= reviewed_on:
        raise NotPossible("La prossima verifica viene dopo questa.")
    return PlanReview.objects.create(
        id=row_id or uuid.uuid4(), scope_id=plan.scope_id, plan=plan, reviewed_on=reviewed_on,
        outcome=ReviewOutcome(outcome), words=words.strip(), note=note.strip(), next_on=next_on, recorded_by=by.id,
        recorded_by_label=by.label,
    )  # fmt: skip
