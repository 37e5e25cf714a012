"""Preparing services and editions: catalogue, dates, who leads, beginning and end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import ROLES
from ciao.access.visibility import visible
from ciao.cases.forms import DayForm, ReasonForm
from ciao.core import clock
from ciao.core.formats import plural
from ciao.outreach.actions import programme_comuni
from ciao.outreach.views import programme_of
from ciao.partners.models import Organization
from ciao.programmes.models import Activity, Mandate
from ciao.services import actions
from ciao.services.actions.offers import taken
from ciao.services.actions.readers import NEEDED
from ciao.services.enums import Modality
from ciao.services.forms import EditionForm, ServiceForm, StaffForm
from ciao.services.models import Edition, EditionStaff, Service
from ciao.services.views import find_edition, keeps, page

Consequences = list[dict[str, Any]]


@requires(Action.COURSE_EDIT)
def new_service(request: HttpRequest) -> HttpResponse:
    """An entry of the catalogue; its first edition comes right after."""
    by = acting_in(request)
    programme = programme_of(by)
    initial = {"organization": by.organization_id, "modality": Modality.IN_PERSON}
    form = ServiceForm(request.POST or None, **_offered(by), initial=initial)
    shape = page(
        None, "Nuovo servizio", "Salva il servizio", _saved, to=_after,
    )  # fmt: skip
    return shape.answer(request, form, lambda typed: actions.add_service(programme=programme, by=by, **typed))


@requires(Action.COURSE_EDIT)
def change_service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """What the catalogue says of a service."""
    by, service = acting_in(request), find_own_service(request, service_id)
    names = ("title", "about", "activity", "organization", "planned_hours", "modality", "themes")
    kept = {name: getattr(service, name) for name in names}
    form = ServiceForm(request.POST or None, **_offered(by), keeps_kind=True, initial={**kept, "row_id": service.id})
    shape = page(None, "Modifica il servizio", "Salva il servizio", "Servizio salvato.", lead=service.title)

    def act(typed: dict[str, Any]) -> Service:
        typed.pop("row_id")
        return actions.change_service(service=service, by=by, **typed)

    return shape.answer(request, form, act)


@requires(Action.COURSE_EDIT)
def new_edition(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """One time the service is given."""
    by, service = acting_in(request), find_service(request, service_id)
    form = _with_comuni(EditionForm(request.POST or None), by)
    done = "Edizione salvata. Prossimo passo: chi la conduce."
    shape = page(None, "Nuova edizione", "Salva l’edizione", done, lead=service.title, to=Edition.get_absolute_url)
    return shape.answer(request, form, lambda typed: actions.add_edition(service=service, by=by, **typed))


@requires(Action.COURSE_EDIT)
def change_edition(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Other dates, place or number of places."""
    by, edition = acting_in(request), find_edition(request, edition_id, Action.COURSE_EDIT)
    names = ("starts_on", "ends_on", "place", "municipality", "capacity")
    kept = {name: getattr(edition, name) for name in names}
    form = _with_comuni(EditionForm(request.POST or None, initial={**kept, "row_id": edition.id}), by)
    shape = page(edition, "Modifica l’edizione", "Salva l’edizione", "Edizione salvata.", lead=edition.title)

    def act(typed: dict[str, Any]) -> Edition:
        typed.pop("row_id")
        return actions.change_edition(edition=edition, by=by, **typed)

    return shape.answer(request, form, act)


