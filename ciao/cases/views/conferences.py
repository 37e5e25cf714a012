"""The team meets on one case: calling it, its page, its minutes, what comes of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.enums import Group
from ciao.cases import actions
from ciao.cases.dossier.daily import ToDo
from ciao.cases.dossier.eligibility import colleagues
from ciao.cases.forms import TaskForm
from ciao.cases.models import Case, Conference, ConferenceSeat
from ciao.cases.views import find, page, read, who
from ciao.cases.views.asked import ConferenceForm, MinutesForm
from ciao.core import clock
from ciao.programmes.models import Mandate


@requires(Action.CASE_EDIT)
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Calls the team and others."""
    by, case = acting_in(request), find(request, case_id)
    ids = case.workers.filter(ends_on__isnull=True).values("mandate_id")
    team = list(Mandate.objects.filter(id__in=ids).select_related("user"))
    chosen = [str(one.id) for one in team]
    form = ConferenceForm(request.POST or None, team=team, initial={"colleagues": chosen})
    shape = page(request, case, "Convoca una riunione", "Convoca la riunione", "Riunione convocata.", lead=LEAD)
    shape = FormPage(shape.template, Conference.get_absolute_url, shape.done, shape.context)
    return shape.answer(request, form, lambda _: actions.call_conference(case=case, by=by, **form.parts()))


LEAD = "La legge solo l’équipe di questa persona, non gli organi del progetto"


@requires(Action.CASE_EDIT)
def conference(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """One conference: who, what about, what was decided, who does what by when; ready to print."""
    by, case = acting_in(request), find(request, case_id)
    row = _find(request, case, row_id)
    name = who(case, by)
    tasks = row.tasks.select_related("owner__user").order_by("due_on")
    read(case, by, "riunione sul caso", Group.NAME, Group.MEETINGS, Group.TASKS)
    context = {
        "case": case, "name": name, "row": row, "seats": seats_of(row), "is_past": row.starts_at <= clock.now(),
        "tasks": [(ToDo.of(one), one.done_at) for one in tasks],
        "crumbs": [("Persone", reverse("cases:list")), (name, case.get_absolute_url()), ("Riunione sul caso", "")],
    }  # fmt: skip
    return TemplateResponse(request, "cases/conference.html", context)


@requires(Action.CASE_EDIT)
def minutes(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """What was said and decided, and who was there."""
    by, case = acting_in(request), find(request, case_id)
    row = _find(request, case, row_id)
    seats = seats_of(row)
    there = [str(seat.id) for seat, _ in seats if seat.was_there is not False]
    initial = {"issues": row.issues, "decisions": row.decisions, "present": there}
    form = MinutesForm(request.POST or None, seats=seats, initial=initial)
    done = "Verbale salvato. Prossimo passo: scrivere chi fa che cosa."
    shape = _back(page(request, case, "Verbale della riunione", "Salva il verbale", done), row)
    return shape.answer(request, form, lambda _: actions.write_minutes(conference=row, by=by, **form.parts()))


@requires(Action.CASE_EDIT)
def add(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """Who does what by when: a thing to do, born in the conference."""
    by, case = acting_in(request), find(request, case_id)
    row = _find(request, case, row_id)
    form = TaskForm(request.POST or None, mandates=colleagues(by), initial={"owner": by.mandate_id})
    shape = _back(page(request, case, "Chi fa che cosa", "Salva", "Aggiunta alle cose da fare."), row)
    return shape.answer(request, form, lambda typed: actions.add_task(case=case, by=by, conference=row, **typed))


def seats_of(row: Conference) -> list[tuple[ConferenceSeat, str]]:
    """Who was called, by name, role and body."""
    seats = list(row.seats.all())
    people = Mandate.objects.filter(id__in=[one.mandate_id for one in seats if one.mandate_id])
    known = {one.id: one for one in people.select_related("user", "organization")}
    return [(seat, _name(seat, known)) for seat in seats]


def _name(seat: ConferenceSeat, known: dict[Any, Mandate]) -> str:
    mandate = known.get(seat.mandate_id)
    if mandate is None:
        return ", ".join(filter(None, (seat.name, seat.body)))
    return f"{mandate.user.get_full_name()}, {mandate.role_label}, {mandate.organization}"


def _find(request: HttpRequest, case: Case, row_id: UUID) -> Conference:
    rows = visible(Conference.objects, acting_in(request), Action.CASE_EDIT)
    return get_object_or_404(rows, id=row_id, case=case)


def _back(shape: FormPage, row: Conference) -> FormPage:
    url = row.get_absolute_url()
    return FormPage(shape.template, url, shape.done, {**shape.context, "back": url})
