"""After signing: how goals go, the plan gone through again, and the list of those that are due."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.assessments.enums import Moment
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.views import find, page, read
from ciao.core import clock
from ciao.core.formats import date_relative, plural
from ciao.core.lists import Column, ListPage, Mark
from ciao.plans import actions
from ciao.plans.dossier import reviews as due
from ciao.plans.enums import ReviewOutcome
from ciao.plans.forms import RateForm, ReviewForm
from ciao.plans.models import PlanReview
from ciao.plans.views import find_goal, find_plan


@requires(Action.CASE_EDIT)
def rate(request: HttpRequest, case_id: UUID, goal_id: UUID) -> HttpResponse:
    """How far a goal was reached, from −2 to +2."""
    by, case = acting_in(request), find(request, case_id)
    goal = find_goal(request, case, goal_id)
    read(case, by, "progetto personalizzato", Group.NAME, Group.PLAN)
    lead = f"«{goal.title}». Si confronta con quanto previsto, non con altre persone."
    shape = page(request, case, "Valuta l’obiettivo", "Salva il punteggio", "Punteggio salvato.", lead=lead)
    shape = replace(shape, to=goal.plan.get_absolute_url())
    moment = Moment.MID if goal.ratings.exists() else Moment.ENTRY
    form = RateForm(request.POST or None, goal=goal, initial={"rated_on": clock.today(), "moment": moment})
    return shape.answer(request, form, lambda typed: actions.rate_goal(goal=goal, by=by, **typed))


@requires(Action.CASE_EDIT)
def review(request: HttpRequest, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """What the person says of the plan in force, what was seen, what is decided."""
    by, case = acting_in(request), find(request, case_id)
    plan = find_plan(request, case, plan_id)
    read(case, by, "progetto personalizzato", Group.NAME, Group.PLAN)
    lead = "Si rilegge insieme, obiettivo per obiettivo. Se qualcosa va cambiato, poi si scrive una nuova versione."
    shape = page(request, case, "Rivedere il progetto", "Salva la verifica", "", lead=lead)
    shape = replace(shape, to=_goes_on, done=_done)
    form = ReviewForm(request.POST or None, initial={"reviewed_on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.review_plan(plan=plan, by=by, **typed))


DUE = ListPage(
    title="Progetti da rivedere",
    noun="progetto,progetti",
    columns=[
        Column("persona", "Persona", lambda one: one.line.name, "case__number", link=lambda one: one.line.url),
        Column("versione", "Versione", lambda one: one.number),
        Column("firmato", "Firmato", lambda one: one.signed_on, "signed_on"),
        Column("ultima", "Ultima verifica", lambda one: one.last_on),
        Column("entro", "Da rivedere", lambda one: one.due_on, "due_on"),
        Column("stato", "Oggi", lambda one: _mark(one.line)),
    ],
    order=("due_on", "case__number"),
    empty=("check", "Nessun progetto in vigore", "Compaiono qui i progetti firmati delle persone che segui."),
    template="plans/due.html",
    export_name="progetti-da-rivedere",
)


@requires(Action.CASE_EDIT)
def reviews(request: HttpRequest) -> HttpResponse:
    """Every plan in force of the people one works with, the oldest term first."""
    by, today = acting_in(request), clock.today()
    rows = due.in_force(by, today)
    first = rows.order_by("due_on", "case__number").first()
    line = due.lines([first], by, today)[0] if first is not None else None
    return DUE.answer(request, rows, on_read=lambda shown: _prepare(shown, by), first=line)


def _prepare(shown: list[Any], by: Actor) -> None:
    """Names of the rows on show, and the page's one line in the read log."""
    found = due.lines(shown, by, clock.today())
    for plan, line in zip(shown, found, strict=True):
        plan.line = line
    if found:
        record_read(
            by=by, scope=shown[0].scope_id, purpose="progetti da rivedere", groups=[Group.NAME, Group.PLAN],
            person_ids=[one.case.person_id for one in shown],
        )  # fmt: skip


def _mark(line: due.DueReview) -> Mark:
    if line.is_late:
        return Mark("stop", f"in ritardo di {plural(-line.days_left, 'giorno', 'giorni')}", "clock")
    if line.is_soon:
        return Mark("warn", f"tra poco, {date_relative(line.due_on)}", "clock")
    return Mark("", "più avanti")


def _goes_on(one: PlanReview) -> str:
    if one.outcome == ReviewOutcome.CHANGES:
        return reverse("plans:new_version", args=[one.plan.case_id])
    return one.plan.get_absolute_url()


def _done(one: PlanReview) -> str:
    words = {
        ReviewOutcome.CHANGES: "Verifica salvata. Prossimo passo: scrivere la nuova versione.",
        ReviewOutcome.ENDS: "Verifica salvata. Prossimo passo: valutare gli obiettivi all’uscita.",
    }
    return words.get(ReviewOutcome(one.outcome), "Verifica salvata.")
