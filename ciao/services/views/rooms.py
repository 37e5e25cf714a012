"""Rooms and closing days, for who prepares courses."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.formats import period
from ciao.core.forms import PlainForm
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.outreach.actions import programme_comuni
from ciao.outreach.views import programme_of
from ciao.services import actions
from ciao.services.forms import ClosingForm, RoomForm
from ciao.services.models import ClosingDay, Room
from ciao.services.views import page
from ciao.services.views.preparing import partners_of


@requires(Action.COURSE_VIEW)
def rooms(request: HttpRequest) -> HttpResponse:
    """Where one can meet."""
    by = acting_in(request)
    rows = visible(Room.objects, by, Action.COURSE_VIEW).select_related("organization", "municipality")
    may_edit = may(by, Action.COURSE_EDIT)
    return room_list(may_edit).answer(request, rows.filter(programme=programme_of(by)), may_edit=may_edit)


@requires(Action.COURSE_EDIT)
def new_room(request: HttpRequest) -> HttpResponse:
    """A room more."""
    by = acting_in(request)
    programme = programme_of(by)
    form = RoomForm(request.POST or None, bodies=partners_of(by), initial={"organization": by.organization_id})
    form.fields["municipality"].suggest([one.name for one in programme_comuni(programme)])  # type: ignore[attr-defined]
    shape = page(None, "Nuova stanza", "Salva la stanza", "Stanza salvata.", to=reverse("services:rooms"))
    return shape.answer(request, form, lambda typed: actions.add_room(programme=programme, by=by, **typed))


@requires(Action.COURSE_EDIT)
def close_room(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """It is offered no more, or again."""
    by = acting_in(request)
    room = get_object_or_404(visible(Room.objects, by, Action.COURSE_EDIT), id=room_id)
    verb = "Usa di nuovo la stanza" if room.is_closed else "Non usare più la stanza"
    lead = f"{room.name}. " + ("Si propone di nuovo." if room.is_closed else "Gli incontri già in calendario restano.")
    shape = page(None, verb, verb, "Stanza aggiornata.", to=reverse("services:rooms"), lead=lead)
    return shape.answer(
        request, PlainForm(request.POST or None),
        lambda _: actions.close_room(room=room, is_closed=not room.is_closed, by=by),
    )  # fmt: skip


@requires(Action.COURSE_EDIT)
def closings(request: HttpRequest) -> HttpResponse:
    """The days without meetings, and some more."""
    by = acting_in(request)
    programme = programme_of(by)
    form = ClosingForm(request.POST or None, bodies=partners_of(by))
    ahead = visible(ClosingDay.objects, by, Action.COURSE_VIEW).filter(
        programme=programme, is_dropped=False, ends_on__gte=clock.today()
    )
    shape = page(
        None, "Giorni di chiusura", "Aggiungi", "Aggiunto: i nuovi calendari lo saltano.",
        to=reverse("services:closings"), template="services/closings.html", closings=[_closing(one) for one in ahead],
        lead="Oltre ai giorni festivi, che si saltano già da soli. Gli incontri già in calendario restano.",
    )  # fmt: skip
    return shape.answer(request, form, lambda typed: actions.add_closing(programme=programme, by=by, **typed))


@require_POST
@requires(Action.COURSE_EDIT)
def drop_closing(request: HttpRequest, closing_id: UUID) -> HttpResponse:
    """They are open after all."""
    by = acting_in(request)
    found = get_object_or_404(visible(ClosingDay.objects, by, Action.COURSE_EDIT), id=closing_id)
    actions.drop_closing(closing=found, by=by)
    messages.success(request, "Tolto: quei giorni non si saltano più.")
    return redirect("services:closings")


def _closing(one: ClosingDay) -> dict[str, Any]:
    who = str(one.organization) if one.organization else "Tutti gli enti"
    return {"id": one.id, "word": one.word, "when": period(one.starts_on, one.ends_on), "who": who}


def _seats(one: Room) -> str:
    return str(one.seats) if one.seats else "–"


def _use(one: Room) -> str:
    return "Usa di nuovo" if one.is_closed else "Non usare più"


def _use_page(one: Room) -> str:
    return reverse("services:close_room", args=[one.id])


def room_list(may_edit: bool) -> ListPage:
    """Columns, filters and export of the rooms."""
    return ListPage(
        title="Stanze",
        noun="stanza,stanze",
        columns=[
            Column("nome", "Stanza", lambda one: one.name, sort="name", note=lambda one: one.access_note),
            Column("ente", "Ente", lambda one: str(one.organization), sort="organization__name"),
            Column("dove", "Dove", lambda one: ", ".join(filter(None, (one.address, str(one.municipality or ""))))),
            Column("posti", "Posti", _seats, sort="seats", numeric=True),
            Column("stato", "Stato", lambda one: Mark("", "non si usa più", "close") if one.is_closed else Mark(
                "ok", "in uso", "check")),
            *([Column("uso", "Cambia", _use, link=_use_page, in_export=False)] * may_edit),
        ],
        search=lambda rows, text: rows.filter(name__icontains=text),
        search_label="Cerca nel nome",
        filters=[Filter("uso", "Stato", [("si", "in uso"), ("no", "non si usa più")],
                        lambda rows, value: rows.filter(is_closed=value == "no"))],
        order=("name",),
        empty=("map-marker", "Nessuna stanza, per ora", "Una stanza tiene un incontro alla volta: niente doppioni."),
        template="services/rooms.html",
        export_name="stanze",
    )  # fmt: skip
