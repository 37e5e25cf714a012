"""Plans in force with the day they are to be gone through again, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, ExpressionWrapper, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.cases.dossier.facts import names_for, seen, title_of
from ciao.cases.enums import CaseState
from ciao.plans.models import Plan, PlanReview
from ciao.plans.rules import NextReview, next_review
from ciao.programmes.parameters import parameter

SOON = 14


@dataclass(frozen=True)
class DueReview:
    """Somebody's plan in force and the day it is to be gone through again."""

    plan: Plan
    name: str
    due_on: date
    days_left: int
    url: str

    @property
    def is_late(self) -> bool:
        """Whether the day has passed."""
        return self.days_left < 0

    @property
    def is_soon(self) -> bool:
        """Whether the day is near."""
        return 0 <= self.days_left <= SOON


def in_force(actor: Actor, today: date) -> QuerySet[Any]:
    """Signed plans of open paths the actor works on; each row carries `last_on` and `due_on`."""
    days = int(parameter("plan_review_days", today))
    reviews = PlanReview.objects.filter(plan=OuterRef("pk")).order_by("-reviewed_on", "-recorded_at")
    rows = visible(Plan.objects.all(), actor, Action.CASE_EDIT).filter(state="signed", case__state=CaseState.OPEN)
    after = ExpressionWrapper(Coalesce(F("last_on"), F("signed_on")) + Value(days), output_field=DateField())
    return (
        rows.annotate(
            last_on=Subquery(reviews.values("reviewed_on")[:1]), chosen_on=Subquery(reviews.values("next_on")[:1])
        )
        .annotate(due_on=Coalesce(F("chosen_on"), after, output_field=DateField()))
        .select_related("case")
    )


def due(actor: Actor, today: date) -> list[DueReview]:
    """Those whose day has come or is near, the oldest first."""
    rows = [
        one for one in in_force(actor, today).order_by("due_on", "case__number") if (one.due_on - today).days <= SOON
    ]
    return lines(rows, actor, today)


def lines(rows: Sequence[Any], actor: Actor, today: date) -> list[DueReview]:
    """Rows of `in_force` as a list shows them."""
    names = names_for([one.case for one in rows], actor)
    return [
        DueReview(
            one, title_of(one.case, names.get(one.case.person_id)), one.due_on, (one.due_on - today).days,
            reverse("plans:review", args=[one.case_id, one.id]),
        )
        for one in rows
    ]  # fmt: skip


def of_plan(plan: Plan, actor: Actor, today: date) -> NextReview | None:
    """When one plan is due; none unless it is in force and the path goes on."""
    if plan.state != "signed" or plan.signed_on is None or not plan.case.is_active():
        return None
    held = list(seen(PlanReview, actor).filter(plan=plan).values_list("reviewed_on", "next_on"))
    return next_review(plan.signed_on, held, today, days=int(parameter("plan_review_days", today)))
