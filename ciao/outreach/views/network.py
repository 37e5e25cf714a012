"""The network: antennas, whom they know, and the interviews with key figures."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.outreach import actions, forms
from ciao.outreach.actions import programme_comuni
from ciao.outreach.enums import AntennaKind
from ciao.outreach.figures import Conversion, by_antenna
from ciao.outreach.models import Antenna, AntennaLink, Interview, Poster
from ciao.outreach.views.signal import programme_of
from ciao.partners.models import Organization
from ciao.programmes.models import ProgrammeArea

HERE = "Antenne"


@requires(Action.NETWORK_VIEW)
def antennas(request: HttpRequest) -> HttpResponse:
    """Who may let us know of people, where, and what came of it."""
    by = acting_in(request)
    rows = visible(Antenna.objects.all(), by, Action.NETWORK_VIEW).select_related("municipality", "area")
    figures = by_antenna(by.programme_id) if by.programme_id else {}
    return antenna_list(figures).answer(request, rows, may_edit=may(by, Action.NETWORK_EDIT))


@requires(Action.NETWORK_VIEW)
def antenna(request: HttpRequest, antenna_id: UUID) -> HttpResponse:
    """One antenna: whom to hear there, how it signals, what came of it."""
    by, found = acting_in(request), find_antenna(request, antenna_id)
    links = visible(AntennaLink.objects, by, Action.NETWORK_VIEW).filter(antenna=found).select_related("link")
    heard = visible(Interview.objects, by, Action.NETWORK_VIEW).filter(antenna=found)
    context = {
        "antenna": found,
        "facts": _facts(found),
        "figures": by_antenna(found.programme_id).get(str(found.id), Conversion()),
        "links": links,
        "poster": Poster.objects.filter(antenna=found).first(),
        "interviews": heard,
        "may_edit": may(by, Action.NETWORK_EDIT),
        "crumbs": [(HERE, reverse("outreach:antennas")), (found.name, "")],
    }
    return TemplateResponse(request, "outreach/antenna.html", context)


@requires(Action.NETWORK_EDIT)
def new_antenna(request: HttpRequest) -> HttpResponse:
    """A node joins the network."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    form = _antenna_form(request, by, {"started_on": clock.today()})
    done = "Antenna salvata. Prossimo passo: la locandina, o un collegamento per segnalare."
    page = network_page("Nuova antenna", "Salva l’antenna", Antenna.get_absolute_url, done)
    return page.answer(request, form, lambda typed: actions.add_antenna(programme=programme, by=by, **typed))


@requires(Action.NETWORK_EDIT)
def edit_antenna(request: HttpRequest, antenna_id: UUID) -> HttpResponse:
    """What is known of a node."""
    by, found = acting_in(request), find_antenna(request, antenna_id)
    names = [name for name in forms.AntennaForm.base_fields if name != "row_id"]
    form = _antenna_form(request, by, {name: getattr(found, name) for name in names})
    page = network_page(f"Modifica {found.name}", "Salva l’antenna", found.get_absolute_url(), "Salvata.")

    def act(typed: dict[str, Any]) -> Antenna:
        return actions.edit_antenna(antenna=found, by=by, **{name: typed[name] for name in names})

    return page.answer(request, form, act)


@requires(Action.NETWORK_EDIT)
def end_antenna(request: HttpRequest, antenna_id: UUID) -> HttpResponse:
    """It leaves the network."""
    by, found = acting_in(request), find_antenna(request, antenna_id)
    form = forms.DayForm(request.POST or None, initial=forms.today())
    heading = f"{found.name} esce dalla rete"
    page = network_page(heading, "Segna l’uscita", found.get_absolute_url(), "Uscita dalla rete. I conteggi restano.")
    return page.answer(request, form, lambda typed: actions.end_antenna(antenna=found, by=by, **typed))


@require_POST
@requires(Action.NETWORK_EDIT)
def resume_antenna(request: HttpRequest, antenna_id: UUID) -> HttpResponse:
    """Correction: it is still, or again, in the network."""
    found = find_antenna(request, antenna_id)
    actions.resume_antenna(antenna=found, by=acting_in(request))
    messages.success(request, f"{found.name} è di nuovo nella rete.")
    return redirect(found)


