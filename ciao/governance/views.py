"""The page of a programme with the bodies that steer it, and the confirmation that founds it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.governance import actions, panel
from ciao.programmes.enums import SheetState
from ciao.programmes.mandates import SESSION_KEY
from ciao.programmes.models import Programme, SheetImport
from ciao.programmes.panel import programme_of, programme_page
from ciao.programmes.review.consequences import consequences
from ciao.programmes.review.facts import facts_of
from ciao.programmes.review.opening import open_review
from ciao.programmes.views.sheets import CRUMBS, steps


@requires(Action.PROGRAMME_VIEW)
def programme(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """One programme in the version in force, with its governance."""
    actor = _actor(request)
    rows = visible(Programme.objects, actor, Action.PROGRAMME_VIEW).select_related("controller")
    row = get_object_or_404(rows, id=programme_id)
    context = {
        **programme_page(row, actor),
        "seats": panel.seats(row, actor),
        "crumbs": [("Progetti", reverse("programmes:list")), (str(row), "")],
    }
    return TemplateResponse(request, "governance/programme.html", context)


@requires(Action.GOVERNANCE_VIEW)
def bodies(request: HttpRequest) -> HttpResponse:
    """The bodies of the actor's programme, with their cadence and the next meeting to expect."""
    actor = _actor(request)
    row = programme_of(actor, Action.GOVERNANCE_VIEW)
    seats = panel.seats(row, actor) if row else []
    context = {"programme": row, "seats": seats, "first": panel.first_expected(seats)}
    return TemplateResponse(request, "governance/bodies.html", context)


@requires(Action.PROGRAMME_CREATE)
def found(request: HttpRequest, sheet_id: uuid.UUID) -> HttpResponse:
    """Step 3: what will exist, and the button that makes it exist."""
    sheets = visible(SheetImport.objects, _actor(request), Action.PROGRAMME_CREATE)
    sheet = get_object_or_404(sheets, id=sheet_id)
    if sheet.state != SheetState.DRAFT:
        return redirect("programmes:review", sheet.id)
    if request.method == "POST":
        return _found(request, sheet)
    review = open_review(sheet, asked=True)
    if not review.form.is_valid():
        return redirect(reverse("programmes:review", args=[sheet.id]) + "?correggi=1")
    facts = facts_of(review)
    context = {
        "sheet": sheet,
        "facts": facts,
        "items": consequences(facts, review),
        "steps": steps("confirm", sheet),
    }
    return TemplateResponse(request, "governance/found.html", {"crumbs": CRUMBS, **context})


def _found(request: HttpRequest, sheet: SheetImport) -> HttpResponse:
    """Founds the programme and goes on under the mandate that comes with it."""
    by = _actor(request)
    try:
        made = actions.found_programme(sheet_import=sheet, by=by)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("programmes:review", sheet.id)
    request.session[SESSION_KEY] = str(made.mandates.get().id)
    messages.success(request, f"{made} c’è. Ora agisci come coordinamento di questo progetto.")
    return redirect("governance:programme", made.id)


def _actor(request: HttpRequest) -> Actor:
    actor: Any = acting_in(request)
    found: Actor = actor
    return found
