"""What the specialists' body does: answers, meets, advises, finishes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.consultations import actions, panel
from ciao.consultations.enums import Presence
from ciao.consultations.forms import AdviceForm, DayForm, MarkForm, MeetingForm, PassForm, ReasonForm
from ciao.consultations.models import ConsultationMeeting, Recommendation
from ciao.consultations.views import find, page
from ciao.core import clock
from ciao.drafts.actions import draft_for, drop_draft, initial_from_draft

ADVICE = "consultations-advice"
ANSWER = Action.CONSULTATION_ANSWER


@requires(ANSWER)
def accept(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Whoever accepts follows it, and learns who the person is."""
    by, found = acting_in(request), find(request, request_id, ANSWER)
    lead = "La segui tu: da quel momento vedi nome e recapiti della persona."
    shape = page(request, found, "Accogli la richiesta", "Accogli", "Richiesta accolta.", lead=lead)
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.accept_request(request=found, by=by, **typed))


@requires(ANSWER)
def refuse(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """No, and why."""
    by, found = acting_in(request), find(request, request_id, ANSWER)
    lead = "L’équipe legge il motivo e può chiedere a un altro ente."
    shape = page(request, found, "Non accogliere la richiesta", "Non accogliere", "Risposta inviata.", lead=lead)
    form = ReasonForm(request.POST or None, initial={"on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.refuse_request(request=found, by=by, **typed))


@requires(ANSWER)
def hand_on(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """A colleague of the same body goes on."""
    by, found = acting_in(request), find(request, request_id, ANSWER)
    lead = "Chi arriva non legge le relazioni già scritte: nominalo tra i lettori, se serve."
    shape = page(request, found, "Passa la consulenza", "Passa la consulenza", "Consulenza passata.", lead=lead)
    form = PassForm(request.POST or None, mandates=panel.answerers(found), initial={"on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.pass_consultation(request=found, by=by, **typed))


@requires(ANSWER)
def meet(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """A day and an hour."""
    by, found = acting_in(request), find(request, request_id, ANSWER)
    shape = page(request, found, "Fissa un incontro", "Salva l’incontro", "Incontro salvato: l’équipe vede il giorno.")
    form = MeetingForm(request.POST or None)
    return shape.answer(request, form, lambda _: actions.fix_meeting(request=found, by=by, **form.parts()))


@requires(ANSWER)
def mark(request: HttpRequest, request_id: UUID, meeting_id: UUID) -> HttpResponse:
    """How a meeting went."""
    by, found = acting_in(request), find(request, request_id, ANSWER)
    rows = visible(ConsultationMeeting.objects, by, ANSWER)
    meeting = get_object_or_404(rows, id=meeting_id, request=found)
    shape = page(request, found, "Com’è andato l’incontro", "Salva", "Segnato.", lead=panel.moment_of(meeting))
    form = MarkForm(request.POST or None, initial={"presence": meeting.presence or Presence.CAME})
    return shape.answer(request, form, lambda typed: actions.mark_meeting(meeting=meeting, by=by, **typed))


@requires(ANSWER)
def advise(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """What the team may know and do, kept as a draft while it is written."""
    by, found = acting_in(request), find(request, request_id, ANSWER)
    draft = draft_for(ADVICE, by, found)
    initial = {"on": clock.today(), **initial_from_draft(AdviceForm, draft)}
    shape = page(
        request, found, "Raccomandazioni per l’équipe", "Invia all’équipe", "L’équipe può leggerle.", draft=draft,
        draft_form=ADVICE,
    )  # fmt: skip

    def act(typed: dict[str, Any]) -> Recommendation:
        made = actions.advise_team(request=found, by=by, **typed)
        drop_draft(ADVICE, by, found)
        return made

    return shape.answer(request, AdviceForm(request.POST or None, initial=initial), act)


@requires(ANSWER)
def finish(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Done."""
    by, found = acting_in(request), find(request, request_id, ANSWER)
    lead = "Da domani non vedi più nome e recapiti. Ciò che hai scritto resta tuo."
    shape = page(request, found, "Concludi la consulenza", "Concludi", "Consulenza conclusa.", lead=lead)
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.finish_consultation(request=found, by=by, **typed))


@requires(ANSWER)
def resume(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """It was finished too early."""
    by, found = acting_in(request), find(request, request_id, ANSWER)
    shape = page(request, found, "Riprendi la consulenza", "Riprendi", "Consulenza ripresa.")
    form = ReasonForm(request.POST or None, initial={"on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.resume_consultation(request=found, by=by, **typed))
