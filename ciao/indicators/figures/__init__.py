"""From an indicator to its value, its cuts and the ids behind it: counted as `ciao_report`, the same for everybody."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count

from ciao.access.actor import reporting
from ciao.core.formats import NOT_KNOWN
from ciao.indicators.catalogue import At, Cut, Indicator, Known, Target
from ciao.indicators.catalogue._cuts import NO_GROUP, NOT_HERE
from ciao.indicators.rules import written
from ciao.programmes.models import Programme, ProgrammeArea, TargetGroup

Shared = dict[uuid.UUID, tuple[Any, ...]]
LAST = (NOT_HERE, NO_GROUP, NOT_KNOWN)


@dataclass(frozen=True)
class Figure:
    """A value on a day, how many rows made it, and out of how many it could be seen at all (None where all)."""

    indicator: Indicator
    value: Decimal | None
    count: int
    base: int | None = None
    whole: int | None = None

    @property
    def unknown(self) -> int:
        """How many it ought to be seen on, and cannot yet."""
        return max(self.whole - self.base, 0) if self.whole is not None and self.base is not None else 0

    @property
    def text(self) -> str:
        """The value as pages write it."""
        return written(self.value, self.indicator.unit)


@dataclass(frozen=True)
class Cell:
    """One part of a figure: its value and how many rows are in it."""

    label: str
    value: Decimal | None
    count: int
    text: str


def at_of(programme: Programme, on: date) -> At:
    """The programme on a day."""
    return At(programme.id, on)


def figures(indicators: Iterable[Indicator], at: At) -> list[Figure]:
    """One query for each value, one more for each base; nothing of anybody is read."""
    with reporting():
        return [_figure(one, at) for one in indicators]


def figure(one: Indicator, at: At) -> Figure:
    """The value of one indicator."""
    return figures([one], at)[0]


def known_of(programme: Programme, on: date) -> Known:
    """Territories and groups of recipients of a programme, which cuts need beside the rows."""
    with reporting():
        pairs = ProgrammeArea.objects.filter(programme_id=programme.id).order_by("-name")
        areas = dict(pairs.values_list("municipalities__istat_code", "name"))
        groups = TargetGroup.objects.filter(version__programme_id=programme.id).order_by("label")
        fields = groups.values_list("label", "gender", "age_min", "age_max").distinct()
        return Known(areas, tuple(Target(*one) for one in fields))


def cells(one: Indicator, cut: Cut, at: At, known: Known) -> list[Cell]:
    """A figure divided by a cut: one grouped query, then the groups are named and added up."""
    rows = one.rows(at).order_by().values_list(*cut.fields)
    with reporting():
        groups = list(rows.annotate(**_sums(one), row_count=Count("pk")))
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * (len(one.measure.sums) + 1))
    width = len(cut.fields)
    for group in groups:
        for name in cut.names(group[:width], known):
            sums[name] = [a + Decimal(b or 0) for a, b in zip(sums[name], group[width:], strict=True)]
    return [_cell(one, name, sums[name]) for name in _ordered(sums, cut)]


def ids(one: Indicator, at: At) -> list[uuid.UUID]:
    """The rows behind a figure, by id only."""
    with reporting():
        return list(one.rows(at).order_by().values_list("pk", flat=True))


def shared(one: Indicator, at: At, columns: Sequence[str], pks: Sequence[uuid.UUID]) -> Shared:
    """Columns of some of the rows behind a figure that name nobody: the case's id, what each row brings."""
    with reporting():
        found = one.rows(at).order_by().filter(pk__in=pks).values_list("pk", *columns)
        return {row[0]: tuple(row[1:]) for row in found}


def _figure(one: Indicator, at: At) -> Figure:
    found = one.rows(at).order_by().aggregate(**_sums(one), row_count=Count("pk"))
    parts = tuple(Decimal(found[name] or 0) for name in one.measure.sums)
    base = one.base(at).order_by().count() if one.base else None
    whole = one.whole(at).order_by().count() if one.whole else None
    return Figure(one, one.measure.value(parts), found["row_count"], base, whole)


def _sums(one: Indicator) -> dict[str, Any]:
    return dict(one.measure.sums)


def _cell(one: Indicator, name: str, sums: Sequence[Decimal]) -> Cell:
    value = one.measure.value(tuple(sums[:-1]))
    return Cell(name, value, int(sums[-1]), written(value, one.unit))


def _ordered(names: Iterable[str], cut: Cut) -> list[str]:
    """In the cut's own order, then by name; what is not known last."""
    place = {name: index for index, name in enumerate(cut.order)}
    return sorted(names, key=lambda name: (name in LAST, place.get(name, len(place)), name))
