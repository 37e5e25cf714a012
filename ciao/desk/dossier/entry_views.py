"""The composed page of the entry form, and showing it for signing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import scopes, visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.actions import propose_entry
from ciao.cases.dossier.entry_sheet import entry_of, page_of, reads_entries, sheet
from ciao.cases.models import Case, EsfEntry
from ciao.cases.panel import halves
from ciao.cases.views import who
from ciao.core import clock
from ciao.prints import panel as prints
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS


@requires(Action.CASE_VIEW)
def entry(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The form: what to do now, the answers, what to look at twice, who has signed."""
    actor: Actor = acting_in(request)
    case = _find(actor, case_id)
    found = entry_of(case, actor)
    name, back = who(case, actor), case.get_absolute_url()
    _log(actor, case)
    working = scopes(actor, Level.WORK).filter(id=case.scope_id).exists()
    shown = sheet(case, found, actor)
    context = {
        "case": case, "name": name, "back": back, "may_edit": may(actor, Action.CASE_EDIT) and working,
        "may_issue": may(actor, Action.DOCUMENT_ISSUE), **shown, **halves(shown["answers"]),
        "papers": prints.documents(found, actor) if found else None,
        "crumbs": [("Persone", reverse("cases:list")), (name, back), ("Domanda di iscrizione", "")],
    }  # fmt: skip
    return TemplateResponse(request, "desk/entry.html", context)


@require_POST
@requires(Action.DOCUMENT_ISSUE)
def present_entry(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The writing ends and the paper to sign is issued, in one step."""
    actor: Actor = acting_in(request)
    case = _find(actor, case_id)
    rows = visible(EsfEntry.objects, actor, Action.CASE_EDIT).select_related("case__programme", "case__person")
    found = get_object_or_404(rows, case=case)
    try:
        _present(found, actor)
        messages.success(request, "Domanda presentata. Prossimo passo: la firma.")
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
    return redirect(page_of(case))


def _present(found: EsfEntry, actor: Actor) -> None:
    if found.is_draft:
        propose_entry(entry=found, on=clock.today(), by=actor)
    before = found.document()
    if before is None:
        issue_document(kind=KINDS["esf_entry"], subject=found, by=actor)
    elif not before.signatures.standing().exists():
        issue_document(kind=KINDS["esf_entry"], subject=found, by=actor, replaces=before, reason="Firma ritirata")


def _find(actor: Actor, case_id: UUID) -> Case:
    case = get_object_or_404(visible(Case.objects, actor, Action.CASE_VIEW).select_related("programme"), id=case_id)
    if not reads_entries(case, actor):
        raise Http404
    return case


def _log(actor: Actor, case: Case) -> None:
    record_read(
        by=actor, scope=case.scope_id, purpose="domanda di iscrizione",
        groups=[Group.NAME, Group.IDENTITY, Group.ENTRY], person_ids=[case.person_id],
    )  # fmt: skip
