"""What a service asks and the mix an edition wants: written by who prepares it, seen by everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.formats import plural
from ciao.programmes.models import TargetGroup
from ciao.services import actions
from ciao.services.forms import RequirementForm, ShareForm
from ciao.services.models import Edition, Requirement, Service
from ciao.services.planning.places import Share
from ciao.services.views import find_edition, page
from ciao.services.views.preparing import find_own_service


@dataclass(frozen=True)
class ShareLine:
    """One target of the mix: how many there are beside how many are wanted."""

    label: str
    text: str
    kind: str
    icon: str


@requires(Action.COURSE_EDIT)
def requirements(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """What the service asks, and one thing more."""
    by, service = acting_in(request), find_own_service(request, service_id)
    others = visible(Service.objects, by, Action.COURSE_VIEW).filter(programme=service.programme).exclude(id=service.id)
    form = RequirementForm(request.POST or None, targets=_targets(by), services=others)
    here = reverse("services:requirements", args=[service.id])
    shape = page(
        None, "Che cosa chiede", "Aggiungi", "Aggiunto: si guarda a ogni iscrizione.", to=here, lead=service.title,
        template="services/requirements.html", service=service,
        asked=list(service.requirements.standing().select_related("target", "prior")),
    )  # fmt: skip
    return shape.answer(request, form, lambda typed: actions.add_requirement(service=service, by=by, **typed))


@require_POST
@requires(Action.COURSE_EDIT)
def drop_requirement(request: HttpRequest, requirement_id: UUID) -> HttpResponse:
    """It is asked no more."""
    by = acting_in(request)
    found = get_object_or_404(visible(Requirement.objects, by, Action.COURSE_EDIT), id=requirement_id)
    find_own_service(request, found.service_id)
    actions.drop_requirement(requirement=found, by=by)
    messages.success(request, "Tolto: non si chiede più.")
    return redirect("services:requirements", service_id=found.service_id)


@requires(Action.COURSE_EDIT)
def mix(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """How many of each target the edition wants, beside how many there are."""
    by, edition = acting_in(request), find_edition(request, edition_id, Action.COURSE_EDIT)
    form = ShareForm(request.POST or None, targets=_targets(by))
    shape = page(
        edition, "Cambia la composizione", "Salva la composizione", "Composizione salvata.",
        template="services/mix.html",
        to=reverse("services:mix", args=[edition.id]), shares=share_lines(edition),
        lead="Quante donne, quanti giovani. Quando un posto si libera va prima a chi manca al minimo.",
    )  # fmt: skip
    return shape.answer(request, form, lambda typed: actions.set_share(edition=edition, by=by, **typed))


def share_lines(edition: Edition) -> list[ShareLine]:
    """The mix, live."""
    return [_line(one) for one in actions.shares_of(edition)]


def standing_requirements(edition: Edition) -> Any:
    """What the service of an edition asks."""
    return Requirement.objects.standing().filter(service_id=edition.service_id).select_related("target", "prior")


def _line(one: Share) -> ShareLine:
    limits = [f"almeno {one.least}"] * (one.least is not None) + [f"al massimo {one.most}"] * (one.most is not None)
    text = f"{one.taken}, {' e '.join(limits)}"
    if one.lacking:
        return ShareLine(one.label, f"{text}: {plural(one.lacking, 'manca', 'mancano')}", "warn", "clock")
    if one.is_over:
        return ShareLine(one.label, f"{text}: sono troppe persone", "stop", "warning-circle")
    return ShareLine(one.label, text, "ok", "check")


def _targets(by: Actor) -> Any:
    """The targets of the version of the programme in force."""
    rows = visible(TargetGroup.objects, by, Action.PROGRAMME_VIEW).filter(version__programme_id=str(by.programme_id))
    last = rows.filter(version__valid_from__lte=clock.today()).order_by("-version__number").first()
    return rows.filter(version_id=last.version_id) if last else rows.none()
