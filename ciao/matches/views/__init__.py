"""What the pages of matching share: the case, the match and the place one may open, crumbs, the read line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.enums import Action, Level
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in
from ciao.access.visibility import scopes, visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases import views as cases
from ciao.cases.models import Case
from ciao.hosts.models import Vacancy
from ciao.matches.models import Match

LISTED = ("Abbinamenti", "matches:list")


def find_case(request: HttpRequest, case_id: UUID, action: Action = Action.MATCH_EDIT) -> Case:
    """The case, where the actor reads its internship; otherwise the answer of an absent page."""
    case = cases.find(request, case_id, action)
    if not scopes(acting_in(request), Level.INTERNSHIP).filter(id=case.scope_id).exists():
        raise Http404
    return case


def find_match(request: HttpRequest, match_id: UUID, action: Action = Action.MATCH_EDIT) -> Match:
    """The match, or the answer of an absent page."""
    related = ("case__programme", "vacancy__host__organization", "vacancy__municipality")
    rows = visible(Match.objects.all(), acting_in(request), action).select_related(*related)
    return get_object_or_404(rows, id=match_id)


def find_place(request: HttpRequest, vacancy_id: UUID, action: Action) -> Vacancy:
    """The place, or the answer of an absent page."""
    rows: Any = visible(Vacancy.objects, acting_in(request), action)
    related = ("host__organization", "host__programme", "terms", "municipality")
    found: Vacancy = get_object_or_404(rows.select_related(*related), id=vacancy_id)
    return found


def read(request: HttpRequest, scope_id: UUID, purpose: str, person_ids: Iterable[UUID]) -> None:
    """The page's one line in the read log."""
    record_read(
        by=acting_in(request), scope=scope_id, purpose=purpose, groups=[Group.NAME, Group.INTERNSHIP],
        person_ids=person_ids,
    )  # fmt: skip


def shape(
    heading: str, save: str, to: Any, done: Any, *, template: str = "matches/act.html",
    more: Iterable[tuple[str, str]] = (), back: str = "", **context: Any,
) -> FormPage:  # fmt: skip
    """A page with one form, under the list of matches."""
    crumbs = [(LISTED[0], reverse(LISTED[1])), *more, (heading, "")]
    shown = {"heading": heading, "save": save, "back": back or reverse(LISTED[1]), "crumbs": crumbs, **context}
    return FormPage(template, to=to, done=done, context=shown)
