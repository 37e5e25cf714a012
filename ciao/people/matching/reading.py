"""A list of people from a CSV as offices have them: comma, semicolon or tab, UTF-8 or Latin-1, columns in any order."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from ciao.people.matching.roll import COLUMNS, Roll
from ciao.people.matching.words import plain

_OTHER_HEADINGS = {
    "nome": "given_name", "first name": "given_name", "firstname": "given_name", "cognome": "family_name",
    "surname": "family_name", "last name": "family_name", "lastname": "family_name", "data di nascita": "birth_date",
    "data nascita": "birth_date", "date of birth": "birth_date", "dob": "birth_date", "nato il": "birth_date",
    "nata il": "birth_date", "sesso": "sex", "genere": "sex", "gender": "sex", "codice fiscale": "fiscal_code",
    "cf": "fiscal_code", "telefono": "phone", "cellulare": "phone", "tel": "phone", "indirizzo": "address",
    "comune": "municipality", "city": "municipality", "cap": "postcode", "zip": "postcode", "postal code": "postcode",
}  # fmt: skip
_BIGGEST_CELL = 1_000_000


class UnreadableList(Exception):
    """One plain Italian sentence: what is wrong with the file and what to do."""


def read(path: Path) -> Roll:
    """The ten columns of a file; rows without an `id` are called by their line."""
    text = _text(path)
    csv.field_size_limit(_BIGGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_sign(text))
    try:
        places = _places(next(rows, []))
        columns: dict[str, list[str]] = {name: [] for name in COLUMNS}
        for line, row in enumerate(rows, start=2):
            if any(cell.strip() for cell in row):
                _add(columns, places, row, line)
    except csv.Error as problem:
        raise UnreadableList("Non riesco a leggere le righe di questo file: salvalo di nuovo come CSV.") from problem
    return Roll(columns)


def _add(columns: dict[str, list[str]], places: dict[str, int], row: list[str], line: int) -> None:
    for name, cells in columns.items():
        place = places.get(name)
        cell = row[place].strip() if place is not None and place < len(row) else ""
        cells.append(sys.intern(cell) if name in ("given_name", "family_name", "municipality") else cell)
    columns["id"][-1] = columns["id"][-1] or f"riga {line}"


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise UnreadableList(f"Non trovo il file «{path}»: controlla come si chiama e dov’è.") from problem
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    if b"\0" in raw[:4096] or raw[:4] == b"PK\x03\x04":
        raise UnreadableList("Questo non è un CSV: aprilo con il foglio di calcolo e salvalo come CSV.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _sign(text: str) -> str:
    """The sign between the columns is the one the heading has most of."""
    return max(",;\t|", key=text.lstrip()[:10_000].split("\n", 1)[0].count)


def _places(heading: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(heading):
        words = plain(cell)
        name = _OTHER_HEADINGS.get(words, words.replace(" ", "_"))
        if name in COLUMNS:
            found.setdefault(name, place)
    if not set(found) - {"id"}:
        raise UnreadableList(
            "Nella prima riga non trovo nessuna delle colonne che servono: "
            f"{', '.join(COLUMNS)}. Bastano quelle che hai, in qualunque ordine."
        )
    return found
