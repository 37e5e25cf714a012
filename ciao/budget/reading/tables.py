"""The sheets of a piano economico, read by the engine every list goes through, within its own limits."""

from __future__ import annotations

from ciao.core.sheets import Cell, Limits, NotReadable, Table
from ciao.core.sheets import tables as read_tables
from ciao.files.enums import FileKind

__all__ = ["Cell", "NotReadable", "Table", "tables"]
LIMITS = Limits(lighten="lascia solo il foglio del piano economico")


def tables(content: bytes, kind: FileKind) -> list[Table]:
    """Every sheet with something in it; raises `NotReadable` for other files, empty or enormous ones."""
    return read_tables(content, kind.value, LIMITS)
