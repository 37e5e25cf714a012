"""From an indicator to its value, its cuts and the ids behind it: counted as `ciao_report`, the same for everybody."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ciao.access.actor import reporting
from ciao.core.formats import NOT_KNOWN
from ciao.indicators.catalogue import At, Cut, Indicator, Known, Measure, Rows, Target, count
from ciao.indicators.catalogue._cuts import NO_GROUP, NOT_HERE
from ciao.indicators.figures.tally import Ask, Group, tally
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
    """One query for all that starts from the same rows: values, bases, wholes; nothing of anybody is read."""
    chosen = list(indicators)
    asked = [(one, Ask(rows, measure)) for one in chosen for rows, measure in _parts(one)]
    found: dict[str, list[Group]] = defaultdict(list)
    for (one, _), (group,) in zip(asked, tally([ask for _, ask in asked], at), strict=True):
        found[one.code].append(group)
    return [_figure(one, found[one.code]) for one in chosen]


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
    return cells_of_all([one], cut, at, known)[0]


def cells_of_all(indicators: Sequence[Indicator], cut: Cut, at: At, known: Known) -> list[list[Cell]]:
    """Several figures divided by the same cut; those of the same rows in one query."""
    found = tally([Ask(one.rows, one.measure) for one in indicators], at, cut.fields)
    return [_cells(one, cut, groups, known) for one, groups in zip(indicators, found, strict=True)]


def ids(one: Indicator, at: At) -> list[uuid.UUID]:
    """The rows behind a figure, by id only."""
    with reporting():
        return list(one.rows(at).order_by().values_list("pk", flat=True))


def shared(one: Indicator, at: At, columns: Sequence[str], pks: Sequence[uuid.UUID]) -> Shared:
    """Columns of some of the rows behind a figure that name nobody: the case's id, what each row brings."""
    with reporting():
        found = one.rows(at).order_by().filter(pk__in=pks).values_list("pk", *columns)
        return {row[0]: tuple(row[1:]) for row in found}


def _parts(one: Indicator) -> list[tuple[Rows, Measure]]:
    """All that a figure counts: its rows, then its base and its whole where it has them."""
    return [(one.rows, one.measure), *((rows, count()) for rows in (one.base, one.whole) if rows)]


def _figure(one: Indicator, groups: Sequence[Group]) -> Figure:
    """From the groups of `_parts`, in their order; the last of each is how many rows."""
    (*sums, many), *others = groups
    rest = iter([group[-1] for group in others])
    base, whole = next(rest) if one.base else None, next(rest) if one.whole else None
    return Figure(one, one.measure.value(tuple(Decimal(part or 0) for part in sums)), many, base, whole)


def _cells(one: Indicator, cut: Cut, groups: Sequence[Group], known: Known) -> list[Cell]:
    width, sums = len(cut.fields), dict[str, list[Decimal]]()
    for group in groups:
        brought = [Decimal(part or 0) for part in group[width:]]
        for name in cut.names(group[:width], known):
            sums[name] = [a + b for a, b in zip(sums.get(name, [Decimal(0)] * len(brought)), brought, strict=True)]
    return [_cell(one, name, sums[name]) for name in _ordered(sums, cut)]


def _cell(one: Indicator, name: str, sums: Sequence[Decimal]) -> Cell:
    value = one.measure.value(tuple(sums[:-1]))
    return Cell(name, value, int(sums[-1]), written(value, one.unit))


def _ordered(names: Iterable[str], cut: Cut) -> list[str]:
    """In the cut's own order, then by name; what is not known last."""
    place = {name: index for index, name in enumerate(cut.order)}
    return sorted(names, key=lambda name: (name in LAST, place.get(name, len(place)), name))
