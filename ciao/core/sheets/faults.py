"""Spreadsheets that go back: the rows to correct with the reason beside them, and an empty one to fill in."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence

import xlsxwriter

from ciao.core.sheets.reading import Cell

SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_RUNS = re.compile(r"[=@\t\r]|[+\-](?![\d\s(.,]|$)")
LONGEST = 32_000  # a cell holds 32,767 letters


def faults_sheet(headings: Sequence[str], rows: Iterable[tuple[int, Sequence[Cell], Sequence[str]]]) -> bytes:
    """The wrong rows as they were, after their number and before what to correct; texts stay texts, never formulas."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        sheet = book.add_worksheet("Da correggere")
        sheet.write_row(0, 0, ["Riga", *headings, "Che cosa correggere"], book.add_format({"bold": True}))
        for at, (number, cells, sentences) in enumerate(rows, 1):
            sheet.write_number(at, 0, number)
            for place, cell in enumerate(cells[: len(headings)], 1):
                sheet.write_string(at, place, str(cell)[:LONGEST])
            sheet.write_string(at, len(headings) + 1, " ".join(sentences)[:LONGEST])
        sheet.freeze_panes(1, 1)
    return buffer.getvalue()


def blank(headings: Sequence[str]) -> bytes:
    """A sheet with its headings and nothing else."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        sheet = book.add_worksheet("Elenco")
        sheet.write_row(0, 0, list(headings), book.add_format({"bold": True}))
        sheet.set_column(0, len(headings) - 1, 22)
    return buffer.getvalue()


def harmless(cell: str) -> str:
    """A text for a CSV that no program runs as a formula: an apostrophe stands before; telephone numbers stay."""
    return f"'{cell}" if _RUNS.match(cell) else cell
