"""One person's search: CV versions, applications, interviews, the job found."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.cases.views import who
from ciao.core import clock
from ciao.job_search import actions, panel
from ciao.job_search.enums import ApplicationState, CvSection
from ciao.job_search.forms import CvForm, cv_initial
from ciao.job_search.models import Cv, JobOpening
from ciao.job_search.rules import CvItem, next_step
from ciao.job_search.views import act, crumbs, find_case


@requires(Action.JOB_SEARCH_VIEW)
def search(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everything on one page, with the one thing to do."""
    by, case = acting_in(request), find_case(request, case_id, "ricerca di lavoro", Action.JOB_SEARCH_VIEW)
    found = panel.search_of(case, by)
    step = next_step(found.facts, clock.today())
    edits = may(by, Action.JOB_SEARCH_EDIT) and case.is_active()
    kind, icon = panel.STAGES[found.stage]
    context = {
        "case": case, "name": who(case, by), "found": found, "edits": edits, "step": step, "kind": kind, "icon": icon,
        "step_url": panel.step_url(case, step, found) if step and edits else "", "crumbs": crumbs(case, by),
        "applications": [(one, *panel.STATES[ApplicationState(one.state)]) for one in found.applications],
        "openings": list(visible(JobOpening.objects.all(), by, Action.JOB_SEARCH_VIEW).open_on(clock.today())[:5]),
    }  # fmt: skip
    return TemplateResponse(request, "job_search/search.html", context)


@requires(Action.JOB_SEARCH_EDIT)
def write_cv(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A new version, begun from the last one or from what is already known of the person."""
    by, case = acting_in(request), find_case(request, case_id, "curriculum")
    last = visible(Cv.objects, by, Action.JOB_SEARCH_EDIT).filter(case=case).first()
    items = last.items() if last else panel.first_items(case, by)
    back = reverse("job_search:search", args=[case.id])
    lead = "Parte dalla versione di prima." if last else "Parte da ciò che la persona sa fare e dai corsi finiti."
    shape = act(
        request, case, "Curriculum", "Salva il curriculum", "Curriculum salvato. Prossimo passo: stamparlo.", back,
        lead=lead, to=Cv.get_absolute_url,
    )  # fmt: skip
    form = CvForm(request.POST or None, initial=cv_initial(last, items))
    return shape.answer(
        request, form, lambda _: actions.write_cv(case=case, items=form.items(), by=by, **form.about_person())
    )


@requires(Action.JOB_SEARCH_VIEW)
def cv(request: HttpRequest, case_id: UUID, cv_id: UUID) -> HttpResponse:
    """A version as it is printed."""
    by, case = acting_in(request), find_case(request, case_id, "curriculum", Action.JOB_SEARCH_VIEW)
    found = get_object_or_404(visible(Cv.objects, by, Action.JOB_SEARCH_VIEW).filter(case=case), id=cv_id)
    context = {
        "case": case, "name": who(case, by), "cv": found, "sections": _sections(found.items()),
        "versions": list(visible(Cv.objects, by, Action.JOB_SEARCH_VIEW).filter(case=case)),
        "print_url": _paper(found, by), "edits": may(by, Action.JOB_SEARCH_EDIT) and case.is_active(),
        "crumbs": crumbs(case, by, (str(found).capitalize(), "")),
    }  # fmt: skip
    return TemplateResponse(request, "job_search/cv.html", context)


def _sections(items: list[CvItem]) -> list[tuple[str, list[CvItem]]]:
    found: list[tuple[str, list[CvItem]]] = []
    for section in CvSection:
        inside = [one for one in items if one.section == section]
        found += [(str(section.label).capitalize(), inside)] if inside else []
    return found


def _paper(found: Cv, by: Actor) -> Any:
    """Where it is put on paper, for who may."""
    if not may(by, Action.DOCUMENT_ISSUE) or "issue" not in settings.PLACES:
        return ""
    return f"{reverse(settings.PLACES['issue'], args=['curriculum', found.id])}?da=fascicolo"
