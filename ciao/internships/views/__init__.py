"""What every page about an internship needs: the row, if one may see it, and the shape of its form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in
from ciao.access.roles import may
from ciao.access.visibility import scopes, visible
from ciao.audit.enums import Group
from ciao.cases.views import read, who
from ciao.internships.models import Internship

RELATED = ("case__programme", "activity", "promoter", "payer", "tutor__user")


def find(request: HttpRequest, internship_id: UUID, action: Action = Action.INTERNSHIP_EDIT) -> Internship:
    """The internship, or the same answer as for one that is not there."""
    rows: Any = visible(Internship.objects, acting_in(request), action)
    found: Internship = get_object_or_404(rows.select_related(*RELATED), id=internship_id)
    return found


def reads_all(internship: Internship, actor: Actor) -> bool:
    """Whether host, register and reasons are for this reader too."""
    return scopes(actor, Level.INTERNSHIP).filter(id=internship.scope_id).exists()


def may_edit(internship: Internship, actor: Actor) -> bool:
    """Whether this reader prepares and follows this internship."""
    return may(actor, Action.INTERNSHIP_EDIT) and reads_all(internship, actor)


def log(internship: Internship, by: Actor, *groups: Group) -> None:
    """The page's one line in the read log."""
    read(internship.case, by, "tirocinio", Group.NAME, Group.INTERNSHIP, *groups)


def crumbs(internship: Internship, name: str, *last: tuple[str, str]) -> list[tuple[str, str]]:
    """Where a page stands: the list, the internship, and what comes after."""
    here = f"Tirocinio {internship.number}, {name}"
    before = [("Tirocini", reverse("internships:list"))]
    return [*before, (here, internship.get_absolute_url()), *last] if last else [*before, (here, "")]


def shape(
    request: HttpRequest, internship: Internship, heading: str, save: str, done: str | Callable[[Any], str], **more: Any
) -> FormPage:
    """A page with one form about an internship; it leads back to its page. It names the person: it is a read."""
    by, back = acting_in(request), more.pop("back", internship.get_absolute_url())
    name = who(internship.case, by)
    log(internship, by)
    context = {
        "internship": internship, "name": name, "heading": heading, "save": save, "back": back,
        "crumbs": crumbs(internship, name, (heading, "")), **more,
    }  # fmt: skip
    return FormPage(context.pop("template", "internships/act.html"), to=back, done=done, context=context)
