"""What every page about a plan needs: the version or the goal, if one may work on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ciao.access.enums import Action
from ciao.access.requires import acting_in
from ciao.access.visibility import visible
from ciao.cases.models import Case
from ciao.plans.models import Goal, Plan


def find_plan(request: HttpRequest, case: Case, plan_id: UUID) -> Plan:
    """The version, or the same answer as for one that is not there."""
    rows: Any = visible(Plan.objects, acting_in(request), Action.CASE_EDIT)
    plan: Plan = get_object_or_404(rows.select_related("case", "replaces"), id=plan_id, case=case)
    return plan


def find_goal(request: HttpRequest, case: Case, goal_id: UUID) -> Goal:
    """The goal, if it is still in its version."""
    return get_object_or_404(_goals(request, case), id=goal_id, is_dropped=False)


def goal_to_write(request: HttpRequest, case: Case, goal_id: UUID) -> Goal:
    """The goal to save on: nobody else saves it meanwhile, and one taken out meanwhile still takes what was typed."""
    if request.method != "POST":
        return find_goal(request, case, goal_id)
    return get_object_or_404(_goals(request, case).select_for_update(of=("self",)), id=goal_id)


def plan_to_write(request: HttpRequest, case: Case, plan_id: UUID) -> Plan:
    """The version to save on: nobody else saves it meanwhile."""
    if request.method == "POST":
        visible(Plan.objects, acting_in(request), Action.CASE_EDIT).select_for_update().filter(id=plan_id).first()
    return find_plan(request, case, plan_id)


def _goals(request: HttpRequest, case: Case) -> QuerySet[Goal]:
    rows = visible(Goal.objects.all(), acting_in(request), Action.CASE_EDIT)
    return rows.select_related("plan__case").filter(plan__case=case)
