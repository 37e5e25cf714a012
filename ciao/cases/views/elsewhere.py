"""Sending somebody in charge to a service, and noting the other measures they are in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.enums import Group
from ciao.cases import actions
from ciao.cases.dossier.facts import seen
from ciao.cases.models import Case, CaseOrientation, OtherMeasure
from ciao.cases.views import find, on_today, page, read
from ciao.core import clock
from ciao.outreach.forms import AskBackForm, DayForm, SendForm
from ciao.outreach.models import Signal
from ciao.people.models import Identity, Person
from ciao.resources.forms import MeasureForm
from ciao.resources.panel import measures, suggested


@requires(Action.CASE_EDIT)
def orient(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Where the person is sent as well."""
    by, case = acting_in(request), find(request, case_id)
    form = SendForm(request.POST or None, initial={**on_today(), "resource": request.GET.get("risorsa")})
    form.offer(suggested(by, **_fitting(case, request)))
    shape = page(request, case, "Orienta a un servizio", "Orienta la persona",
                 "Orientata. Prossimo passo: chiedere se ha funzionato.")  # fmt: skip
    return shape.answer(request, form, lambda typed: actions.orient_case(case=case, by=by, **typed))


@requires(Action.CASE_EDIT)
def ask_back(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """Whether it helped."""
    by, case = acting_in(request), find(request, case_id)
    rows = visible(CaseOrientation.objects, by, Action.CASE_EDIT)
    found = get_object_or_404(rows, id=row_id, case=case)
    shape = page(request, case, "Ha funzionato?", "Salva la risposta", "Risposta salvata.", lead=found.destination)
    form = AskBackForm(request.POST or None, initial=on_today())

    def act(typed: dict[str, Any]) -> CaseOrientation:
        return actions.ask_case_back(orientation=found, worked=typed["worked"] == "yes", on=typed["on"], by=by)

    return shape.answer(request, form, act)


@requires(Action.CASE_EDIT)
def note(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Another funded measure the person is in."""
    by, case = acting_in(request), find(request, case_id)
    form = MeasureForm(request.POST or None)
    form.offer(measures(by))
    shape = page(request, case, "Un’altra misura", "Salva la misura", "Misura salvata.")
    return shape.answer(request, form, lambda typed: actions.note_measure(of=case, by=by, **typed))


@requires(Action.SIGNAL_DECIDE)
def note_on_signal(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Another funded measure somebody we were told of is already in."""
    by = acting_in(request)
    signal = get_object_or_404(visible(Signal.objects, by, Action.SIGNAL_DECIDE), id=signal_id)
    form = MeasureForm(request.POST or None)
    form.offer(measures(by))
    shape = _shape("Un’altra misura", "Salva la misura", signal.get_absolute_url(), f"Segnalazione {signal.number}")
    return shape.answer(request, form, lambda typed: actions.note_measure(of=signal, by=by, **typed))


@requires(Action.SIGNAL_VIEW)
def end(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """The person has left the other measure."""
    by = acting_in(request)
    rows: Any = visible(OtherMeasure.objects, by, Action.SIGNAL_VIEW).select_related("case", "signal")
    found: OtherMeasure = get_object_or_404(rows, id=measure_id)
    of: Case | Signal | None = found.case or found.signal
    back = of.get_absolute_url() if of else reverse("cases:list")
    shape = _shape(f"Fine di {found.name}", "Segna la fine", back, found.name)
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.end_measure(measure=found, by=by, **typed))


def _fitting(case: Case, request: HttpRequest) -> dict[str, Any]:
    """What makes a service fit, as far as the reader knows it; knowing it is a read."""
    by = acting_in(request)
    identity = seen(Identity, by).filter(person_id=case.person_id).first()
    person = seen(Person, by).filter(id=case.person_id).first()
    if identity is not None:
        read(case, by, "orientamento", Group.NAME, Group.IDENTITY)
    return {
        "municipality_id": (identity.domicile_id or identity.residence_id) if identity else None,
        "age": identity.age_on(clock.today()) if identity else None,
        "language": person.language if person else "",
    }


def _shape(heading: str, save: str, back: str, lead: str) -> FormPage:
    crumbs = [(lead, back), (heading, "")]
    context = {"heading": heading, "save": save, "back": back, "lead": lead, "crumbs": crumbs}
    return FormPage("cases/elsewhere.html", to=back, done="Salvato.", context=context)
