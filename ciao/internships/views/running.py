"""The page of an internship, and what makes it start, stop for a while and end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.audit.enums import Group
from ciao.cases.views import who
from ciao.core import clock
from ciao.internships import actions
from ciao.internships.forms import OnForm, PauseForm, ReasonedForm
from ciao.internships.models import Internship, InternshipPause
from ciao.internships.views import crumbs, find, log, may_edit, shape
from ciao.internships.views.body import body_of, pause_words


@requires(Action.INTERNSHIP_VIEW)
def internship(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """What to do now, what lacks, the training project, the months, the story."""
    by, found = acting_in(request), find(request, internship_id, Action.INTERNSHIP_VIEW)
    log(found, by, Group.ALLOWANCE)
    name = who(found.case, by)
    context = {"name": name, "crumbs": crumbs(found, name), **body_of(found, by, may_edit(found, by))}
    return TemplateResponse(request, "internships/internship.html", context)


@requires(Action.INTERNSHIP_EDIT)
def start(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """It begins, if nothing is missing."""
    by, found = acting_in(request), find(request, internship_id)
    lead = "Il giorno in cui inizia davvero: da lì si contano le ore."
    page = shape(request, found, "Avvia il tirocinio", "Avvia il tirocinio", "Tirocinio avviato.", lead=lead)
    form = OnForm(request.POST or None, initial={"on": min(found.starts_on, clock.today())})
    return page.answer(request, form, lambda typed: actions.start_internship(internship=found, by=by, **typed))


@requires(Action.INTERNSHIP_EDIT)
def end(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """The last day there was."""
    lead = "L’ultimo giorno che c’è stato. Il registro di quel mese si può confermare subito."
    return _reasoned(request, internship_id, ("Concludi il tirocinio", lead), actions.end_internship, last=True)


@requires(Action.INTERNSHIP_EDIT)
def cancel(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """It never begins."""
    lead = "Non è mai iniziato. Resta leggibile e non entra in nessun conteggio."
    return _reasoned(request, internship_id, ("Annulla il tirocinio", lead), actions.cancel_internship)


@requires(Action.INTERNSHIP_EDIT)
def undo(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """Correction: it had not begun."""
    lead = "Si può finché nessun giorno è scritto nel registro."
    return _reasoned(request, internship_id, ("Riporta in preparazione", lead), actions.undo_start)


@requires(Action.INTERNSHIP_EDIT)
def resume(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """Correction: it was ended too early."""
    lead = "Tornano a valere le date previste."
    return _reasoned(request, internship_id, ("Riapri il tirocinio", lead), actions.resume_internship)


@requires(Action.INTERNSHIP_EDIT)
def pause(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """Days in which it stands still."""
    by, found = acting_in(request), find(request, internship_id)
    lead = "In quei giorni non ci sono ore previste e l’indennità non spetta."
    page = shape(request, found, "Sospendi il tirocinio", "Salva la sospensione", "Sospensione salvata.", lead=lead)
    form = PauseForm(request.POST or None)

    def act(typed: dict[str, Any]) -> InternshipPause:
        row = actions.add_pause(internship=found, by=by, **typed)
        if warning := pause_words(row):
            messages.warning(request, warning)
        return row

    return page.answer(request, form, act)


def _reasoned(
    request: HttpRequest,
    internship_id: UUID,
    words: tuple[str, str],
    action: Callable[..., Internship],
    last: bool = False,
) -> HttpResponse:
    by, found = acting_in(request), find(request, internship_id)
    page = shape(request, found, words[0], words[0], "Fatto.", lead=words[1])
    day = min(found.ends_on, clock.today()) if last else clock.today()
    form = ReasonedForm(request.POST or None, initial={"on": day})
    return page.answer(request, form, lambda typed: action(internship=found, by=by, **typed))
