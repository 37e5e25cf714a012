"""Which row holds the headings and which column is what: a guess that people correct."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ciao.core.sheets.cells import text
from ciao.core.sheets.reading import Cell

LOOKED_AT = 40


@dataclass(frozen=True)
class Wanted:
    """One thing a list may hold: the words its heading is known by, and how its cells are read."""

    name: str
    label: str
    words: str
    read: Callable[[Cell], Any] = text
    help_text: str = ""


@dataclass(frozen=True)
class Mapping:
    """Where the headings are (0 is the first row) and in which column each thing is."""

    header: int
    columns: dict[str, int | None]

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"header": self.header, "columns": self.columns}

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Mapping:
        """As it was kept."""
        return cls(int(kept["header"]), dict(kept["columns"]))

    def score(self) -> int:
        """How many things were recognised."""
        return sum(place is not None for place in self.columns.values())


def guess(rows: Sequence[Sequence[Cell]], wanted: Sequence[Wanted]) -> Mapping:
    """The row among the first forty whose headings say most, titles and merged cells above it apart.

    `wanted` is in order of trust: a heading goes to the first thing whose words it holds.
    """
    found = [_guess_at(rows[at], at, wanted) for at in range(min(len(rows), LOOKED_AT))]
    return max(found, key=Mapping.score)


def headings(rows: Sequence[Sequence[Cell]], header: int) -> list[str]:
    """What each column is called, with its letter where it has no name."""
    width = max((len(row) for row in rows), default=0)
    written = rows[header] if header < len(rows) else []
    return [str(written[at]).strip() if at < len(written) and written[at] != "" else letter(at) for at in range(width)]


def letter(at: int) -> str:
    """«colonna A», «colonna AB»."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return f"colonna {name}"


def _guess_at(row: Sequence[Cell], at: int, wanted: Sequence[Wanted]) -> Mapping:
    columns: dict[str, int | None] = {one.name: None for one in wanted}
    for place, heading in enumerate(row):
        if not isinstance(heading, str) or not 0 < len(heading) < 80:
            continue
        name = next((one.name for one in wanted if re.search(one.words, heading, re.IGNORECASE)), None)
        if name and columns[name] is None:
            columns[name] = place
    return Mapping(at, columns)
