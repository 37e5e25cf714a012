"""What the pages of this part share: whose data, and how a question is asked about them."""

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
from ciao.cases.models import Case
from ciao.cases.views import who
from ciao.privacy.models import RightsRequest


def case_of(request: HttpRequest, case_id: UUID) -> Case:
    """The case, if one may answer for it."""
    rows = visible(Case.objects, acting_in(request), Action.RIGHTS_EDIT).select_related("programme__controller")
    return get_object_or_404(rows, id=case_id)


def request_of(request: HttpRequest, request_id: UUID) -> RightsRequest:
    """A person's request, or the same answer as for one that is not there."""
    rows = visible(RightsRequest.objects, acting_in(request), Action.RIGHTS_EDIT)
    return get_object_or_404(rows.select_related("case__programme__controller"), id=request_id)


def log(case: Case, by: Actor, purpose: str, *groups: Group) -> None:
    """The page's one line in the read log."""
    record_read(
        by=by, scope=case.scope_id, purpose=purpose, groups=[Group.NAME, *groups], person_ids=[case.person_id]
    )  # fmt: skip


def asking(request: HttpRequest, case: Case, heading: str, save: str, done: str, to: str, **more: Any) -> FormPage:
    """A page with one question about a person's data; it leads back to where it was asked."""
    by = acting_in(request)
    name = who(case, by)
    log(case, by, "diritti sui dati")
    crumbs = [("Diritti delle persone", reverse("privacy:requests")), (name, to), (heading, "")]
    shown = {"case": case, "name": name, "heading": heading, "save": save, "back": to, "crumbs": crumbs, **more}
    return FormPage(shown.pop("template", "privacy/ask.html"), to=to, done=done, context=shown)
