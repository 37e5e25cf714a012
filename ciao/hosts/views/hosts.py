"""The list of hosts, the page of each, and how the talk goes on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.hosts import actions
from ciao.hosts.enums import HostState
from ciao.hosts.forms import HostFactsForm, NewHostForm, StepForm, known_host
from ciao.hosts.lifecycle import HOST
from ciao.hosts.models import Host, Vacancy
from ciao.hosts.panel import HOST_STEPS, TINTS, page_of
from ciao.hosts.views import find, shape, transition
from ciao.outreach.views import programme_of
from ciao.partners.models import Organization


def state_mark(host: Host) -> Mark:
    """The state as lists draw it."""
    kind, icon = TINTS[HostState(host.state)]
    return Mark(kind, host.get_state_display(), icon)


LIST = ListPage(
    title="Enti ospitanti",
    noun="ente,enti",
    columns=[
        Column("ente", "Ente", lambda one: str(one.organization), sort="organization__name",
               link=Host.get_absolute_url, note=lambda one: one.trade),
        Column("stato", "Stato", state_mark, sort="state"),
        Column("posti", "Posti liberi", lambda one: one.open_places, numeric=True),
        Column("organico", "Persone al lavoro", lambda one: one.headcount, sort="headcount", numeric=True),
        Column("sentito", "Sentito il", lambda one: one.last_talk, sort="last_talk"),
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
    rows: Any = visible(Host.objects, by, Action.HOST_VIEW)
    shown = rows.with_talk().select_related("organization")
    return LIST.answer(request, shown, on_read=_count_places, may_edit=may(by, Action.HOST_EDIT))


@requires(Action.HOST_VIEW)
def host(request: HttpRequest, host_id: UUID) -> HttpResponse:
    """One host: what to do next, its places, how many it may take in, the story of the talk."""
    by, found = acting_in(request), find(request, host_id, Action.HOST_VIEW)
    may_edit = may(by, Action.HOST_EDIT)
    agreement = reverse(settings.PLACES["new_agreement"]) if may_edit and "new_agreement" in settings.PLACES else ""
    there = settings.PLACES.get("host_internships", "") if may(by, Action.INTERNSHIP_VIEW) else ""
    context = {
        "agreement_url": f"{agreement}?ente={found.id}" if agreement else "",
        "there_url": reverse(there, args=[found.id]) if there else "", **page_of(found, by, may_edit),
    }  # fmt: skip
    crumbs = [("Enti ospitanti", reverse("hosts:list")), (str(found.organization), "")]
    return TemplateResponse(request, "hosts/host.html", {"crumbs": crumbs, **context})


@requires(Action.HOST_EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """A body that may take people in."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    names = list(Organization.objects.values_list("name", flat=True))
    form = NewHostForm(request.POST or None, names=names)
    done = "Ente salvato. Prossimo passo: contattarlo."
    page = shape("Nuovo ente ospitante", "Salva l’ente", done, to=Host.get_absolute_url)

    def act(typed: dict[str, Any]) -> Host:
        body = actions.name_body(name=typed["name"], by=by)
        row_id = typed["row_id"]
        return actions.add_host(programme=programme, organization=body, by=by, row_id=row_id, **form.facts())

    return page.answer(request, form, act)


@requires(Action.HOST_EDIT)
def edit(request: HttpRequest, host_id: UUID) -> HttpResponse:
    """What is known of a host."""
    by, found = acting_in(request), find(request, host_id, Action.HOST_EDIT)
    form = HostFactsForm(request.POST or None, initial=known_host(found))
    page = shape(f"Modifica {found.organization}", "Salva", "Salvato.", found)
    return page.answer(request, form, lambda _: actions.edit_host(host=found, by=by, **form.facts()))


@requires(Action.HOST_EDIT)
def move(request: HttpRequest, host_id: UUID, step: str) -> HttpResponse:
    """One step of the talk with a host."""
    by, found = acting_in(request), find(request, host_id, Action.HOST_EDIT)
    one = transition(HOST, HOST_STEPS, step)
    form = StepForm(request.POST or None, needs_reason=one.needs_reason, initial={"on": clock.today()})
    lead = LEADS.get(one.verb, "")
    page = shape(f"{found.organization}: {one.label}", one.label.capitalize(), "Fatto.", found, lead=lead)
    return page.answer(request, form, lambda typed: actions.move_host(host=found, verb=one.verb, by=by, **typed))


LEADS = {
    "pause": "In pausa i suoi posti non si propongono. I tirocini in corso continuano.",
    "close": "Chiuso per sempre: i suoi posti non si propongono. I tirocini in corso restano nella sua pagina.",
}


def _with_places() -> Any:
    return Vacancy.objects.open().values("host_id")


def _count_places(shown: list[Host]) -> None:
    open_places: dict[Any, int] = {}
    for host_id in Vacancy.objects.open().filter(host__in=shown).values_list("host_id", flat=True):
        open_places[host_id] = open_places.get(host_id, 0) + 1
    for one in shown:
        one.open_places = open_places.get(one.id, 0)  # type: ignore[attr-defined]
