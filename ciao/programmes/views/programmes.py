"""The list of programmes, their activities and their places."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock, formats
from ciao.core.lists import Column, ListPage, Mark
from ciao.programmes import actions, panel
from ciao.programmes.forms import AreaForm
from ciao.programmes.models import Activity, Programme, ProgrammeArea
from ciao.programmes.review.opening import places_of

VIEW = Action.PROGRAMME_VIEW
STATES = {"active": "info", "closed": ""}

PROGRAMMES = ListPage(
    title="Progetti",
    noun="progetto,progetti",
    columns=[
        Column("nome", "Progetto", lambda one: one.title, "title", lambda one: address(one.id)),
        Column("sigla", "Sigla", lambda one: one.acronym, "acronym"),
        Column("capofila", "Capofila", lambda one: one.controller.name, "controller__name"),
        Column("inizio", "Inizio", lambda one: one.current_version.starts_on),
        Column("fine", "Fine", lambda one: one.current_version.ends_on),
        Column("stato", "Stato", lambda one: Mark(STATES[one.state], one.get_state_display())),
    ],
    order=("title",),
    empty=("files", "Nessun progetto", "Un progetto nasce dalla sua scheda."),
    template="programmes/programmes.html",
    export_name="progetti",
)


@requires(VIEW)
def programmes(request: HttpRequest) -> HttpResponse:
    """The programmes the actor reaches, with the way to make a new one."""
    actor = _actor(request)
    rows = visible(Programme.objects, actor, VIEW).select_related("controller").prefetch_related("versions")
    return PROGRAMMES.answer(request, rows, may_create=may(actor, Action.PROGRAMME_CREATE))


@requires(VIEW)
def activities(request: HttpRequest) -> HttpResponse:
    """The activities of the actor's programme: calendar first, then each with its months."""
    programme = panel.programme_of(_actor(request))
    if programme is None:
        return TemplateResponse(request, "programmes/activities.html", {"programme": None})
    version = programme.version_on(clock.today())
    rows = [(plan.activity, panel.months_in_words(version, plan.months)) for plan in panel.plans_of(version)]
    context = {
        "programme": programme, "version": version, "version_words": panel.version_words(version),
        "chart": panel.chart(version), "rows": rows, "url": address(programme.id),
    }  # fmt: skip
    return TemplateResponse(request, "programmes/activities.html", context)


@requires(VIEW)
def activity(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    """One activity: when it runs, its milestones, how its months changed from version to version."""
    row = get_object_or_404(visible(Activity.objects, _actor(request), VIEW), id=activity_id)
    plans = row.work_plans.select_related("version").order_by("-version__number")
    history = [(panel.version_words(plan.version), panel.months_in_words(plan.version, plan.months)) for plan in plans]
    context = {
        "activity": row, "programme": row.programme, "history": history,
        "now": history[0][1] if history else "mesi da decidere",
        "milestones": list(row.milestones.all()), "crumbs": activity_crumbs(row),
    }  # fmt: skip
    return TemplateResponse(request, "programmes/activity.html", context)


@requires(Action.PROGRAMME_AMEND)
def area(request: HttpRequest, programme_id: uuid.UUID, area_id: uuid.UUID) -> HttpResponse:
    """The comuni of an area, where the sheet did not tell them."""
    areas = visible(ProgrammeArea.objects, _actor(request), Action.PROGRAMME_AMEND)
    row = get_object_or_404(areas.prefetch_related("municipalities"), id=area_id, programme_id=programme_id)
    page = FormPage(
        "programmes/area.html", to=address(programme_id),
        done=lambda one: f"{formats.plural(one.municipalities.count(), 'comune', 'comuni')} in {one.name}.",
        context={"area": row, "back": address(programme_id), "offer": places_of(row.name)},
    )  # fmt: skip
    written = [one.name for one in row.municipalities.all()]
    form = AreaForm(request.POST or None, initial={"places": written})
    return page.answer(request, form, lambda typed: actions.write_places(area=row, by=_actor(request), **typed))


def activity_crumbs(row: Activity) -> list[tuple[str, str]]:
    """Attività / 3. Titolo."""
    return [("Attività", reverse("programmes:activities")), (str(row), "")]


def address(programme_id: uuid.UUID) -> str:
    """The page of a programme is composed higher up, with the bodies that steer it."""
    return reverse(settings.PLACES["programme"], args=[programme_id])


def _actor(request: HttpRequest) -> Actor:
    actor: Any = acting_in(request)
    found: Actor = actor
    return found
