"""The catalogue of figures: a function that returns the counted rows, and what to make of them.

The docstring of the function is the definition, in Italian, and ends with its source («Fonte: …»). One row is one
counted thing: a function filters with `Exists`, never with a join that repeats rows. It runs as `ciao_report`, so it
reads only the columns a table declares in `REPORT_COLUMNS`. Figures that start from the same rows say so with `among=`
and return which of them they count: one query counts them together.
"""

from __future__ import annotations

import inspect
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.expressions import Combinable

from ciao.core import clock
from ciao.core.registry import Registry
from ciao.indicators.enums import Kind, Unit
from ciao.programmes.models import ProgrammeVersion

Parts = tuple[Decimal, ...]


@dataclass(frozen=True)
class At:
    """The programme and the day a figure is asked for; facts of that day are in."""

    programme_id: uuid.UUID
    on: date

    @property
    def end(self) -> datetime:
        """The instant the day is over in Italy."""
        return datetime.combine(self.on + timedelta(days=1), time(0), tzinfo=clock.ROME)


Rows = Callable[[At], QuerySet[Any]]
Which = Callable[[At], Q]


def every(at: At) -> Q:
    """All of the rows."""
    return Q()


@dataclass(frozen=True)
class Among:
    """Some of the rows that a function returns; all parts of one function are counted in one query."""

    among: Rows
    which: Which = every

    def __call__(self, at: At) -> QuerySet[Any]:
        """Those rows alone."""
        return self.among(at).filter(self.which(at))


@dataclass(frozen=True)
class Measure:
    """How rows become a value: sums that add up over groups, then one division at most.

    `sums` takes the condition on the rows to add up; `field` is what each row brings, empty where each row brings one.
    """

    name: str
    sums: Callable[[Q], Mapping[str, Combinable]]
    value: Callable[[Parts], Decimal | None]
    field: str = ""
    of: Q | None = None
    over: Q | None = None


@dataclass(frozen=True)
class Target:
    """A group of recipients as a version promises it, to say who has its requirements."""

    label: str
    gender: str
    age_min: int | None
    age_max: int | None


@dataclass(frozen=True)
class Known:
    """What cuts need beside the row: comune → territory of the programme, and the groups of recipients."""

    areas: Mapping[str, str]
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True)
class Cut:
    """A way to divide a figure; a partition names each row once, an overlapping cut may name it more than once."""

    code: str
    label: str
    fields: tuple[str, ...]
    names: Callable[[tuple[Any, ...], Known], tuple[str, ...]]
    order: tuple[str, ...] = ()
    is_partition: bool = True


@dataclass(frozen=True)
class Indicator:
    """One figure of the programme: its words, its rows, its measure, its cuts.

    `base` counts those a result can be seen on at all, `whole` those it ought to be seen on; `promised` reads the value
    a version itself promises.
    """

    code: str
    label: str
    kind: Kind
    rows: Rows
    measure: Measure
    definition: str
    source: str
    cuts: tuple[Cut, ...] = ()
    activity: int | None = None
    unit: Unit = Unit.COUNT
    words: tuple[str, ...] = ()
    base: Rows | None = None
    whole: Rows | None = None
    base_words: str = ""
    promised: Callable[[ProgrammeVersion], Decimal | None] | None = None
    fewer_is_better: bool = False
    is_verified: bool = True

    @property
    def name(self) -> str:
        """The code as people write it: PER-02, CO01."""
        return self.code.upper()


Declared = TypeVar("Declared", bound=Callable[[At], Any])
CATALOGUE: Registry[Indicator] = Registry("ciao.indicators.catalogue")


def indicator(
    code: str, label: str, *, kind: Kind, measure: Measure, words: str = "", among: Rows | None = None, **more: Any
) -> Callable[[Declared], Declared]:
    """Puts a function among the figures; `words` are the stems by which a promised result suggests it.

    The function returns the counted rows; with `among`, which of the rows of another function are counted.
    """

    def declare(declared: Declared) -> Declared:
        rows = Among(among, declared) if among else declared
        definition, _, source = " ".join((inspect.getdoc(declared) or "").split()).partition(" Fonte: ")
        entry = Indicator(
            code, label, kind, rows, measure, definition, source.rstrip("."),
            words=tuple(one for one in words.split("|") if one), **more,
        )  # fmt: skip
        CATALOGUE.add(code, entry)
        return declared

    return declare


def count() -> Measure:
    """How many rows."""
    return Measure("count", lambda where: {"total": Count("pk", filter=where or None)}, lambda parts: parts[0])


def total(field: str) -> Measure:
    """The sum of a column; nothing is 0."""
    return Measure("total", lambda where: {"total": Sum(field, filter=where or None)}, lambda parts: parts[0], field)


def mean(field: str) -> Measure:
    """The average of a column over the rows that have it; unknown where none has."""

    def sums(where: Q) -> Mapping[str, Combinable]:
        return {"total": Sum(field, filter=where or None), "many": Count(field, filter=where or None)}

    return Measure("mean", sums, _divided, field)


def ratio(of: Q, over: Q | None = None) -> Measure:
    """Rows that satisfy `of` for every 100 that satisfy `over` (every row where it is not said)."""
    base = over if over is not None else Q(pk__isnull=False)

    def sums(where: Q) -> Mapping[str, Combinable]:
        return {"total": Count("pk", filter=where & of & base), "many": Count("pk", filter=where & base)}

    return Measure(
        "ratio", sums, lambda parts: None if not parts[1] else parts[0] * 100 / parts[1], of=of & base, over=base
    )


def _divided(parts: Parts) -> Decimal | None:
    return parts[0] / parts[1] if parts[1] else None
