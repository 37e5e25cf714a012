"""What every page about one case needs: the case, if one may work on it, and the shape of its form."""

from __future__ import annotations

import uuid
from typing import Any

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
from ciao.cases.dossier.facts import names_for, title_of
from ciao.cases.models import Case
from ciao.core import clock


def find(request: HttpRequest, case_id: uuid.UUID, action: Action = Action.CASE_EDIT) -> Case:
    """The case, or the same answer as for one that is not there."""
    rows = visible(Case.objects, acting_in(request), action).select_related("programme")
    return get_object_or_404(rows, id=case_id)


def who(case: Case, by: Actor) -> str:
    """The person's name as this reader may say it."""
    return title_of(case, names_for([case], by).get(case.person_id))


def read(case: Case, by: Actor, purpose: str, *groups: Group) -> None:
    """The page's one line in the read log."""
    record_read(by=by, scope=case.scope_id, purpose=purpose, groups=groups, person_ids=[case.person_id])


def page(request: HttpRequest, case: Case, heading: str, save: str, done: str, **context: Any) -> FormPage:
    """A page with one form about a case; it leads back to the fascicolo."""
    by, back = acting_in(request), case.get_absolute_url()
    name = who(case, by)
    crumbs = [("Persone", reverse("cases:list")), (name, back), (heading, "")]
    shown = {
        "case": case,
        "name": name,
        "heading": heading,
        "save": save,
        "back": back,
        "crumbs": crumbs,
        **context,
    }
    return FormPage(context.pop("template", "cases/act.html"), to=back, done=done, context=shown)


def on_today() -> dict[str, Any]:
    """Most things are written the day they happen."""
    return {"on": clock.today()}
