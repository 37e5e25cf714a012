"""The list of hosts, the page of each, and what changes them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.hosts import actions
from ciao.hosts.enums import HostState, VacancyState
from ciao.hosts.forms import HostFactsForm, NewHostForm, PlaceForm, StepForm, known_host, known_place
from ciao.hosts.lifecycle import HOST, VACANCY
from ciao.hosts.models import Host, Vacancy
from ciao.hosts.panel import HOST_STEPS, TINTS, VACANCY_STEPS, page_of
from ciao.outreach.actions import programme_comuni
from ciao.outreach.views import programme_of
from ciao.partners.models import Organization


def _url(host: Host) -> str:
    return reverse("hosts:host", args=[host.id])


def _state(host: Host) -> Mark:
    kind, icon = TINTS[HostState(host.state)]
    return Mark(kind, host.get_state_display(), icon)


LIST = ListPage(
    title="Enti ospitanti",
    noun="ente,enti",
    columns=[
        Column("ente", "Ente", lambda one: str(one.organization), sort="organization__name", link=_url,
               note=lambda one: one.trade),
        Column("stato", "Stato", _state, sort="state"),
        Column("posti", "Posti liberi", lambda one: one.open_places, numeric=True),
        Column("organico", "Persone al lavoro", lambda one: one.headcount, sort="headcount", numeric=True),
        Column("referente", "Con chi parlare", lambda one: one.referent),
    ],
    search=lambda rows, text: rows.filter(organization__name__icontains=text),
    search_label="Nome dell’ente",
    filters=[
        Filter("stato", "Stato", HostState.choices, lambda rows, value: rows.filter(state=value)),
        Filter("posti", "Posti", [("liberi", "con posti liberi")], lambda rows, _: rows.filter(id__in=_with_places())),
    ],
    order=("organization__name",),
    empty=("pa", "Ancora nessun ente ospitante", "Qui ci sono gli enti che possono accogliere una persona."),
    template="hosts/list.html",
    export_name="enti-ospitanti",
)  # fmt: skip


@requires(Action.HOST_VIEW)
def hosts(request: HttpRequest) -> HttpResponse:
    """The hosts of the programme, with the places they have free."""
    by = acting_in(request)
    rows = visible(Host.objects, by, Action.HOST_VIEW).select_related("organization")
    return LIST.answer(request, rows, on_read=_count_places, may_edit=may(by, Action.HOST_EDIT))


@requires(Action.HOST_VIEW)
def host(request: HttpRequest, host_id: UUID) -> HttpResponse:
    """One host: what to do next, its places, how many it may take in, the story of the talk."""
    by, found = acting_in(request), _host(request, host_id, Action.HOST_VIEW)
    may_edit = may(by, Action.HOST_EDIT)
    agreement = reverse(settings.PLACES["new_agreement"]) if may_edit and "new_agreement" in settings.PLACES else ""
    context = {"agreement_url": f"{agreement}?ente={found.id}" if agreement else "", **page_of(found, by, may_edit)}
    crumbs = [("Enti ospitanti", reverse("hosts:list")), (str(found.organization), "")]
    return TemplateResponse(request, "hosts/host.html", {"crumbs": crumbs, **context})


@requires(Action.HOST_EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """A body that may take people in."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    names = list(Organization.objects.values_list("name", flat=True))
    form = NewHostForm(request.POST or None, names=names)
    shape = _shape("Nuovo ente ospitante", "Salva l’ente", _url, "Ente salvato. Prossimo passo: contattarlo.")

    def act(typed: dict[str, Any]) -> Host:
        body = actions.name_body(name=typed["name"], by=by)
        row_id = typed["row_id"]
        return actions.add_host(programme=programme, organization=body, by=by, row_id=row_id, **form.facts())

    return shape.answer(request, form, act)


@requires(Action.HOST_EDIT)
def edit(request: HttpRequest, host_id: UUID) -> HttpResponse:
    """What is known of a host."""
    by, found = acting_in(request), _host(request, host_id, Action.HOST_EDIT)
    form = HostFactsForm(request.POST or None, initial=known_host(found))
    shape = _shape(f"Modifica {found.organization}", "Salva", _url(found), "Salvato.", found)
    return shape.answer(request, form, lambda _: actions.edit_host(host=found, by=by, **form.facts()))


