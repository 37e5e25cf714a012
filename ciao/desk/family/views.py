"""Who answers for a minor, and consents: pages of the fascicolo."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.enums import Group
from ciao.cases.models import Case
from ciao.cases.views import find, page, read, who
from ciao.core import clock
from ciao.desk.family import forms
from ciao.notifications.actions import notify
from ciao.people import actions
from ciao.people.enums import ConsentPurpose
from ciao.people.models import Consent, Identity, ParentalResponsibility, Person
from ciao.people.panel import consents_of, holders_of, signers_for
from ciao.programmes.models import Mandate


@requires(Action.CASE_EDIT)
def holders(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who may be asked to sign for a minor, and what to do where nobody may."""
    by, case = acting_in(request), find(request, case_id)
    person, identity = _person(case, by), _identity(case, by)
    read(case, by, "chi ne risponde", Group.NAME, Group.IDENTITY)
    context = {
        "rows": holders_of(person.id, by, clock.today()), "asked": signers_for(person, clock.today()),
        "is_minor": identity.is_minor_on(clock.today()), "has_birth": identity.birth_date is not None,
        **_frame(case, by, "Chi ne risponde"),
    }  # fmt: skip
    return TemplateResponse(request, "desk/family/holders.html", context)


@requires(Action.CASE_EDIT)
def add_holder(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One more who answers for a minor."""
    by, case = acting_in(request), find(request, case_id)
    person = _person(case, by)
    _identity(case, by)
    read(case, by, "chi ne risponde", Group.NAME)
    form = forms.HolderForm(request.POST or None)
    shape = _page(request, case, "Aggiungi chi ne risponde", "Salva", "Salvato.", "desk:holders")
    return shape.answer(request, form, lambda typed: actions.record_responsibility(person=person, by=by, **typed))


@requires(Action.CASE_EDIT)
def end_holder(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """They answer no more, or it was written by mistake."""
    by, case = acting_in(request), find(request, case_id)
    rows = visible(ParentalResponsibility.objects, by, Action.CASE_EDIT)
    row = get_object_or_404(rows, id=row_id, person_id=case.person_id)
    read(case, by, "chi ne risponde", Group.NAME)
    form = forms.EndHolderForm(request.POST or None)
    shape = _page(request, case, "Non ne risponde più", "Salva", "Salvato.", "desk:holders", lead=row.name)
    return shape.answer(request, form, lambda typed: actions.end_responsibility(row=row, by=by, **typed))


@require_POST
@requires(Action.CASE_EDIT)
def to_supervisor(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Nobody may sign: who coordinates decides, and is told now."""
    by, case = acting_in(request), find(request, case_id)
    for one in Mandate.objects.at_work(case.programme_id, ["coordinator"], clock.today()):
        notify(kind="minor_to_supervise", user=one.user, scope=case.scope, by=by, url=case.get_absolute_url(),
               number=case.number)  # fmt: skip
    messages.success(request, "Chi supervisiona lo sa: finché non decide, nessuno firma.")
    return redirect("desk:holders", case.id)


@requires(Action.CASE_EDIT)
def consents(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What the person said yes to, one purpose at a time."""
    by, case = acting_in(request), find(request, case_id)
    person = _person(case, by)
    read(case, by, "consensi", Group.NAME)
    rows = consents_of(person.id, by)
    given = {one.purpose for one in rows if one.withdrawn_on is None}
    missing = [label for key, label in ConsentPurpose.choices if key not in given]
    context = {"rows": rows, "missing": missing, **_frame(case, by, "Consensi")}
    return TemplateResponse(request, "desk/family/consents.html", context)


@requires(Action.CASE_EDIT)
def add_consent(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The person says yes to one purpose."""
    by, case = acting_in(request), find(request, case_id)
    person = _person(case, by)
    read(case, by, "consensi", Group.NAME)
    form = forms.ConsentForm(request.POST or None)
    lead = "È libero: dire di no non cambia niente nel percorso."
    shape = _page(request, case, "Scrivi un consenso", "Salva il consenso", "Consenso salvato.", "desk:consents", lead)
    return shape.answer(request, form, lambda typed: actions.give_consent(person=person, by=by, **typed))


@requires(Action.CASE_EDIT)
def withdraw(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """The person takes it back."""
    by, case = acting_in(request), find(request, case_id)
    row = get_object_or_404(visible(Consent.objects, by, Action.CASE_EDIT), id=row_id, person_id=case.person_id)
    read(case, by, "consensi", Group.NAME)
    form = forms.DayForm(request.POST or None)
    lead = f"Da quel giorno non si usa più: {row.get_purpose_display()}."
    shape = _page(
        request, case, "Ritira il consenso", "Ritira il consenso", "Consenso ritirato.", "desk:consents", lead
    )
    return shape.answer(request, form, lambda typed: actions.withdraw_consent(consent=row, by=by, **typed))


def _person(case: Case, by: Actor) -> Person:
    return get_object_or_404(visible(Person.objects, by, Action.CASE_EDIT), id=case.person_id)


def _identity(case: Case, by: Actor) -> Identity:
    return get_object_or_404(visible(Identity.objects, by, Action.CASE_EDIT), person_id=case.person_id)


def _frame(case: Case, by: Actor, heading: str) -> dict[str, Any]:
    name, back = who(case, by), case.get_absolute_url()
    crumbs = [("Persone", reverse("cases:list")), (name, back), (heading, "")]
    return {"case": case, "name": name, "back": back, "heading": heading, "crumbs": crumbs}


def _page(
    request: HttpRequest, case: Case, heading: str, save: str, done: str, url_name: str, lead: str = ""
) -> FormPage:
    shape, to = page(request, case, heading, save, done, lead=lead), reverse(url_name, args=[case.id])
    return FormPage(shape.template, to=to, done=done, context={**shape.context, "back": to})
