"""Engine: the lines of a run go to the payroll office as a table and come back with withholdings and charges."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ciao.core.formats import money
from ciao.core.sheets import Cell, NotReadable, Unreadable, amount, faults_sheet, harmless, tables, text
from ciao.payments.rules import amounts_fault

HEADINGS = ("Riga", "Tirocinio", "Mesi", "Lordo", "Ritenute", "Netto", "Oneri di chi paga")
CODE, GROSS, WITHHELD, NET, CHARGES = 0, 3, 4, 5, 6


@dataclass(frozen=True)
class PayrollLine:
    """One line of the run as the table shows it, euro; `code` is what brings it back."""

    code: str
    internship: str
    months: str
    gross: Decimal
    withheld: Decimal
    charges: Decimal


@dataclass(frozen=True)
class Found:
    """One row read back: its number in the file, its cells, what it says, what is wrong with it."""

    number: int
    cells: list[Cell]
    code: str
    withheld: Decimal
    charges: Decimal
    faults: tuple[str, ...]


def written(lines: Iterable[PayrollLine]) -> bytes:
    """The table as CSV, semicolons and commas as Italian offices open it; no cell runs as a formula, no name."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    sheet.writerow(HEADINGS)
    for one in lines:
        net = one.gross - one.withheld
        numbers = [_number(value) for value in (one.gross, one.withheld, net, one.charges)]
        sheet.writerow([harmless(one.code), harmless(one.internship), harmless(one.months), *numbers])
    return out.getvalue().encode("utf-8-sig")


def read(content: bytes, kind: str, lines: Sequence[PayrollLine]) -> list[Found]:
    """The rows of a table that came back, each held against the run; raises `NotReadable` for another table."""
    rows = tables(content, kind)[0].rows
    heading = [str(one).strip().lower() for one in rows[0]]
    if heading[: len(HEADINGS)] != [one.lower() for one in HEADINGS]:
        raise NotReadable(
            "Le colonne non sono quelle della tabella scaricata da qui: scaricala, riempila e ricaricala."
        )
    known, seen, found = {one.code: one for one in lines}, set[str](), []
    for number, cells in enumerate(rows[1:], 2):
        if not any(str(one).strip() for one in cells):
            continue
        row = _read_row(number, [*cells, *[""] * len(HEADINGS)][: len(HEADINGS)], known, seen)
        seen.add(row.code)
        found.append(row)
    return found


def faults_of(found: Sequence[Found]) -> bytes:
    """The wrong rows with the reason beside them, to correct and load again."""
    return faults_sheet(HEADINGS, ((one.number, one.cells, one.faults) for one in found if one.faults))


def _read_row(number: int, cells: list[Cell], known: dict[str, PayrollLine], seen: set[str]) -> Found:
    code = text(cells[CODE]).lstrip("'").upper()
    faults: list[str] = []
    amounts = [_amount(cells[place], HEADINGS[place], faults) for place in (GROSS, WITHHELD, NET, CHARGES)]
    gross, withheld, net, charges = amounts
    line = known.get(code)
    if line is None:
        faults.append(f"La riga «{code}» non è di questa distinta.")
    elif code in seen:
        faults.append(f"La riga «{code}» c’è due volte.")
    elif not faults:
        faults += _disagreements(line, gross, withheld, net, charges)
    return Found(number, cells, code, withheld or Decimal(0), charges or Decimal(0), tuple(faults))


def _disagreements(
    line: PayrollLine, gross: Decimal | None, withheld: Decimal | None, net: Decimal | None, charges: Decimal | None
) -> list[str]:
    found = []
    held = withheld or Decimal(0)
    if gross is not None and gross != line.gross:
        found.append(f"Il lordo qui è {money(line.gross)}, nel file {money(gross)}: non si cambia da qui.")
    if net is not None and net != line.gross - held:
        found.append(f"Lordo meno ritenute fa {money(line.gross - held)}, nel file il netto è {money(net)}.")
    fault = amounts_fault(line.gross, held, charges or Decimal(0))
    return [*found, fault] if fault else found


def _amount(cell: Cell, column: str, faults: list[str]) -> Decimal | None:
    if str(cell).strip() == "":
        return None
    try:
        return amount(cell)
    except Unreadable as problem:
        faults.append(f"{column}: {problem}")
        return None


def _number(value: Decimal) -> str:
    return f"{value:.2f}".replace(".", ",")
