"""Outreach read together: from signals to people in charge, needs by comune, orientations to ask back about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.outreach import figures
from ciao.outreach.figures.counting import names_of
from ciao.outreach.models import Antenna, Orientation
from ciao.programmes.parameters import parameter


@requires(Action.NETWORK_VIEW)
def conversion(request: HttpRequest) -> HttpResponse:
    """Signals → met → in charge → oriented elsewhere → lost, by antenna and by comune."""
    by = acting_in(request)
    if by.programme_id is None:
        raise Http404
    whole = figures.whole(by.programme_id)
    context = {
        "whole": whole,
        "stages": figures.funnel(whole),
        "words": figures.funnel_words(whole),
        "antennas": _lines(figures.by_antenna(by.programme_id), _antenna_names(by), "senza antenna", "antenna"),
        "comuni": _by_comune(by),
        "may_open": may(by, Action.SIGNAL_VIEW),
        "crumbs": [("Antenne", reverse("outreach:antennas")), ("Che fine fanno le segnalazioni", "")],
    }
    return TemplateResponse(request, "outreach/conversion.html", context)


@requires(Action.NETWORK_VIEW)
def needs(request: HttpRequest) -> HttpResponse:
    """What people met need, by area of need and comune, and what keeps them from coming."""
    by = acting_in(request)
    if by.programme_id is None:
        raise Http404
    crumbs = [("Antenne", reverse("outreach:antennas")), ("Bisogni per area e comune", "")]
    context = {"needs": figures.needs_by_place(by, by.programme_id), "crumbs": crumbs}
    return TemplateResponse(request, "outreach/needs.html", context)


@requires(Action.SIGNAL_VIEW)
def orientations(request: HttpRequest) -> HttpResponse:
    """Who was sent elsewhere: those to ask back about first."""
    by = acting_in(request)
    rows = visible(Orientation.objects.all(), by, Action.SIGNAL_VIEW).select_related("signal")
    days = int(parameter("orientation_ask_days", clock.today()))
    return orientation_list(days).answer(request, rows, days=days)


def orientation_list(days: int) -> ListPage:
    """Columns, filters and export in one declaration; no names."""
    limit = clock.today() - timedelta(days=days)

    def answer(one: Orientation) -> Mark:
        if one.worked is not None:
            return Mark("ok", "ha funzionato", "check") if one.worked else Mark("stop", "non ha funzionato", "close")
        return Mark("warn", "da risentire", "clock") if one.oriented_on <= limit else Mark("", "è presto", "clock")

    def due(rows: Any, _: str) -> Any:
        return rows.filter(worked__isnull=True, oriented_on__lte=limit)

    return ListPage(
        title="Orientamenti da risentire",
        noun="orientamento,orientamenti",
        columns=[
            Column(
                "numero", "Segnalazione", lambda one: f"n. {one.signal.number}", link=_signal, sort="signal__number"
            ),
            Column("verso", "Verso", lambda one: one.destination, sort="destination"),
            Column("giorno", "Orientata il", lambda one: one.oriented_on, sort="oriented_on"),
            Column("esito", "Ha funzionato?", answer, sort="worked"),
            Column("risposta", "Chiesto il", lambda one: one.asked_back_on, sort="asked_back_on"),
        ],
        filters=[Filter("quali", "Quali", [("ora", "da risentire ora")], due)],
        order=("asked_back_on", "oriented_on"),
        empty=(
            "arrow-right",
            "Nessun orientamento",
            "Qui tornano le persone mandate altrove, per sapere com’è andata.",
        ),
        template="outreach/orientations.html",
        export_name="orientamenti",
    )


def _signal(one: Orientation) -> str:
    return one.signal.get_absolute_url()


def _antenna_names(by: Actor) -> Callable[[list[str]], dict[str, str]]:
    def names(_: list[str]) -> dict[str, str]:
        rows = visible(Antenna.objects, by, Action.NETWORK_VIEW).values_list("id", "name")
        return {str(pk): name for pk, name in rows}

    return names


def _by_comune(by: Actor) -> list[dict[str, Any]]:
    assert by.programme_id is not None  # noqa: S101 (the page has asked)
    return _lines(figures.by_comune(by.programme_id), names_of, "comune non detto", "comune")


def _lines(
    found: dict[str, figures.Conversion], names: Callable[[list[str]], dict[str, str]], none: str, key: str
) -> list[dict[str, Any]]:
    """One line for each key, the most signals first, with the address of the rows behind it."""
    known = names(list(found))
    lines = [
        {
            "label": known.get(pk, none),
            "figures": figure,
            "url": f"{reverse('outreach:signals')}?{key}={pk}" if pk in known else "",
        }
        for pk, figure in found.items()
    ]
    return sorted(lines, key=lambda one: (-one["figures"].signals, one["label"]))