@require_POST
@requires(Action.COURSE_EDIT)
def start(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """It begins today."""
    edition = find_edition(request, edition_id, Action.COURSE_EDIT)
    try:
        actions.start_edition(edition=edition, on=clock.today(), by=acting_in(request))
        messages.success(request, "Edizione avviata.")
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
    return redirect(edition)


@requires(Action.COURSE_EDIT)
def finish(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """The end, after reading what follows from it."""
    by, edition = acting_in(request), find_edition(request, edition_id, Action.COURSE_EDIT)
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    shape = _confirm(edition, "Concludi l’edizione", "Edizione conclusa.", f"Concludere «{edition.title}»?", [
        _says(f"{plural(taken(edition), 'persona che partecipa ha', 'persone che partecipano hanno')} finito."),
        _says("Chi conduce non legge più i loro nomi, dal giorno dopo."),
        _says("Ore e presenze restano. Si può riaprire, con il motivo."),
    ])  # fmt: skip
    return shape.answer(request, form, lambda typed: actions.finish_edition(edition=edition, by=by, **typed))


@requires(Action.COURSE_EDIT)
def cancel(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """It does not take place, after reading what follows from it."""
    by, edition = acting_in(request), find_edition(request, edition_id, Action.COURSE_EDIT)
    form = ReasonForm(request.POST or None, initial={"on": clock.today()})
    shape = _confirm(edition, "Annulla l’edizione", "Edizione annullata.", f"Annullare «{edition.title}»?", [
        _says(f"{plural(taken(edition), 'persona è iscritta: avvisala', 'persone sono iscritte: avvisale')}.", "warn"),
        _says("I suoi incontri escono dalle agende; chi conduce non legge più i nomi."),
        _says("Si può riaprire, con il motivo."),
    ])  # fmt: skip
    return shape.answer(
        request, form,
        lambda typed: actions.cancel_edition(edition=edition, reason=typed["note"], on=typed["on"], by=by),
    )  # fmt: skip


@requires(Action.COURSE_EDIT)
def resume(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Correction: it goes on."""
    by, edition = acting_in(request), find_edition(request, edition_id, Action.COURSE_EDIT)
    form = ReasonForm(request.POST or None, initial={"on": clock.today()})
    lead = "Torna in corso. Chi aveva finito solo perché si era conclusa partecipa di nuovo."
    shape = page(edition, "Riapri l’edizione", "Riapri l’edizione", "Edizione riaperta.", lead=lead)
    return shape.answer(request, form, lambda typed: actions.resume_edition(edition=edition, by=by, **typed))


@requires(Action.COURSE_EDIT)
def staff(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Who leads it, and someone more."""
    by, edition = acting_in(request), find_edition(request, edition_id, Action.COURSE_EDIT)
    inside = list(edition.staff.filter(ends_on__isnull=True).select_related("mandate__user", "mandate__organization"))
    free = [one for one in _may_lead(by) if one.id not in {held.mandate_id for held in inside}]
    first = min(edition.starts_on, clock.today())
    form = StaffForm(request.POST or None, mandates=free, initial={"starts_on": first})
    shape = page(
        edition, "Chi conduce", "Aggiungi chi conduce", "Aggiunto: legge nomi e presenze di chi è iscritto.",
        template="services/staff.html", staff=inside, lead="Legge nome e presenze di chi è iscritto, nient’altro.",
    )  # fmt: skip
    return shape.answer(request, form, lambda typed: actions.add_staff(edition=edition, by=by, **typed))


@require_POST
@requires(Action.COURSE_EDIT)
def leave(request: HttpRequest, edition_id: UUID, staff_id: UUID) -> HttpResponse:
    """Someone stops leading today."""
    by, edition = acting_in(request), find_edition(request, edition_id, Action.COURSE_EDIT)
    rows = EditionStaff.objects.filter(edition=edition, ends_on__isnull=True).select_related("mandate__user", "edition")
    found = get_object_or_404(rows, id=staff_id)
    actions.end_staff(staff=found, on=max(clock.today(), found.starts_on), by=by)
    messages.success(request, f"{found.mandate.user.get_full_name()} da domani non conduce più questa edizione.")
    return redirect("services:staff", edition_id=edition.id)


def find_service(request: HttpRequest, service_id: UUID) -> Service:
    """The entry of the catalogue, for who prepares courses."""
    rows = visible(Service.objects, acting_in(request), Action.COURSE_EDIT).select_related("programme")
    return get_object_or_404(rows, id=service_id)


def find_own_service(request: HttpRequest, service_id: UUID) -> Service:
    """The same, for who may change it."""
    found = find_service(request, service_id)
    if not keeps(acting_in(request), found):
        raise Http404
    return found


def partners_of(by: Actor) -> Any:
    """The bodies of the programme."""
    return Organization.objects.filter(partnerships__programme=programme_of(by)).distinct()


def _offered(by: Actor) -> dict[str, Any]:
    activities = visible(Activity.objects, by, Action.PROGRAMME_VIEW).filter(programme=programme_of(by))
    return {"activities": activities, "bodies": partners_of(by)}


def _saved(made: Service) -> str:
    if made.shape.has_sessions:
        return "Servizio salvato. Prossimo passo: quando si fa."
    return "Servizio salvato. Si fa una persona alla volta: ogni volta si scrive come intervento individuale."


def _after(made: Service) -> str:
    return reverse("services:new_edition", args=[made.id]) if made.shape.has_sessions else reverse("services:catalogue")


def _may_lead(by: Actor) -> list[Mandate]:
    """Colleagues whose role takes attendance."""
    roles = [code for code, role in ROLES.items() if Action.ATTENDANCE_TAKE in role.actions and not NEEDED & ~role.cap]
    rows = visible(Mandate.objects.all(), by, Action.PROGRAMME_VIEW)
    return list(rows.at_work(by.programme_id, roles, clock.today()))


def _with_comuni(form: EditionForm, by: Actor) -> EditionForm:
    form.fields["municipality"].suggest([one.name for one in programme_comuni(programme_of(by))])  # type: ignore[attr-defined]
    return form


def _confirm(edition: Edition, verb: str, done: str, question: str, consequences: Consequences) -> FormPage:
    return page(
        edition, verb, verb, done, template="services/confirm.html", question=question, consequences=consequences
    )


def _says(text: str, kind: str = "") -> dict[str, Any]:
    return {"text": text, "icon": "warning-circle" if kind else "arrow-right", "kind": kind}
