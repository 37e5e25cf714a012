"""Which row holds the headings and what each column is: a guess that people correct."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ciao.budget.reading.tables import Cell

LONG, MATRIX = "long", "matrix"
SHAPES = [
    (LONG, "Una riga per ogni ente, voce e attività, con il suo importo"),
    (MATRIX, "Una riga per ogni ente, una colonna per ogni voce di costo"),
]
ROLES = {
    "partner": "Ente",
    "item": "Voce di costo",
    "activity": "Attività",
    "amount": "Importo",
    "cofinancing": "Cofinanziamento",
}
LOOKED_AT = 40
# The order matters: «voce di costo» is an item before «costo» is an amount.
_WORDS = {
    "cofinancing": r"cofin|quota propria|risorse proprie",
    "item": r"\bvoc[ei]\b|macrovoce|categoria|tipologia|descrizione",
    "activity": r"attivit|\bazion[ei]\b|\bwp\b",
    "partner": r"\bent[ei]\b|partner|beneficiari|organizzazion",
    "amount": r"import|cost|budget|previst|total|euro|€",
}
_TOTAL = re.compile(r"\s*(sub)?tot(\.|ale|ali)?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Guess:
    """Where the headings are (0 is the first row), how rows are made, which column is what."""

    header: int
    shape: str
    columns: dict[str, int | None]
    score: int

    def as_mapping(self) -> dict[str, Any]:
        """As it is kept with what was read."""
        return {"header": self.header, "shape": self.shape, "columns": self.columns}


def guess(rows: Sequence[Sequence[Cell]]) -> Guess:
    """The row among the first forty whose headings say most; without any, the first row."""
    found = [_guess_at(rows, at) for at in range(min(len(rows), LOOKED_AT))]
    return max(found, key=lambda one: one.score)


def item_columns(headings: Sequence[Cell], columns: dict[str, int | None]) -> list[int]:
    """In a matrix, the columns that are cost items: all those with a name that are nothing else."""
    taken = {columns.get(name) for name in ("partner", "activity", "cofinancing")}
    return [at for at, text in enumerate(headings) if at not in taken and str(text) and not is_total(text)]


def is_total(text: Cell) -> bool:
    """Whether a cell says that what follows is a sum of the others."""
    return bool(_TOTAL.match(str(text)))


def _guess_at(rows: Sequence[Sequence[Cell]], at: int) -> Guess:
    columns: dict[str, int | None] = dict.fromkeys(ROLES)
    for name, place in _roles(rows[at]):
        if columns[name] is None:
            columns[name] = place
    is_long = columns["item"] is not None and columns["amount"] is not None
    score = sum(one is not None for one in columns.values())
    if columns["partner"] is None:
        return Guess(at, LONG, columns, score)
    if is_long:
        return Guess(at, LONG, columns, score + 10)
    items = [one for one in item_columns(rows[at], columns) if _is_numeric(rows[at + 1 :], one)]
    return Guess(at, MATRIX, {**columns, "item": None, "amount": None}, score + (8 if items else 0))


def _roles(headings: Sequence[Cell]) -> Iterator[tuple[str, int]]:
    for place, text in enumerate(headings):
        if isinstance(text, str) and len(text) < 80:
            low = text.casefold()
            name = next((name for name, words in _WORDS.items() if re.search(words, low)), None)
            if name:
                yield name, place


def _is_numeric(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    cells = [row[place] for row in rows if len(row) > place and row[place] != ""]
    return any(isinstance(one, int | float) or any(sign.isdigit() for sign in one) for one in cells)
