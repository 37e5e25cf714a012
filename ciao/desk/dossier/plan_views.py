"""The composed page of one version of a personal plan, and showing it for signing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import scopes, visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.views import who
from ciao.core import clock
from ciao.plans import panel as plans
from ciao.plans.actions import propose_plan
from ciao.plans.forms import VersionForm
from ciao.plans.models import DOCUMENT, Plan
from ciao.prints import panel as prints
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS


@requires(Action.CASE_VIEW)
def plan(request: HttpRequest, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """One version: what to do now, goals and pledges, what changes, who has signed."""
    actor: Actor = acting_in(request)
    found = _find(actor, case_id, plan_id, Action.CASE_VIEW)
    _log(actor, found)
    if not plans.reads_whole(found, actor):
        return _shared(request, found, actor)
    working = scopes(actor, Level.WORK).filter(id=found.scope_id).exists()
    context = {
        **plans.body(found, actor, may(actor, Action.CASE_EDIT) and working),
        **plans.signing(found, actor), **_frame(found, actor), "term": plans.term_of(found.case, actor),
        "papers": prints.documents(found, actor), "may_issue": may(actor, Action.DOCUMENT_ISSUE),
    }  # fmt: skip
    return TemplateResponse(request, "desk/plan.html", context)


def _shared(request: HttpRequest, found: Plan, actor: Actor) -> HttpResponse:
    """For a body that may know of some goals; a version none of whose goals it may know is as if it were not there."""
    context = {**plans.shared_body(found, actor), **_frame(found, actor)}
    if found.signed_on is None or not context["lines"]:
        raise Http404
    return TemplateResponse(request, "desk/plan.html", context)


@requires(Action.DOCUMENT_ISSUE)
def present(request: HttpRequest, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """The writing ends and the paper to sign is issued, in one step."""
    actor: Actor = acting_in(request)
    found = _find(actor, case_id, plan_id, Action.CASE_EDIT)
    _log(actor, found)
    page = FormPage(
        "desk/present_plan.html",
        to=found.get_absolute_url(),
        done="Progetto presentato. Prossimo passo: le firme.",
        context=_frame(found, actor),
    )
    return page.answer(request, VersionForm(request.POST or None), lambda _: _present(found, actor))


def _present(found: Plan, actor: Actor) -> Plan:
    if found.is_draft:
        propose_plan(plan=found, on=clock.today(), by=actor)
    if found.document() is None:
        issue_document(kind=KINDS[DOCUMENT], subject=found, by=actor)
    return found


def _find(actor: Actor, case_id: UUID, plan_id: UUID, action: Action) -> Plan:
    rows = visible(Plan.objects, actor, action).select_related("case__programme", "case__person", "replaces")
    return get_object_or_404(rows, id=plan_id, case_id=case_id)


def _frame(found: Plan, actor: Actor) -> dict[str, Any]:
    name, back = who(found.case, actor), found.case.get_absolute_url()
    crumbs = [("Persone", reverse("cases:list")), (name, back), (f"Progetto, versione {found.number}", "")]
    return {"plan": found, "name": name, "back": back, "crumbs": crumbs}


def _log(actor: Actor, found: Plan) -> None:
    record_read(
        by=actor, scope=found.scope_id, purpose="progetto personalizzato", groups=[Group.NAME, Group.PLAN],
        person_ids=[found.case.person_id],
    )  # fmt: skip
