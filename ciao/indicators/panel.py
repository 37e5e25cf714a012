"""Figures for pages composed higher up: tiles for a home, the last knot of a thread; and parts of our own pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.core import clock
from ciao.core.charts import line
from ciao.core.charts.bar import Bar, Progress, draw
from ciao.core.formats import MONTHS
from ciao.indicators.catalogue import CATALOGUE, Cut, Indicator
from ciao.indicators.enums import Kind, Unit
from ciao.indicators.figures import Cell, at_of, cells, figure, known_of
from ciao.indicators.figures.board import Line, expected_values, line_of, lines_of
from ciao.indicators.rules import last_days
from ciao.programmes.models import Programme

TILES = 4
DRAWN = ("count", "total")


@dataclass(frozen=True)
class Part:
    """One group of a cut as its table shows it; drawn against the whole where groups can be compared."""

    cell: Cell
    bar: Bar | None


@dataclass(frozen=True)
class Division:
    """A figure by one cut."""

    cut: Cut
    parts: list[Part]
    is_drawn: bool


def tiles(programme: Programme, actor: Actor) -> list[Line]:
    """A few figures for a home: those behind first, then those with a promise, in the catalogue's order."""
    if not may(actor, Action.INDICATOR_VIEW):
        return []
    on, own = clock.today(), [one for one in CATALOGUE if one.kind != Kind.ESF]
    promised = expected_values(programme, programme.version_on(on), own)
    lines = lines_of([one for one in own if one.code in promised], programme, on)
    return sorted(lines, key=lambda one: not one.is_behind)[:TILES]


def tile_url(one: Line) -> str:
    """Where a tile leads."""
    return reverse("indicators:detail", args=[one.indicator.code])


def knot(code: str, programme: Programme, actor: Actor | None = None) -> tuple[str, str, str]:
    """The last knot of a thread: «Tirocini avviati», «23 su 30», its page (empty for who may not look at figures)."""
    one = line_of(CATALOGUE[code], programme, clock.today())
    note = f"{one.figure.text} su {one.target}" if one.target else one.figure.text
    url = reverse("indicators:detail", args=[code]) if actor is None or may(actor, Action.INDICATOR_VIEW) else ""
    return one.indicator.label, note, url


def divided(one: Indicator, programme: Programme, on: date) -> list[Division]:
    """A figure by each of its cuts; cuts with nothing in them are left out."""
    at, known = at_of(programme, on), known_of(programme, on)
    found = [(cut, cells(one, cut, at, known)) for cut in one.cuts]
    return [_division(one, cut, parts) for cut, parts in found if parts]


def trend(one: Indicator, programme: Programme, on: date) -> line.Line | None:
    """The running total month by month; none for shares, for a single month, or for what is only known today."""
    if one.measure.name not in DRAWN or one.unit == Unit.MONEY or one.code in NOT_OVER_TIME:
        return None
    days = last_days(min(programme.version_on(on).starts_on, on), on)
    if len(days) < 2:
        return None
    bare = replace(one, base=None, whole=None)
    points = [(MONTHS[day.month - 1][:3], int(figure(bare, at_of(programme, day)).value or 0)) for day in days]
    return line.draw(line.Series(one.label, points))


# Whose state of a past day is not kept.
NOT_OVER_TIME = ("ent-01",)


def _division(one: Indicator, cut: Cut, parts: Sequence[Cell]) -> Division:
    is_drawn = cut.is_partition and one.measure.name in DRAWN and len(parts) > 1
    whole = sum((cell.value or 0 for cell in parts), start=0)
    bars = [_bar(cell, whole) if is_drawn and whole else None for cell in parts]
    return Division(cut, [Part(cell, bar) for cell, bar in zip(parts, bars, strict=True)], is_drawn)


def _bar(cell: Cell, whole: Any) -> Bar:
    return draw(Progress(round(cell.value or 0), round(whole), label=cell.label))
