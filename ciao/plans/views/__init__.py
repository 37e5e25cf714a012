"""What every page about a plan needs: the version or the goal, if one may work on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

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
    rows: Any = visible(Goal.objects, acting_in(request), Action.CASE_EDIT)
    goal: Goal = get_object_or_404(rows.select_related("plan__case"), id=goal_id, plan__case=case, is_dropped=False)
    return goal
