"""The places of a host: added, changed, taken, closed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.forms import offer
from ciao.hosts import actions
from ciao.hosts.forms import PlaceForm, StepForm, known_place
from ciao.hosts.lifecycle import VACANCY
from ciao.hosts.models import Host, HostSite, Vacancy
from ciao.hosts.panel import VACANCY_STEPS
from ciao.hosts.views import find, part, shape, transition
from ciao.outreach.actions import programme_comuni


@requires(Action.HOST_EDIT)
def add_place(request: HttpRequest, host_id: UUID) -> HttpResponse:
    """A place at a host."""
    by, found = acting_in(request), find(request, host_id, Action.HOST_EDIT)
    form = _place_form(request, found, {"starts_on": clock.today()})
    page = shape("Nuovo posto", "Salva il posto", "Posto salvato: ora si può proporre.", found)
    return page.answer(
        request, form, lambda typed: actions.add_vacancy(host=found, by=by, row_id=typed["row_id"], **form.facts())
    )


@requires(Action.HOST_EDIT)
def edit_place(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """What a place offers."""
    by, found = acting_in(request), part(request, Vacancy, vacancy_id, "municipality", "site")
    form = _place_form(request, found.host, {"row_id": found.id, **known_place(found)})
    page = shape(f"Modifica il posto {found.title}", "Salva il posto", "Posto salvato.", found.host)
    return page.answer(request, form, lambda _: actions.edit_vacancy(vacancy=found, by=by, **form.facts()))


@requires(Action.HOST_EDIT)
def move_place(request: HttpRequest, vacancy_id: UUID, step: str) -> HttpResponse:
    """A place is taken, free again, closed."""
    by, found = acting_in(request), part(request, Vacancy, vacancy_id)
    one = transition(VACANCY, VACANCY_STEPS, step)
    form = StepForm(request.POST or None, needs_reason=one.needs_reason, initial={"on": clock.today()})
    page = shape(f"{found.title}: {one.label}", one.label.capitalize(), "Fatto.", found.host)
    return page.answer(request, form, lambda typed: actions.move_vacancy(vacancy=found, verb=one.verb, by=by, **typed))


def _place_form(request: HttpRequest, found: Host, initial: dict[str, Any]) -> PlaceForm:
    form = PlaceForm(request.POST or None, initial=initial)
    form.fields["municipality"].suggest([one.name for one in programme_comuni(found.programme)])  # type: ignore[attr-defined]
    sites: Any = visible(HostSite.objects, acting_in(request), Action.HOST_VIEW)
    offer(form, "site", sites.filter(host=found).in_use())
    return form
