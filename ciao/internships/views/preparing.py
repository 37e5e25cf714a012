"""Opening an internship and preparing it: training project, signatures, tutor."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.enums import Group
from ciao.cases import views as cases
from ciao.cases.dossier.facts import seen
from ciao.cases.models import Case, CaseWorker
from ciao.core import clock
from ciao.hosts.models import Host, Vacancy
from ciao.internships import actions
from ciao.internships.actions.figures import total_planned
from ciao.internships.enums import InternshipState, ServicePaper
from ciao.internships.forms import OpenForm, TrainingForm, TutorForm
from ciao.internships.models import Agreement, Internship, TrainingProject
from ciao.internships.views import find, shape
from ciao.internships.views.from_match import agreed, match_of
from ciao.internships.views.lists import bodies_of
from ciao.plans.enums import PlanState, SupportKind
from ciao.plans.models import Support
from ciao.programmes.models import Activity, Mandate

FIELDS = (
    "host", "vacancy", "agreement", "place", "host_tutor", "tasks", "skills", "full_amount", "total_hours",
    "inail_number", "liability_policy", "cob_number", "cob_on", "goals", "motive", "eqf_low", "eqf_high",
)  # fmt: skip


@requires(Action.INTERNSHIP_EDIT)
def open_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """An internship for a person in care."""
    by, case = acting_in(request), cases.find(request, case_id, Action.INTERNSHIP_EDIT)
    cases.read(case, by, "nuovo tirocinio", Group.NAME, Group.INTERNSHIP)
    form = OpenForm(
        request.POST or None,
        mandates=team_of(case, by),
        initial=_first(request, by),
        has_care=_offers_care(case),
        **_offers(case, by),
    )
    words = ("Nuovo tirocinio", "Apri il tirocinio", "Tirocinio aperto. Prossimo passo: il progetto formativo.")
    page = replace(cases.page(request, case, *words), to=Internship.get_absolute_url, template="internships/open.html")
    match = match_of(request, case, by)
    page.context.update(no_care="" if _offers_care(case) else actions.NO_CARE, case=case, match=match)
    return page.answer(request, form, lambda typed: actions.open_internship(case=case, by=by, match=match, **typed))


@requires(Action.INTERNSHIP_EDIT)
def project(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """The training project: written bit by bit, as things become known."""
    by, internship = acting_in(request), find(request, internship_id)
    found = internship.project()
    initial = _known(found) or agreed(internship, by)
    form = TrainingForm(request.POST or None, initial=initial, **_hosts(internship, found, by))
    lead = "Che cosa manca si può aggiungere dopo; ciò che è firmato e cambia va firmato di nuovo."
    page = shape(
        request,
        internship,
        "Progetto formativo",
        "Salva il progetto formativo",
        _saved,
        lead=lead,
        template="internships/project_form.html",
    )
    return page.answer(request, form, lambda _: _save(internship, form, by))


@requires(Action.INTERNSHIP_EDIT)
def tutor(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """Somebody else follows the internship."""
    by, internship = acting_in(request), find(request, internship_id)
    page = shape(request, internship, "Cambia il tutor", "Cambia il tutor", "Fatto: il tutor è cambiato.")
    form = TutorForm(
        request.POST or None, mandates=team_of(internship.case, by), initial={"tutor": internship.tutor_id}
    )
    return page.answer(request, form, lambda typed: actions.change_tutor(internship=internship, by=by, **typed))


def _offers_care(case: Case) -> bool:
    """Whether a public service has the person in charge: without it social inclusion is not offered."""
    return case.service_acts.filter(kind=ServicePaper.CARE).exists()


def team_of(case: Case, by: Actor) -> list[Mandate]:
    """Who is in the team today."""
    rows = seen(CaseWorker, by).filter(case=case).current(clock.today()).select_related("mandate")
    return [one.mandate for one in rows]


def _first(request: HttpRequest, by: Actor) -> dict[str, Any]:
    return {
        "promoter": by.organization_id, "tutor": by.mandate_id if by.role == "tutor" else None,
        "support": request.GET.get("sostegno", ""),
    }  # fmt: skip


def _offers(case: Case, by: Actor) -> dict[str, Any]:
    supports = visible(Support.objects, by, Action.CASE_VIEW).filter(
        kind=SupportKind.INTERNSHIP, goal__plan__case=case, goal__plan__state=PlanState.SIGNED, is_dropped=False,
        goal__is_dropped=False,
    )  # fmt: skip
    activities = visible(Activity.objects, by, Action.PROGRAMME_VIEW).filter(programme=case.programme)
    return {
        "supports": supports.select_related("goal__plan"), "activities": activities,
        "bodies": bodies_of(case.programme),
    }  # fmt: skip


def _hosts(internship: Internship, found: TrainingProject | None, by: Actor) -> dict[str, Any]:
    """Hosts whose door is open, and the one already chosen; their open places and their agreements."""
    hosts: Any = visible(Host.objects, by, Action.HOST_VIEW).filter(programme=internship.case.programme)
    vacancies: Any = visible(Vacancy.objects, by, Action.HOST_VIEW).filter(host__programme=internship.case.programme)
    agreements = visible(Agreement.objects, by, Action.HOST_VIEW).filter(promoter=internship.promoter)
    offered, places = hosts.available(), vacancies.open()
    if found is not None:
        offered = offered | hosts.filter(id=found.host_id)
        places = places | vacancies.filter(id=found.vacancy_id)
    return {
        "hosts": offered.select_related("organization"),
        "vacancies": places.select_related("host__organization"),
        "agreements": agreements.filter(ends_on__gte=internship.starts_on).select_related("host__organization"),
    }


def _known(found: TrainingProject | None) -> dict[str, Any]:
    if found is None:
        return {}
    known = {name: getattr(found, name) for name in FIELDS}
    return known | {f"day_{one}": given or None for one, given in enumerate(found.daily_hours)}


def _save(internship: Internship, form: TrainingForm, by: Actor) -> TrainingProject:
    given = form.parts()
    given["total_hours"] = given["total_hours"] or total_planned(internship, given["daily_hours"])
    return actions.save_training_project(internship=internship, by=by, **given)


def _saved(found: TrainingProject) -> str:
    if found.signed_on is None and found.internship.state == InternshipState.RUNNING:
        return "Progetto salvato. Prossimo passo: farlo firmare di nuovo."
    return "Progetto salvato."
