"""From rows of cells to amounts with their place, and to what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ciao.budget.reading.columns import MATRIX, is_total, item_columns
from ciao.budget.reading.tables import Cell
from ciao.budget.rules import Fault
from ciao.core.forms import parse_amount
from ciao.core.money import cents

NOTHING = {"", "-", "–", "—"}
# A result such as 33333.330000000002 is a whole number of cents; 33333.333 is not.
NEAR = Decimal("0.0001")


@dataclass(frozen=True)
class Line:
    """One amount as the file says it; names are still words."""

    where: str
    partner: str
    item: str
    activity: str
    amount: Decimal


@dataclass(frozen=True)
class Share:
    """What a partner puts in, as the file says it."""

    where: str
    partner: str
    amount: Decimal


@dataclass(frozen=True)
class Lines:
    """All that was read in one sheet."""

    lines: list[Line]
    shares: list[Share]
    faults: list[Fault]


class _Sheet:
    """The cells of one reading, with the faults met on the way."""

    def __init__(self, reading: dict[str, Any]) -> None:
        mapping = reading["mapping"]
        self.rows: list[list[Cell]] = reading["rows"]
        self.unsolved = set(reading.get("empty", []))
        self.header = int(mapping["header"])
        self.columns: dict[str, int | None] = mapping["columns"]
        self.is_matrix = mapping["shape"] == MATRIX
        self.faults: list[Fault] = []

    def cell(self, at: int, place: int | None) -> Cell:
        row = self.rows[at]
        return row[place] if place is not None and place < len(row) else ""

    def text(self, at: int, role: str) -> str:
        return " ".join(str(self.cell(at, self.columns.get(role))).split())

    def amount(self, at: int, place: int | None) -> Decimal | None:
        """The amount of a cell; None where there is none, with a fault where it cannot be read."""
        if place is None:
            return None
        value, name = self.cell(at, place), letter(place)
        if f"{name}{at + 1}" in self.unsolved or str(value).startswith("="):
            self.fault(at, place, "c’è una formula senza risultato.", "Apri il file, salvalo e caricalo di nuovo.")
            return None
        if str(value) in NOTHING:
            return None
        amount = amount_of(value)
        if amount is None:
            self.fault(at, place, f"«{value}» non è un importo.", "Scrivilo così: 1.234,50, con due decimali.")
        return amount

    def fault(self, at: int, place: int | None, what: str, remedy: str) -> None:
        column = f", colonna {letter(place)}" if place is not None else ""
        self.faults.append(Fault(f"Riga {at + 1}{column}", what, remedy))


def lines_of(reading: dict[str, Any]) -> Lines:
    """Amounts and shares below the headings; totals and empty rows are skipped, empty names repeat the one above."""
    sheet = _Sheet(reading)
    lines: list[Line] = []
    shares: list[Share] = []
    partner = item = ""
    for at in range(sheet.header + 1, len(sheet.rows)):
        if _is_sum(sheet.rows[at]):
            continue
        partner, item = sheet.text(at, "partner") or partner, sheet.text(at, "item") or item
        share = sheet.amount(at, sheet.columns.get("cofinancing"))
        found = [(name, amount, place) for name, amount, place in _amounts(sheet, at, item) if amount]
        if (found or share) and not partner:
            sheet.fault(at, sheet.columns.get("partner"), "manca l’ente.", "Scrivi di chi è l’importo.")
            continue
        if share:
            shares.append(Share(f"Riga {at + 1}", partner, share))
        for name, amount, place in found:
            if name:
                where = f"Riga {at + 1}, colonna {letter(place)}"
                lines.append(Line(where, partner, name, sheet.text(at, "activity"), amount))
            else:
                sheet.fault(at, sheet.columns.get("item"), "manca la voce di costo.", "Scrivi su che cosa si spende.")
    return Lines(lines, shares, sheet.faults)


def amount_of(value: Cell) -> Decimal | None:
    """Euro exact to the cent, from a number or from what people write; None where it is neither."""
    if isinstance(value, str):
        try:
            return parse_amount(value.casefold().removesuffix("euro").removesuffix("eur"))
        except ValueError:
            return None
    exact = Decimal(repr(value))
    rounded = cents(exact)
    return rounded if abs(exact - rounded) < NEAR else None


def letter(place: int) -> str:
    """The name of a column as spreadsheets write it: 0 is A, 27 is AB."""
    name = ""
    at = place + 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def headings(reading: dict[str, Any]) -> list[tuple[int, str]]:
    """Every column with its letter and what its heading says, to be chosen from."""
    rows, header = reading["rows"], int(reading["mapping"]["header"])
    row: Sequence[Cell] = rows[header] if header < len(rows) else []
    width = max((len(one) for one in rows), default=0)
    return [
        (at, f"{letter(at)} · {row[at] if at < len(row) and row[at] != '' else 'senza titolo'}") for at in range(width)
    ]


def _amounts(sheet: _Sheet, at: int, item: str) -> Iterator[tuple[str, Decimal | None, int]]:
    if not sheet.is_matrix:
        place = sheet.columns.get("amount")
        if place is not None:
            yield item, sheet.amount(at, place), place
        return
    names = sheet.rows[sheet.header]
    for place in item_columns(names, sheet.columns):
        yield " ".join(str(names[place]).split()), sheet.amount(at, place), place


def _is_sum(row: Sequence[Cell]) -> bool:
    first = next((one for one in row if one != ""), "")
    return first == "" or is_total(first)
