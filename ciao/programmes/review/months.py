"""The grid on which the months of each activity are painted: activities down, calendar months across."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ciao.core import formats
from ciao.programmes.rules import month_span, months_between


@dataclass(frozen=True)
class Month:
    """A column: its number in the programme, its short name and its full one."""

    number: int
    short: str
    full: str
    year: str


@dataclass(frozen=True)
class Cell:
    """One tick box."""

    name: str
    month: Month
    is_on: bool


@dataclass(frozen=True)
class GridRow:
    """One activity with its boxes."""

    name: str
    label: str
    cells: tuple[Cell, ...]

    @property
    def painted(self) -> list[int]:
        """The numbers of the months ticked."""
        return [cell.month.number for cell in self.cells if cell.is_on]


@dataclass(frozen=True)
class MonthGrid:
    """Everything the grid template writes."""

    months: tuple[Month, ...]
    rows: tuple[GridRow, ...]


def grid(starts_on: date, ends_on: date, activities: Iterable[tuple[str, str, Sequence[int]]]) -> MonthGrid:
    """The grid of (key, label, months already painted) for each activity; month 1 is that of the start."""
    months = tuple(_month(starts_on, number) for number in range(1, months_between(starts_on, ends_on) + 1))
    rows = tuple(
        GridRow(key, label, tuple(Cell(f"months.{key}", one, one.number in painted) for one in months))
        for key, label, painted in activities
    )
    return MonthGrid(months, rows)


def painted(typed: Mapping[str, Sequence[str]], last: int) -> dict[str, list[int]]:
    """The months ticked, by activity key; boxes beyond the last month are ignored."""
    found: dict[str, list[int]] = {}
    for name, ticked in typed.items():
        if name.startswith("months."):
            numbers = {int(one) for one in ticked if one.isdigit()}
            found[name.removeprefix("months.")] = sorted(number for number in numbers if 1 <= number <= last)
    return found


def _month(start: date, number: int) -> Month:
    day = month_span(start, number).starts_on
    opens_year = number == 1 or day.month == 1
    name = formats.MONTHS[day.month - 1]
    return Month(number, name[:3], formats.month(day), str(day.year) if opens_year else "")
