"""From the bytes of XLSX or ODS to named sheets of plain texts; formulas are never computed, only what they show."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

MAX_BYTES, MAX_UNPACKED, MAX_ROWS, MAX_COLUMNS = 2 * 1024**2, 50 * 1024**2, 1000, 60
WANTED = "Serve un foglio di calcolo: Excel (.xlsx) o OpenDocument (.ods)."
BROKEN = "Il file è rovinato: aprilo con il tuo programma, salvalo e caricalo di nuovo."


class NotReadable(ValueError):
    """The file is no workbook; the text is the Italian sentence to show."""


@dataclass(frozen=True)
class Line:
    """One row under the titles: its number in the file, and its cells by title."""

    number: int
    cells: dict[str, str]

    def get(self, *titles: str) -> str:
        """The first cell with something written, among several names of the same column."""
        return next((self.cells[one] for one in titles if self.cells.get(one)), "")


def sheets(content: bytes) -> dict[str, list[Line]]:
    """Every sheet with a row of titles, by its name in lower case; raises `NotReadable`."""
    if len(content) > MAX_BYTES:
        raise NotReadable("Il file è troppo grande: uno strumento sta in 2 MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
    except zipfile.BadZipFile as problem:
        raise NotReadable(WANTED) from problem
    if unpacked > MAX_UNPACKED:
        raise NotReadable("Il file aperto è troppo grande: lascia solo i fogli dello strumento.")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, OSError, ValueError) as problem:
        raise NotReadable(BROKEN) from problem
    return {name.strip().lower(): _lines(name, rows) for name, rows in found.items()}


def _lines(name: str, rows: list[list[Any]]) -> list[Line]:
    if len(rows) > MAX_ROWS or max((len(row) for row in rows), default=0) > MAX_COLUMNS:
        raise NotReadable(f"Il foglio «{name}» è troppo grande: al massimo {MAX_ROWS} righe e {MAX_COLUMNS} colonne.")
    titles = [_text(value).lower() for value in rows[0]] if rows else []
    lines = [
        Line(number, {title: _text(value) for title, value in zip(titles, row, strict=False) if title})
        for number, row in enumerate(rows[1:], 2)
    ]
    return [line for line in lines if any(line.cells.values())]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\x00", "").strip()
