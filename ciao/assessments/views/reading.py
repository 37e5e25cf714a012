"""Instruments filled for one person: which, when, by whom; one response; voices and moments side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import scopes, visible
from ciao.assessments.comparison.moments import drawn, latest
from ciao.assessments.comparison.voices import side_by_side
from ciao.assessments.panel import heard_in, shelf
from ciao.assessments.views.filling import said
from ciao.audit.enums import Group
from ciao.cases.models import Case
from ciao.cases.views import read, who
from ciao.questionnaires.enums import Voice
from ciao.questionnaires.models import Instrument, Response

VIEW = Action.CASE_VIEW


@requires(VIEW)
def instruments(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every instrument, with what was filled and what comes next."""
    case, by = find_read(request, case_id), acting_in(request)
    context = {"shelves": shelf(case, by), "heard": heard_in(case, by), **frame(case, by, "Strumenti")}
    return TemplateResponse(request, "assessments/instruments.html", context)


@requires(VIEW)
def response(request: HttpRequest, case_id: UUID, response_id: UUID) -> HttpResponse:
    """One response, question by question."""
    case, by = find_read(request, case_id), acting_in(request)
    subjects = [one for one in (case.id, case.signal_id) if one]
    rows = visible(Response.objects, by, VIEW).filter(subject_id__in=subjects).select_related("instrument")
    row = get_object_or_404(rows, id=response_id)
    context = {
        "response": row,
        "is_own": row.subject_id == case.id,
        **said(row),
        **frame(case, by, row.instrument.title),
    }
    return TemplateResponse(request, "assessments/response.html", context)


@requires(VIEW)
def compare(request: HttpRequest, case_id: UUID, instrument_id: UUID) -> HttpResponse:
    """The moments drawn and in a table, and at the last of them the two voices in two columns."""
    case, by = find_read(request, case_id), acting_in(request)
    found = get_object_or_404(Instrument.objects.of(case.programme_id), id=instrument_id)
    responses = list(heard_in(case, by).filter(instrument=found).prefetch_related("scores"))
    name, definition = who(case, by), found.definition()
    context = {
        **frame(case, by, found.title), "instrument": found, "responses": responses,
        "drawn": drawn(definition, responses, name), "voices": _voices(definition, responses),
        "next_voice": None if found.is_first_contact else _next_voice(responses),
    }  # fmt: skip
    return TemplateResponse(request, "assessments/compare.html", context)


def find_read(request: HttpRequest, case_id: UUID) -> Case:
    """The case whose work one may read; the page's one line in the read log."""
    by = acting_in(request)
    rows = visible(Case.objects, by, VIEW).filter(scope__in=scopes(by, Level.WORK)).select_related("programme")
    case = get_object_or_404(rows, id=case_id)
    read(case, by, "strumenti", Group.NAME, Group.ASSESSMENT)
    return case


def frame(case: Case, by: Actor, heading: str) -> dict[str, Any]:
    """What every page on a case's instruments shows around."""
    name, back = who(case, by), case.get_absolute_url()
    shelves = reverse("assessments:instruments", args=[case.id])
    above = [("Persone", reverse("cases:list")), (name, back)]
    crumbs = [*above, (heading, "")] if heading == "Strumenti" else [*above, ("Strumenti", shelves), (heading, "")]
    edits = may(by, Action.CASE_EDIT) and case.is_active()
    return {"case": case, "name": name, "back": back, "heading": heading, "crumbs": crumbs, "may_edit": edits}


def _voices(definition: Any, responses: list[Response]) -> dict[str, Any]:
    """Both voices at the last moment at which both spoke."""
    ours, own = latest(responses, Voice.TEAM), latest(responses, Voice.PERSON)
    both = [moment for moment in ours if moment in own]
    if not both:
        return {}
    rows = side_by_side(definition, ours[both[-1]].answers(), own[both[-1]].answers())
    return {"moment": both[-1].label, "rows": rows, "differ": sum(one.differs for one in rows), "all": len(rows)}


def _next_voice(responses: list[Response]) -> Response | None:
    """The last response that the other voice has not answered yet."""
    if not responses:
        return None
    last = responses[-1]
    others = [one for one in responses if one.occasion == last.occasion and one.voice != last.voice]
    return None if others else last
