"""Spreadsheets of figures: what leaves the programme carries its definitions and no small group."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from ciao.core.formats import date_field
from ciao.indicators.catalogue import Cut, Indicator
from ciao.indicators.figures import Cell
from ciao.indicators.figures.board import Board, Line
from ciao.indicators.rules import SMALL, suppress, too_small

HEADS = (
    "Codice", "Indicatore", "Attività", "Valore", "In", "Valore atteso", "Versione", "Oggi", "Su quanti si può vedere",
    "Definizione", "Fonte", "Codice verificato",
)  # fmt: skip
CUT_HEADS = ("Codice", "Indicatore", "Diviso per", "Gruppo", "Valore")
HIDDEN, NEXT_TO_HIDDEN, WHOLE_HIDDEN = "< 5", "nascosto", "gruppi troppo piccoli per essere mostrati"
Cuts = Callable[[Indicator, Cut], Sequence[Cell]]


def spreadsheet(board: Board, cuts: Cuts) -> bytes:
    """The board with its definitions, and every cut without the cells that would tell of somebody.

    `cuts` gives the cells of a figure by a cut.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("Indicatori")
        said = f"{board.programme}, valori al {date_field(board.on)}, versione {board.version.number} del progetto"
        sheet.write_string(0, 0, said, bold)
        sheet.write_row(2, 0, HEADS, bold)
        for index, line in enumerate(board.lines.values(), 3):
            _write(sheet, index, _cells(line))
        divided = book.add_worksheet("Divisioni")
        note = f"Meno di {SMALL} persone: nascosto, insieme ai gruppi che per differenza le farebbero ricavare."
        divided.write_string(0, 0, note, bold)
        divided.write_row(2, 0, CUT_HEADS, bold)
        for index, row in enumerate(divisions(board, cuts), 3):
            _write(divided, index, row)
    return buffer.getvalue()


def divisions(board: Board, cuts: Cuts) -> list[tuple[object, ...]]:
    """One row for each group of each cut, small groups hidden; an overlapping cut is left out: it cannot be guarded."""
    found: list[tuple[object, ...]] = []
    for line in board.lines.values():
        one = line.indicator
        for cut in one.cuts:
            if cut.is_partition:
                lead = (one.name, one.label, cut.label)
                found += [(*lead, name, value) for name, value in guarded(cuts(one, cut))]
    return found


def guarded(cells: Sequence[Cell]) -> list[tuple[str, object]]:
    """Label and value of each cell as it may leave: a number, «< 5», or hidden beside it."""
    counts = {cell.label: cell.count for cell in cells}
    if too_small(counts):
        return [("", WHOLE_HIDDEN)]
    hidden = suppress(counts)
    return [(cell.label, _guarded(cell, cell.label in hidden)) for cell in cells]


def _guarded(cell: Cell, is_hidden: bool) -> object:
    if not is_hidden:
        return cell.value
    return HIDDEN if cell.count < SMALL else NEXT_TO_HIDDEN


def _cells(line: Line) -> tuple[object, ...]:
    one, promised = line.indicator, line.expected
    return (
        one.name, one.label, one.activity, line.figure.value, one.unit.label, promised.value if promised else None,
        promised.version.number if promised else None, line.word, line.figure.base, one.definition, one.source,
        "sì" if one.is_verified else "no",
    )  # fmt: skip


def _write(sheet: Any, row: int, values: Sequence[object]) -> None:
    for column, value in enumerate(values):
        if isinstance(value, int | Decimal):
            sheet.write_number(row, column, value)
        else:
            sheet.write_string(row, column, "" if value is None else str(value))
