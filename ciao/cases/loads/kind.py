"""What a kind of load declares; everything else about a load is the same for all kinds."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.cases.enums import LoadOutcome
from ciao.cases.models import Load
from ciao.core.sheets import ReadRow, Wanted

# The rows a row of the sheet wrote: table and id, in the order of writing.
Made = list[tuple[str, str]]
DECIMAL, DAY = "decimal:", "day:"


@dataclass
class Checked:
    """One row with what would become of it, and the sentences for a person; `values` are what `make` is told."""

    number: int
    values: dict[str, Any]
    outcome: str = LoadOutcome.NEW
    said: list[str] = field(default_factory=list)

    def wrong(self, sentence: str) -> None:
        """Something to correct; the row is not loaded."""
        self.outcome = LoadOutcome.WRONG
        self.said.append(sentence)

    def as_json(self) -> dict[str, Any]:
        """As it is kept until the load starts."""
        return {"n": self.number, "v": {name: _kept(value) for name, value in self.values.items()},
                "o": str(self.outcome), "s": self.said}  # fmt: skip

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Checked:
        """As it was kept."""
        return cls(kept["n"], {name: _read(value) for name, value in kept["v"].items()}, kept["o"], list(kept["s"]))


@dataclass(frozen=True)
class LoadKind:
    """Columns, the check of the rows, the writing of a chunk of them.

    `check` sees all the rows at once and writes nothing. `make` gets a chunk and tells, by row number, what it wrote;
    its ids come from `id_of`, so that a chunk done twice writes once. `after_undo` puts right what hung on the rows.
    """

    code: str
    label: str
    about: str
    action: Action
    wanted: Sequence[Wanted]
    needed: tuple[tuple[str, ...], ...]
    check: Callable[[Sequence[ReadRow], Load], list[Checked]]
    make: Callable[[Sequence[Checked], Load, Actor], dict[int, Made]]
    undo_words: str
    form: Any = None
    after_undo: Callable[[Load, Actor], None] | None = None


def key_of(text: str) -> str:
    """What makes two names the same: capitals and spaces do not count, figures do («Corso 1» is not «Corso 2»)."""
    return " ".join(text.casefold().split())


def id_of(load: Load, *parts: object) -> uuid.UUID:
    """The id of what a load writes under a name: the same each time, and no other load's."""
    return uuid.uuid5(load.id, "|".join(str(one) for one in parts))


def all_read(rows: Sequence[ReadRow]) -> list[Checked]:
    """Rows as the sheet gives them: what could not be read is to correct."""
    found = []
    for row in rows:
        one = Checked(row.number, dict(row.values))
        for fault in row.faults:
            one.wrong(fault)
        found.append(one)
    return found


def _kept(value: Any) -> Any:
    if isinstance(value, date):
        return f"{DAY}{value.isoformat()}"
    return f"{DECIMAL}{value}" if isinstance(value, Decimal) else value


def _read(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(DAY):
        return date.fromisoformat(value.removeprefix(DAY))
    if isinstance(value, str) and value.startswith(DECIMAL):
        return Decimal(value.removeprefix(DECIMAL))
    return value