def find_antenna(request: HttpRequest, antenna_id: UUID) -> Antenna:
    """One antenna the reader may see; absent otherwise."""
    rows = visible(Antenna.objects, acting_in(request), Action.NETWORK_VIEW)
    return get_object_or_404(rows.select_related("municipality", "area", "organization", "programme"), id=antenna_id)


def antennas_of(by: Actor) -> QuerySet[Antenna]:
    """The antennas of the reader's network that still signal."""
    return visible(Antenna.objects.all(), by, Action.NETWORK_VIEW).active()


def antenna_list(figures: dict[str, Conversion]) -> ListPage:
    """Columns, filters and export in one declaration."""

    def came(name: str) -> Any:
        return lambda one: getattr(figures.get(str(one.id), Conversion()), name)

    def state(one: Antenna) -> Mark:
        return Mark("ok", "attiva", "check") if one.is_active() else Mark("", "uscita dalla rete", "minus")

    return ListPage(
        title=HERE,
        noun="antenna,antenne",
        columns=[
            Column("nome", "Nome", str, sort="name", link=Antenna.get_absolute_url, note=Antenna.get_kind_display),
            Column("dove", "Dove", place_of),
            Column("stato", "Stato", state, sort="ended_on"),
            Column("segnalate", "Segnalate", came("signals"), numeric=True),
            Column("incontrate", "Incontrate", came("met"), numeric=True),
            Column("carico", "In carico", came("accepted"), numeric=True),
        ],
        search=lambda rows, text: rows.filter(name__icontains=text),
        search_label="Nome dell’antenna",
        filters=[
            Filter("tipo", "Che cos’è", AntennaKind.choices, lambda rows, one: rows.filter(kind=one)),
            Filter("stato", "Stato", [("attive", "attive"), ("uscite", "uscite")], _by_state),
        ],
        order=("ended_on", "name"),
        empty=(
            "map-marker",
            "Ancora nessuna antenna",
            "Scuole, parrocchie, medici: chi incontra le persone per primo.",
        ),
        template="outreach/antennas.html",
        export_name="antenne",
    )


def place_of(antenna: Antenna) -> str:
    """The comune, else the area, else the whole territory."""
    return str(antenna.municipality or antenna.area or "tutto il territorio")


def network_page(heading: str, save: str, to: Any, done: str) -> FormPage:
    """The frame of a form about the network."""
    back = to if isinstance(to, str) else reverse("outreach:antennas")
    crumbs = [(HERE, reverse("outreach:antennas")), (heading, "")]
    context = {"heading": heading, "save": save, "back": back, "crumbs": crumbs}
    return FormPage("outreach/network_act.html", to=to, done=done, context=context)


def _antenna_form(request: HttpRequest, by: Actor, initial: dict[str, Any]) -> forms.AntennaForm:
    form = forms.AntennaForm(request.POST or None, initial=initial)
    programme = programme_of(by)
    areas = visible(ProgrammeArea.objects.all(), by, Action.PROGRAMME_VIEW).filter(programme=programme)
    bodies = Organization.objects.filter(partnerships__programme=programme).distinct()
    form.offer([one.name for one in programme_comuni(programme)], areas, bodies)
    return form


def _facts(antenna: Antenna) -> list[tuple[str, object]]:
    rows = [
        ("Che cos’è", antenna.get_kind_display()),
        ("Dove", place_of(antenna)),
        ("Ente", antenna.organization),
        ("Referente", antenna.referent_name),
        ("Recapito", antenna.referent_contact),
        ("Nella rete dal", f"{antenna.started_on:%d.%m.%Y}"),
        ("Uscita il", f"{antenna.ended_on:%d.%m.%Y}" if antenna.ended_on else ""),
    ]
    return [(label, value) for label, value in rows if value]


def _by_state(rows: QuerySet[Antenna], state: str) -> QuerySet[Antenna]:
    return rows.filter(ended_on__isnull=state == "attive")
