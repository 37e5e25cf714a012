"""Engine: a spreadsheet of amounts becomes rows of a budget, with what could not be read said cell by cell."""

from __future__ import annotations

from typing import Any

from ciao.budget.reading.columns import guess
from ciao.budget.reading.tables import NotReadable, tables
from ciao.files.enums import FileKind

__all__ = ["NotReadable", "read"]


def read(content: bytes, kind: FileKind) -> dict[str, Any]:
    """The sheet that looks most like a budget, with its columns guessed; raises `NotReadable`."""
    guesses = [(guess(one.rows), one) for one in tables(content, kind)]
    best, table = max(guesses, key=lambda pair: pair[0].score)
    return {"sheet": table.name, "rows": table.rows, "empty": table.unsolved, "mapping": best.as_mapping()}