@requires(Action.HOST_EDIT)
def move(request: HttpRequest, host_id: UUID, step: str) -> HttpResponse:
    """One step of the talk with a host."""
    by, found = acting_in(request), _host(request, host_id, Action.HOST_EDIT)
    transition = _transition(HOST, HOST_STEPS, step)
    form = StepForm(request.POST or None, needs_reason=transition.needs_reason, initial={"on": clock.today()})
    heading = f"{found.organization}: {transition.label}"
    shape = _shape(heading, transition.label.capitalize(), _url(found), "Fatto.", found)
    return shape.answer(
        request, form, lambda typed: actions.move_host(host=found, verb=transition.verb, by=by, **typed)
    )


@requires(Action.HOST_EDIT)
def add_place(request: HttpRequest, host_id: UUID) -> HttpResponse:
    """A place at a host."""
    by, found = acting_in(request), _host(request, host_id, Action.HOST_EDIT)
    form = _place_form(request, found, {"starts_on": clock.today()})
    shape = _shape("Nuovo posto", "Salva il posto", _url(found), "Posto salvato: ora si può proporre.", found)
    return shape.answer(
        request, form, lambda typed: actions.add_vacancy(host=found, by=by, row_id=typed["row_id"], **form.facts())
    )


@requires(Action.HOST_EDIT)
def edit_place(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """What a place offers."""
    by, found = acting_in(request), _vacancy(request, vacancy_id)
    form = _place_form(request, found.host, {"row_id": found.id, **known_place(found)})
    shape = _shape(f"Modifica il posto {found.title}", "Salva il posto", _url(found.host), "Posto salvato.", found.host)
    return shape.answer(request, form, lambda _: actions.edit_vacancy(vacancy=found, by=by, **form.facts()))


@requires(Action.HOST_EDIT)
def move_place(request: HttpRequest, vacancy_id: UUID, step: str) -> HttpResponse:
    """A place is taken, free again, closed."""
    by, found = acting_in(request), _vacancy(request, vacancy_id)
    transition = _transition(VACANCY, VACANCY_STEPS, step)
    form = StepForm(request.POST or None, needs_reason=transition.needs_reason, initial={"on": clock.today()})
    heading = f"{found.title}: {transition.label}"
    shape = _shape(heading, transition.label.capitalize(), _url(found.host), "Fatto.", found.host)
    return shape.answer(
        request, form, lambda typed: actions.move_vacancy(vacancy=found, verb=transition.verb, by=by, **typed)
    )


def _host(request: HttpRequest, host_id: UUID, action: Action) -> Host:
    rows: Any = visible(Host.objects, acting_in(request), action).select_related("organization", "programme")
    found: Host = get_object_or_404(rows, id=host_id)
    return found


def _vacancy(request: HttpRequest, vacancy_id: UUID) -> Vacancy:
    rows: Any = visible(Vacancy.objects, acting_in(request), Action.HOST_EDIT)
    found: Vacancy = get_object_or_404(
        rows.select_related("host__organization", "host__programme", "municipality"), id=vacancy_id
    )
    return found


def _transition(table: Any, steps: dict[str, str], step: str) -> Any:
    if step not in steps:
        raise Http404
    return table.transitions[steps[step]]


def _place_form(request: HttpRequest, found: Host, initial: dict[str, Any]) -> PlaceForm:
    form = PlaceForm(request.POST or None, initial=initial)
    form.fields["municipality"].suggest([one.name for one in programme_comuni(found.programme)])  # type: ignore[attr-defined]
    return form


def _shape(heading: str, save: str, to: Any, done: str, found: Host | None = None) -> FormPage:
    where = (str(found.organization), _url(found)) if found else None
    crumbs = [("Enti ospitanti", reverse("hosts:list")), *([where] if where else []), (heading, "")]
    back = _url(found) if found else reverse("hosts:list")
    context = {"heading": heading, "save": save, "back": back, "crumbs": crumbs}
    return FormPage("hosts/act.html", to=to, done=done, context=context)


def _with_places() -> Any:
    return Vacancy.objects.open().values("host_id")


def _count_places(shown: list[Host]) -> None:
    open_places: dict[Any, int] = {}
    found = Vacancy.objects.filter(host__in=shown, state=VacancyState.OPEN)
    for host_id in found.values_list("host_id", flat=True):
        open_places[host_id] = open_places.get(host_id, 0) + 1
    for one in shown:
        one.open_places = open_places.get(one.id, 0)  # type: ignore[attr-defined]
