"""The sheets of a file as rows of plain cells, whatever program wrote them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from ciao.core.formats import count

Cell = str | int | float
WANTED = "Serve un foglio di calcolo: Excel (.xlsx), OpenDocument (.ods) o CSV."
SPOILT = "Il file è rovinato: aprilo con il tuo programma, salvalo e caricalo di nuovo."
_FORMULA = re.compile(r'<c\b[^>]*\br="([A-Z]+\d+)"[^>]*>\s*<f\b(?:[^>]*/>|.*?</f>)\s*(<v>[^<]+</v>)?', re.DOTALL)


class NotReadable(ValueError):
    """The file is no table; the text is the Italian sentence to show."""


@dataclass(frozen=True)
class Limits:
    """How much is read at most; `unpacked` in bytes. `lighten` says how to make a file smaller."""

    rows: int = 3000
    columns: int = 80
    unpacked: int = 200 * 1024**2
    lighten: str = "lascia solo il foglio che serve"
    is_narrow_fine: bool = False


@dataclass(frozen=True)
class Table:
    """One sheet; `unsolved` are the cells whose formula was never computed."""

    name: str
    rows: list[list[Cell]]
    unsolved: list[str] = field(default_factory=list)


def tables(content: bytes, kind: str, limits: Limits | None = None) -> list[Table]:
    """Every sheet with something in it; `kind` is csv, txt, xlsx or ods.

    Raises `NotReadable` for other files, empty or enormous ones.
    """
    allowed = limits or Limits()
    if kind in ("csv", "txt"):
        found = [Table("CSV", _csv(content, allowed))]
    elif kind in ("xlsx", "ods"):
        found = _workbook(content, kind, allowed)
    else:
        raise NotReadable(WANTED)
    found = [one for one in found if one.rows]
    if not found:
        raise NotReadable("Il file non ha nessuna cella scritta.")
    for one in found:
        _check_size(one, allowed)
    return found


def _check_size(table: Table, limits: Limits) -> None:
    if len(table.rows) > limits.rows:
        raise NotReadable(
            f"Il foglio «{table.name}» ha {count(len(table.rows))} righe: il massimo è {count(limits.rows)}. "
            "Togli le righe vuote in fondo."
        )
    if max(len(row) for row in table.rows) > limits.columns:
        raise NotReadable(f"Il foglio «{table.name}» ha più di {limits.columns} colonne: togli quelle che non servono.")


def _workbook(content: bytes, kind: str, limits: Limits) -> list[Table]:
    unsolved = _unsolved(content, limits) if kind == "xlsx" else {}
    _check_unpacked(content, limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = list(book.sheet_names)
        rows = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names]
    except (CalamineError, OSError, ValueError) as problem:
        raise NotReadable(SPOILT) from problem
    return [
        Table(name, _trimmed([[_cell(value) for value in row] for row in one]), unsolved.get(number, []))
        for number, (name, one) in enumerate(zip(names, rows, strict=True), 1)
    ]


def _check_unpacked(content: bytes, limits: Limits) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(one.file_size for one in archive.infolist()) > limits.unpacked:
            raise NotReadable(f"Il file aperto è troppo grande: {limits.lighten}.")


def _unsolved(content: bytes, limits: Limits) -> dict[int, list[str]]:
    """Cells of each sheet with a formula and no result: files written by a program and never opened."""
    found: dict[int, list[str]] = {}
    _check_unpacked(content, limits)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            sheet = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
            if sheet:
                text = archive.read(name).decode("utf-8", "replace")
                found[int(sheet[1])] = [one[1] for one in _FORMULA.finditer(text) if not one[2]]
    return found


def _csv(content: bytes, limits: Limits) -> list[list[Cell]]:
    text = _decoded(content)
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    counts = {mark: sum(line.count(mark) for line in lines[:20]) for mark in ("\t", ";", ",")}
    if not any(counts.values()) and not limits.is_narrow_fine:
        raise NotReadable("Il CSV ha una colonna sola: separa le colonne con un punto e virgola.")
    mark = "\t" if counts["\t"] else ";" if counts[";"] else ","
    try:
        rows: list[list[Cell]] = [[one.strip() for one in row] for row in csv.reader(io.StringIO(text), delimiter=mark)]
    except csv.Error as problem:
        raise NotReadable(SPOILT) from problem
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
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
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
