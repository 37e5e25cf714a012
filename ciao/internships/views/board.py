"""Across internships: who has not signed, and what the tutor has to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.core import clock
from ciao.internships.pack.todo import todo
from ciao.internships.pack.unsigned import unsigned
from ciao.outreach.views import programme_of


@requires(Action.INTERNSHIP_EDIT)
def signatures(request: HttpRequest) -> HttpResponse:
    """Agreements and training projects that wait for somebody, the longest first, with a text to remind them."""
    by = acting_in(request)
    rows = unsigned(by, clock.today())
    _log(request, [one.person_id for one in rows if one.person_id])
    context = {"rows": rows, "crumbs": [("Tirocini", reverse("internships:list")), ("Firme che mancano", "")]}
    return TemplateResponse(request, "internships/board.html", context)


@requires(Action.INTERNSHIP_EDIT)
def work(request: HttpRequest) -> HttpResponse:
    """Visits and checks due, reports and results missing, accidents to tell: the oldest first."""
    by = acting_in(request)
    rows = todo(by, clock.today())
    _log(request, [one.internship.case.person_id for one in rows])
    context = {"rows": rows, "crumbs": [("Tirocini", reverse("internships:list")), ("Da fare", "")]}
    return TemplateResponse(request, "internships/work.html", context)


def _log(request: HttpRequest, person_ids: list[object]) -> None:
    if person_ids:
        by = acting_in(request)
        record_read(
            by=by, scope=programme_of(by).scope_id, purpose="tirocini da seguire",
            groups=[Group.NAME, Group.INTERNSHIP], person_ids=person_ids,  # type: ignore[arg-type]
        )  # fmt: skip
