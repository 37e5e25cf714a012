"""The daily work: diary, meetings, things to do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, requires
from ciao.access.roles import ROLES
from ciao.access.visibility import visible
from ciao.cases import actions
from ciao.cases.dossier.eligibility import colleagues
from ciao.cases.enums import Audience
from ciao.cases.forms import AppointmentForm, NoteForm, TaskForm
from ciao.cases.models import Appointment, Note, Task
from ciao.cases.views import find, page
from ciao.cases.views.asked import GiveForm, MoveForm
from ciao.core import clock
from ciao.core.formats import date_text, moment
from ciao.drafts.actions import draft_for, drop_draft, initial_from_draft
from ciao.programmes.actions import supervisors_of
from ciao.programmes.models import Mandate

NOTE = "cases-note"


@requires(Action.CASE_EDIT)
def write(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A line in the diary, kept as a draft while it is written."""
    by, case = acting_in(request), find(request, case_id)
    draft = draft_for(NOTE, by, case)
    initial = {"happened_on": clock.today(), **initial_from_draft(NoteForm, draft)}
    form = NoteForm(request.POST or None, readers=readers(by), initial=initial)
    shape = page(
        request, case, "Scrivi nel diario", "Salva nel diario", "Scritto nel diario.", draft=draft, draft_form=NOTE
    )

    def act(typed: dict[str, Any]) -> Note:
        note = actions.write_note(case=case, by=by, **typed)
        drop_draft(NOTE, by, case)
        return note

    return shape.answer(request, form, act)


def readers(by: Actor) -> list[tuple[str, str]]:
    """Who may read a line, with the profession and the supervisor called by name."""
    mandate = Mandate.objects.filter(id=by.mandate_id).select_related("user").first() if by.mandate_id else None
    above = next((one for one, _ in supervisors_of(mandate, clock.today())), None) if mandate else None
    found = [
        (Audience.TEAM.value, "l’équipe"),
        (Audience.PROFESSION.value, f"solo la mia professione nell’équipe ({ROLES[by.role].label})"),
    ]
    if above is not None:
        found.append((Audience.SUPERVISOR.value, f"io e la mia supervisione ({above.user.get_full_name()})"))
    return found


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
    """How a meeting went, in one tap: it was held, the person did not come, it was called off in time."""
    by, case = acting_in(request), find(request, case_id)
    meeting = get_object_or_404(visible(Appointment.objects, by, Action.CASE_EDIT), id=row_id, case=case)
    outcome = request.POST.get("esito")
    try:
        if outcome == "annullato":
            actions.cancel_appointment(appointment=meeting, by=by)
        else:
            actions.mark_appointment(appointment=meeting, was_kept=outcome == "si", by=by)
        messages.success(request, NEXT.get(outcome or "", NEXT["no"]))
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
    return redirect(case)


NEXT = {
    "si": "Colloquio segnato. Prossimo passo: scrivere nel diario.",
    "no": "Segnato. Prossimo passo: sentire la persona, da «Sentila».",
    "annullato": "Segnato come annullato in tempo. Prossimo passo: fissarne un altro.",
}


@requires(Action.CASE_EDIT)
def move(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """Another day for a meeting; the first one stays on record as moved."""
    by, case = acting_in(request), find(request, case_id)
    meeting = get_object_or_404(visible(Appointment.objects, by, Action.CASE_EDIT), id=row_id, case=case)
    form = MoveForm(request.POST or None)
    lead = f"Era fissato per {date_text(meeting.starts_at)}."
    shape = page(request, case, "Sposta il colloquio", "Sposta il colloquio", "Colloquio spostato.", lead=lead)
    shape = type(shape)(shape.template, shape.to, lambda row: f"Spostato a {moment(row.starts_at)}.", shape.context)
    return shape.answer(request, form, lambda _: actions.move_appointment(appointment=meeting, by=by, **form.parts()))


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
    """Done; what repeats says when it comes back."""
    by, case = acting_in(request), find(request, case_id)
    task = get_object_or_404(visible(Task.objects, by, Action.CASE_EDIT), id=row_id, case=case)
    again = actions.complete_task(task=task, by=by)
    messages.success(request, f"Fatto. Torna {date_text(again.due_on)}." if again else "Fatto.")
    return redirect(case)


@requires(Action.CASE_EDIT)
def give(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """A thing to do changes hands."""
    by, case = acting_in(request), find(request, case_id)
    task = get_object_or_404(visible(Task.objects, by, Action.CASE_EDIT), id=row_id, case=case)
    others = [one for one in colleagues(by) if one.id != task.owner_id]
    form = GiveForm(request.POST or None, mandates=others)
    shape = page(request, case, "Passa a un’altra persona", "Passa", "Passata.", lead=task.title)
    return shape.answer(request, form, lambda typed: actions.give_task(task=task, by=by, **typed))
