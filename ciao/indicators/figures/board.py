"""The board: every figure against what was promised, the promised results with their measures."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ciao.core.charts.bar import Bar
from ciao.indicators.catalogue import CATALOGUE, Indicator
from ciao.indicators.enums import Kind
from ciao.indicators.figures import Figure, at_of, figures
from ciao.indicators.models import ExpectedValue, ResultMeasure
from ciao.indicators.rules import Promise, progress, suggested, written
from ciao.programmes.models import ExpectedResult, Programme, ProgrammeVersion
from ciao.programmes.rules import Span

BEHIND = ("indietro", "oltre il limite")


@dataclass(frozen=True)
class Expected:
    """A value promised, and which version promised it; `is_typed` is false where the version's own figures say it."""

    value: Decimal
    version: ProgrammeVersion
    source: str
    is_typed: bool


@dataclass(frozen=True)
class Line:
    """A figure as the board shows it: value, promise, bar and the word of today."""

    figure: Figure
    expected: Expected | None
    bar: Bar | None

    @property
    def indicator(self) -> Indicator:
        """What is measured."""
        return self.figure.indicator

    @property
    def target(self) -> str:
        """The promised value in words; empty where there is none."""
        return written(self.expected.value, self.indicator.unit) if self.expected else ""

    @property
    def word(self) -> str:
        """In anticipo, in linea, indietro, raggiunto; empty where nothing was promised."""
        return self.bar.word if self.bar else ""

    @property
    def is_behind(self) -> bool:
        """Whether somebody should look at it."""
        return self.word in BEHIND


@dataclass(frozen=True)
class Result:
    """A promised result with the figures by which one sees it; none means nobody said how."""

    row: ExpectedResult
    lines: tuple[Line, ...]
    hints: tuple[Indicator, ...]


@dataclass(frozen=True)
class Board:
    """All that the page of figures shows, on one day and in one version."""

    programme: Programme
    version: ProgrammeVersion
    on: date
    lines: dict[str, Line]
    results: tuple[Result, ...]

    @property
    def esf(self) -> list[Line]:
        """The funder's own figures."""
        return [one for one in self.lines.values() if one.indicator.kind == Kind.ESF]

    @property
    def groups(self) -> list[tuple[str, str, list[Line]]]:
        """What was done and what came of it, each in the order of the sheet's activities, with where it stands."""
        titles = ((Kind.OUTPUT, "Che cosa si è fatto"), (Kind.RESULT, "Che cosa ne è venuto"))
        found = [(title, [one for one in self.lines.values() if one.indicator.kind == kind]) for kind, title in titles]
        return [(title, standing(lines), sorted(lines, key=_by_activity)) for title, lines in found]

    @property
    def behind(self) -> list[Line]:
        """Figures below the band expected on the day."""
        return [one for one in self.lines.values() if one.is_behind]

    @property
    def unmeasured(self) -> list[Result]:
        """Promised results nobody said how to see."""
        return [one for one in self.results if not one.lines]

    @property
    def unpromised(self) -> list[Line]:
        """Figures of the programme without a value to reach."""
        return [one for one in self.lines.values() if one.expected is None and one.indicator.kind != Kind.ESF]


def board_of(programme: Programme, on: date) -> Board:
    """Every figure on a day; a fixed number of queries, whatever the programme holds."""
    version = programme.version_on(on)
    lines = {one.indicator.code: one for one in lines_of(CATALOGUE, programme, on)}
    return Board(programme, version, on, lines, _results(programme, lines))


def lines_of(indicators: Iterable[Indicator], programme: Programme, on: date) -> list[Line]:
    """Some figures against what was promised."""
    chosen = list(indicators)
    version = programme.version_on(on)
    promised = expected_values(programme, version, chosen)
    return [_line(one, promised.get(one.indicator.code), version, on) for one in figures(chosen, at_of(programme, on))]


def line_of(one: Indicator, programme: Programme, on: date) -> Line:
    """One figure against what was promised."""
    return lines_of([one], programme, on)[0]


def expected_values(
    programme: Programme, version: ProgrammeVersion, indicators: Sequence[Indicator]
) -> dict[str, Expected]:  # fmt: skip
    """By code: what this version promises, else the last one before it that said a value, else its own figures."""
    found = {}
    for one in indicators:
        own = one.promised(version) if one.promised else None
        if own is not None:
            found[one.code] = Expected(own, version, "scheda progetto", is_typed=False)
    rows = ExpectedValue.objects.filter(version__programme=programme, version__number__lte=version.number)
    for row in rows.select_related("version").order_by("version__number"):
        found[row.indicator] = Expected(row.value, row.version, row.source, is_typed=True)
    return found


def standing(lines: Sequence[Line]) -> str:
    """«2 in linea · 1 indietro», in the order in which words come up."""
    words = [one.word for one in lines if one.word]
    return " · ".join(f"{words.count(word)} {word}" for word in dict.fromkeys(words))


def hints_for(row: ExpectedResult) -> list[str]:
    """Codes of the figures whose words speak of a promised result."""
    return suggested(row.text, {one.code: one.words for one in CATALOGUE})


def _line(one: Figure, promised: Expected | None, version: ProgrammeVersion, on: date) -> Line:
    if promised is None:
        return Line(one, None, None)
    span = Span(version.starts_on, version.ends_on)
    promise = Promise(promised.value, span, one.indicator.fewer_is_better)
    return Line(one, promised, progress(one.indicator.label, one.value, promise, on))


def _results(programme: Programme, lines: dict[str, Line]) -> tuple[Result, ...]:
    measures: dict[uuid.UUID, list[Line]] = {}
    rows = ResultMeasure.objects.filter(expected_result__programme=programme).order_by("indicator")
    for owner, code in rows.values_list("expected_result_id", "indicator"):
        measures.setdefault(owner, []).extend([lines[code]] if code in lines else [])
    return tuple(
        Result(row, tuple(measures.get(row.id, ())), tuple(CATALOGUE[code] for code in hints_for(row)))
        for row in programme.expected_results.order_by("number")
    )


def _by_activity(one: Line) -> tuple[bool, int, str]:
    number = one.indicator.activity
    return number is None, number or 0, one.indicator.code
