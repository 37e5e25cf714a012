"""Writing a plan together, one goal at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.assessments.views import both, is_stale
from ciao.audit.enums import Group
from ciao.cases.models import Case
from ciao.cases.views import find, page, read
from ciao.drafts.actions import draft_for, drop_draft, initial_from_draft
from ciao.partners.models import Organization
from ciao.plans import actions
from ciao.plans.forms import GoalForm, PledgesForm, VersionForm, kept_goal, kept_pledges
from ciao.plans.models import Goal, Plan
from ciao.plans.views import find_goal, goal_to_write, plan_to_write
from ciao.programmes.models import Activity

GOAL, PLEDGES = "plan-goal", "plan-pledges"


@requires(Action.CASE_EDIT)
def add_goal(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A goal more; the very first one opens the plan."""
    case = find(request, case_id)
    if not case.plans.open().filter(state="draft").exists() and case.plans.standing().exists():
        raise Http404
    return _goal(request, case, None)


@requires(Action.CASE_EDIT)
def edit_goal(request: HttpRequest, case_id: UUID, goal_id: UUID) -> HttpResponse:
    """A goal as it is, to be changed by more than one hand."""
    case = find(request, case_id)
    goal = goal_to_write(request, case, goal_id)
    if not goal.plan.is_draft and request.method != "POST":
        return redirect(goal.plan)
    return _goal(request, case, goal)


@require_POST
@requires(Action.CASE_EDIT)
def change_goal(request: HttpRequest, case_id: UUID, goal_id: UUID) -> HttpResponse:
    """Up, down, or out of the draft."""
    by, goal = acting_in(request), find_goal(request, find(request, case_id), goal_id)
    if not goal.plan.is_draft:
        raise Http404
    if request.POST.get("do") == "drop":
        actions.drop_goal(goal=goal, by=by)
    else:
        actions.move_goal(goal=goal, up=request.POST.get("do") == "up", by=by)
    return redirect(goal.plan)


@requires(Action.CASE_EDIT)
def pledges(request: HttpRequest, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """Who promises what."""
    by, case = acting_in(request), find(request, case_id)
    plan = plan_to_write(request, case, plan_id)
    if not plan.is_draft and request.method != "POST":
        return redirect(plan)
    read(case, by, "progetto personalizzato", Group.NAME, Group.PLAN)
    draft = draft_for(PLEDGES, by, plan)
    bodies = Organization.objects.filter(partnerships__programme=case.programme).distinct()
    form = PledgesForm(
        request.POST or None, kept=kept_pledges(plan), typed=initial_from_draft(PledgesForm, draft), bodies=bodies
    )
    shape = _shape(request, case, "Impegni", "plans/pledges.html", plan, PLEDGES, draft)
    return _answer(request, form, shape, plan, draft, lambda: _save_pledges(request, plan, form))


@requires(Action.CASE_EDIT)
def new_version(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The signed version is copied and may be changed; it stays in force until the new one is signed."""
    by, case = acting_in(request), find(request, case_id)
    found = case.plans.open().first()
    if found is not None:
        return redirect(found)
    lead = "Comincia uguale a quella firmata, che resta in vigore finché la nuova non è firmata."
    shape = page(request, case, "Nuova versione", "Scrivi la nuova versione", "Nuova versione in bozza.", lead=lead)
    shape = replace(shape, to=Plan.get_absolute_url)
    return shape.answer(request, VersionForm(request.POST or None), lambda _: actions.start_plan(case=case, by=by))


def _goal(request: HttpRequest, case: Case, goal: Goal | None) -> HttpResponse:
    by, about = acting_in(request), goal or case
    read(case, by, "progetto personalizzato", Group.NAME, Group.PLAN)
    draft = draft_for(GOAL, by, about)
    activities = visible(Activity.objects, by, Action.PROGRAMME_VIEW).filter(programme=case.programme)
    form = GoalForm(
        request.POST or None, kept=kept_goal(goal), typed=initial_from_draft(GoalForm, draft), activities=activities
    )
    heading = f"Obiettivo {goal.place}" if goal else "Nuovo obiettivo"
    shape = _shape(request, case, heading, "plans/goal.html", about, GOAL, draft)
    if goal is not None and goal.is_dropped:
        shape = replace(shape, done="L’avevano tolto mentre scrivevi: ora è di nuovo nel progetto, con il tuo testo.")
    return _answer(request, form, shape, goal, draft, lambda: _save_goal(request, case, goal, form))


def _shape(
    request: HttpRequest, case: Case, heading: str, template: str, about: Any, code: str, draft: Any
) -> FormPage:
    shape = page(
        request, case, heading, "Salva", "Salvato: lo vede tutta l’équipe.", template=template, draft=draft,
        draft_form=code, about=about,
    )  # fmt: skip
    return replace(shape, to=Plan.get_absolute_url)


def _answer(request: HttpRequest, form: Any, shape: FormPage, row: Any, draft: Any, act: Any) -> HttpResponse:
    """The one way of saving something shared: differences first."""
    if is_stale(draft, row):
        form.initial["_seen"] = "-"
    if request.method == "POST" and form.is_valid() and form.differences():
        return both(request, form, shape, row)
    return shape.answer(request, form, lambda _: act())


def _save_goal(request: HttpRequest, case: Case, goal: Goal | None, form: GoalForm) -> Plan:
    by = acting_in(request)
    plan = goal.plan if goal else actions.start_plan(case=case, by=by)
    actions.save_goal(plan=plan, by=by, **form.parts())
    drop_draft(GOAL, by, goal or case)
    return plan


def _save_pledges(request: HttpRequest, plan: Plan, form: PledgesForm) -> Plan:
    by = acting_in(request)
    actions.save_pledges(plan=plan, pledges=form.filled("pledge"), by=by)
    drop_draft(PLEDGES, by, plan)
    return plan
