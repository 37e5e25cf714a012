"""What every page about a loaded list needs: the list, and the shape of its form."""

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
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.models import LoadedList

LOAD = Action.LIST_LOAD


def find_list(request: HttpRequest, list_id: UUID) -> LoadedList:
    """The list, or the same answer as for one that is not there."""
    rows: Any = visible(LoadedList.objects, acting_in(request), LOAD).select_related("programme", "manager__user")
    found: LoadedList = get_object_or_404(rows, id=list_id)
    return found


def crumbs_of(found: LoadedList, *more: str) -> list[tuple[str, str]]:
    """The way back."""
    home = [("Elenchi", reverse("cases:loaded_lists"))]
    if not more:
        return [*home, (found.title, "")]
    return [*home, (found.title, found.get_absolute_url()), *((one, "") for one in more)]


def shape_of(found: LoadedList, template: str, heading: str, done: str, **context: Any) -> FormPage:
    """A page with one form about a list; it leads back to its page."""
    back = found.get_absolute_url()
    shown = {"list": found, "heading": heading, "back": back, "crumbs": crumbs_of(found, heading), **context}
    return FormPage(template, to=back, done=done, context=shown)


def log(found: LoadedList, by: Actor, ids: list[UUID]) -> None:
    """The page's one line in the read log: rows of a list are of somebody, even before we know of whom."""
    record_read(
        by=by, scope=found.scope_id, purpose="elenco caricato", groups=[Group.NAME, Group.IDENTITY], person_ids=ids
    )
