"""Each row of a sheet with a value per thing wanted, and the sentences for what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ciao.core.sheets.cells import Unreadable
from ciao.core.sheets.columns import Mapping, Wanted
from ciao.core.sheets.reading import Cell


@dataclass
class ReadRow:
    """One row: its number as the file shows it, what was read; what was not, as written and why."""

    number: int
    values: dict[str, Any]
    faults: list[str] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)


def rows_of(rows: Sequence[Sequence[Cell]], mapping: Mapping, wanted: Sequence[Wanted]) -> Iterator[ReadRow]:
    """The rows under the headings that have something in them, one by one."""
    for at in range(mapping.header + 1, len(rows)):
        if any(cell != "" for cell in rows[at]):
            yield _read(at + 1, rows[at], mapping, wanted)


def _read(number: int, row: Sequence[Cell], mapping: Mapping, wanted: Sequence[Wanted]) -> ReadRow:
    found = ReadRow(number, {})
    for one in wanted:
        place = mapping.columns.get(one.name)
        cell: Cell = row[place] if place is not None and place < len(row) else ""
        try:
            found.values[one.name] = one.read(cell)
        except Unreadable as refusal:
            found.values[one.name] = None
            found.written[one.name] = str(cell)
            found.faults.append(f"{one.label}: {refusal}")
    return found
