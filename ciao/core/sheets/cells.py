"""What one cell holds: a text, a day, a number, an amount; the refusal is the sentence to show."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from ciao.core.formats import count
from ciao.core.forms import DATE_ERROR, MONEY_ERROR, parse_amount, parse_date
from ciao.core.sheets.reading import Cell

# A spreadsheet counts days from here; from 1910 to the end of the century, fewer are some other number.
FIRST_DAY, FIRST_SERIAL, LAST_SERIAL = date(1899, 12, 30), 3_654, 73_050
YEARS = range(1900, 2101)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HOUR = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")


class Unreadable(ValueError):
    """The cell does not hold what its column says; the text is the Italian sentence to show."""


def text(cell: Cell, longest: int = 400) -> str:
    """The words of a cell, without what cannot be printed; raises `Unreadable` past `longest` letters."""
    found = _CONTROL.sub("", str(cell)).strip()
    if len(found) > longest:
        raise Unreadable(f"Il testo ha {count(len(found))} caratteri: il massimo è {count(longest)}.")
    return found


def day(cell: Cell) -> date | None:
    """A day, written in words, in figures or as the number a spreadsheet counts days with; None for an empty cell."""
    written = _HOUR.sub("", str(cell).strip())
    if not written:
        return None
    number = int(written) if re.fullmatch(r"\d{1,5}", written) else None
    try:
        if number is None:
            return parse_date(written)
    except ValueError as problem:
        raise Unreadable(f"«{written[:40]}» non è una data. {DATE_ERROR}") from problem
    if number in YEARS or not FIRST_SERIAL <= number <= LAST_SERIAL:
        raise Unreadable(f"«{written}» non è una data: servono giorno, mese e anno. {DATE_ERROR}")
    return FIRST_DAY + timedelta(days=number)


def whole(cell: Cell) -> int | None:
    """A whole number; None for an empty cell."""
    written = str(cell).strip()
    if not written:
        return None
    if not re.fullmatch(r"-?\d+", written):
        raise Unreadable(f"«{written[:40]}» non è un numero intero.")
    return int(written)


def amount(cell: Cell) -> Decimal | None:
    """Euro, to the cent; None for an empty cell."""
    written = str(cell).strip()
    if not written:
        return None
    try:
        return parse_amount(written)
    except ValueError as problem:
        raise Unreadable(f"«{written[:40]}» non è un importo. {MONEY_ERROR}") from problem
