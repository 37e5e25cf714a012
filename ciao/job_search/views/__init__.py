"""What every page about looking for a job needs: the row one may open, the read line, the shape of its form."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in
from ciao.access.visibility import visible
from ciao.audit.enums import Group
from ciao.cases.models import Case
from ciao.cases.views import find, read, who
from ciao.job_search.models import JobApplication

EDIT = Action.JOB_SEARCH_EDIT


def find_case(request: HttpRequest, case_id: UUID, purpose: str, action: Action = EDIT) -> Case:
    """The case of somebody one works with, its read line written; or an absent page."""
    case = find(request, case_id, action)
    read(case, acting_in(request), purpose, Group.NAME, Group.OUTCOME)
    return case


def find_application(request: HttpRequest, case: Case, application_id: UUID, action: Action = EDIT) -> JobApplication:
    """One of the person's applications, or an absent page."""
    rows = visible(JobApplication.objects, acting_in(request), action).filter(case=case)
    return get_object_or_404(rows.select_related("case", "opening", "cv"), id=application_id)


def crumbs(case: Case, by: Actor, *inside: tuple[str, str]) -> list[tuple[str, str]]:
    """Under the person, under their search."""
    home = reverse("job_search:search", args=[case.id])
    return [("Persone", reverse("cases:list")), (who(case, by), case.get_absolute_url()),
            ("Ricerca di lavoro", home if inside else ""), *inside]  # fmt: skip


def act(request: HttpRequest, case: Case, heading: str, save: str, done: Any, back: str, **context: Any) -> FormPage:
    """A page with one form about somebody's search; it leads back where it came from."""
    by = acting_in(request)
    template, to = context.pop("template", "cases/act.html"), context.pop("to", back)
    shown = {
        "case": case, "name": who(case, by), "heading": heading, "save": save, "back": back,
        "crumbs": crumbs(case, by, (heading, "")), **context,
    }  # fmt: skip
    return FormPage(template, to=to, done=done, context=shown)
