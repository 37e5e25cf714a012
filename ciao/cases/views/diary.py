"""The daily work: diary, meetings, things to do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.cases import actions
from ciao.cases.dossier.eligibility import colleagues
from ciao.cases.forms import AppointmentForm, NoteForm, TaskForm
from ciao.cases.models import Appointment, Note, Task
from ciao.cases.views import find, page
from ciao.core import clock
from ciao.drafts.actions import draft_for, drop_draft, initial_from_draft

NOTE = "cases-note"


@requires(Action.CASE_EDIT)
def write(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A line in the diary, kept as a draft while it is written."""
    by, case = acting_in(request), find(request, case_id)
    draft = draft_for(NOTE, by, case)
    form = NoteForm(request.POST or None, initial={"happened_on": clock.today(), **initial_from_draft(NoteForm, draft)})
    shape = page(
        request,
        case,
        "Scrivi nel diario",
        "Salva nel diario",
        "Scritto nel diario.",
        draft=draft,
        draft_form=NOTE,
    )

    def act(typed: dict[str, Any]) -> Note:
        note = actions.write_note(case=case, by=by, **typed)
        drop_draft(NOTE, by, case)
        return note

    return shape.answer(request, form, act)


@requires(Action.CASE_EDIT)
def fix(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A meeting with the person."""
    by, case = acting_in(request), find(request, case_id)
    form = AppointmentForm(request.POST or None, mandates=colleagues(by), initial={"starts_by": by.mandate_id})
    shape = page(request, case, "Fissa un colloquio", "Salva il colloquio", "Colloquio salvato.")
    return shape.answer(request, form, lambda _: actions.fix_appointment(case=case, by=by, **form.parts()))


@require_POST
@requires(Action.CASE_EDIT)
def mark(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """Whether the person came."""
    by, case = acting_in(request), find(request, case_id)
    meeting = get_object_or_404(visible(Appointment.objects, by, Action.CASE_EDIT), id=row_id, case=case)
    try:
        actions.mark_appointment(appointment=meeting, was_kept=request.POST.get("esito") == "si", by=by)
        messages.success(request, "Colloquio segnato. Prossimo passo: scrivere nel diario.")
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
    return redirect(case)


@requires(Action.CASE_EDIT)
def add(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Something to do for the person."""
    by, case = acting_in(request), find(request, case_id)
    form = TaskForm(request.POST or None, mandates=colleagues(by), initial={"owner": by.mandate_id})
    shape = page(request, case, "Aggiungi una cosa da fare", "Salva", "Aggiunta alle cose da fare.")
    return shape.answer(request, form, lambda typed: actions.add_task(case=case, by=by, **typed))


@require_POST
@requires(Action.CASE_EDIT)
def complete(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """Done."""
    by, case = acting_in(request), find(request, case_id)
    task = get_object_or_404(visible(Task.objects, by, Action.CASE_EDIT), id=row_id, case=case)
    actions.complete_task(task=task, by=by)
    messages.success(request, "Fatto.")
    return redirect(case)
