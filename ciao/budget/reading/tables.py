"""From the bytes of XLSX, ODS or CSV to rows of cells; the number of a row is that of the file."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from ciao.core.formats import count
from ciao.files.enums import FileKind

Cell = str | int | float
MAX_ROWS, MAX_COLUMNS, MAX_UNPACKED = 3000, 80, 200 * 1024**2
WANTED = "Serve un foglio di calcolo: Excel (.xlsx), OpenDocument (.ods) o CSV."
_FORMULA = re.compile(r'<c\b[^>]*\br="([A-Z]+\d+)"[^>]*>\s*<f\b(?:[^>]*/>|.*?</f>)\s*(<v>[^<]+</v>)?', re.DOTALL)


class NotReadable(ValueError):
    """The file is no table of amounts; the text is the Italian sentence to show."""


@dataclass(frozen=True)
class Table:
    """One sheet; `unsolved` are the cells whose formula was never computed."""

    name: str
    rows: list[list[Cell]]
    unsolved: list[str] = field(default_factory=list)


def tables(content: bytes, kind: FileKind) -> list[Table]:
    """Every sheet with something in it; raises `NotReadable` for other files, empty or enormous ones."""
    if kind in (FileKind.CSV, FileKind.TXT):
        found = [Table("CSV", _csv(content))]
    elif kind in (FileKind.XLSX, FileKind.ODS):
        found = _workbook(content, kind)
    else:
        raise NotReadable(WANTED)
    found = [one for one in found if one.rows]
    if not found:
        raise NotReadable("Il file non ha nessuna cella scritta.")
    for one in found:
        _check_size(one)
    return found


def _check_size(table: Table) -> None:
    if len(table.rows) > MAX_ROWS:
        raise NotReadable(
            f"Il foglio «{table.name}» ha {count(len(table.rows))} righe: il massimo è {count(MAX_ROWS)}. "
            "Togli le righe vuote in fondo."
        )
    if max(len(row) for row in table.rows) > MAX_COLUMNS:
        raise NotReadable(f"Il foglio «{table.name}» ha più di {MAX_COLUMNS} colonne: togli quelle che non servono.")


def _workbook(content: bytes, kind: FileKind) -> list[Table]:
    unsolved = _unsolved(content) if kind == FileKind.XLSX else {}
    _check_unpacked(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = list(book.sheet_names)
        rows = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names]
    except (CalamineError, OSError, ValueError) as problem:
        raise NotReadable("Il file è rovinato: aprilo con il tuo programma, salvalo e caricalo di nuovo.") from problem
    return [
        Table(name, _trimmed([[_cell(value) for value in row] for row in one]), unsolved.get(number, []))
        for number, (name, one) in enumerate(zip(names, rows, strict=True), 1)
    ]


def _check_unpacked(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(one.file_size for one in archive.infolist()) > MAX_UNPACKED:
            raise NotReadable("Il file aperto è troppo grande: lascia solo il foglio del piano economico.")


def _unsolved(content: bytes) -> dict[int, list[str]]:
    """Cells of each sheet with a formula and no result: files written by a program and never opened."""
    found: dict[int, list[str]] = {}
    _check_unpacked(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            sheet = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
            if sheet:
                text = archive.read(name).decode("utf-8", "replace")
                found[int(sheet[1])] = [one[1] for one in _FORMULA.finditer(text) if not one[2]]
    return found


def _csv(content: bytes) -> list[list[Cell]]:
    text = _decoded(content)
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    counts = {mark: sum(line.count(mark) for line in lines[:20]) for mark in ("\t", ";", ",")}
    if not any(counts.values()):
        raise NotReadable("Il CSV ha una colonna sola: separa le colonne con un punto e virgola.")
    mark = "\t" if counts["\t"] else ";" if counts[";"] else ","
    rows: list[list[Cell]] = [[one.strip() for one in row] for row in csv.reader(io.StringIO(text), delimiter=mark)]
    return _trimmed(rows)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return "sì" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int | float) else str(value).strip()


def _trimmed(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Without empty cells at the right and empty rows at the end; those between stay, so numbers are the file's."""
    kept = [list(_without_tail(row)) for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _without_tail(row: list[Cell]) -> Iterator[Cell]:
    last = max((at for at, value in enumerate(row) if value != ""), default=-1)
    yield from row[: last + 1]
