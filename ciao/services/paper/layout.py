"""Where things stand on a sheet, in millimetres from the top left of an A4: printed and read by the same numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

ROWS = 20
CODE = 18.0  # side of each code
CODES = {"A": (10.0, 10.0), "B": (182.0, 10.0), "C": (10.0, 269.0), "D": (182.0, 269.0)}
FIRST_ROW, ROW = 66.0, 9.4
BOX = 6.0
BOXES = {"P": 84.0, "R": 94.0, "A": 104.0, "G": 114.0}
_WORD = re.compile(r"CIAO1/([0-9A-F]{32})/(\d{1,3})/([ABCD])")


@dataclass(frozen=True)
class Code:
    """What one code says: which sheet, which page, which corner of it."""

    sheet_id: UUID
    page: int
    corner: str


def code_text(sheet_id: UUID, page: int, corner: str) -> str:
    """Capitals, digits and slashes only, so that the drawing stays small."""
    return f"CIAO1/{sheet_id.hex.upper()}/{page}/{corner}"


def code_of(text: str) -> Code | None:
    """The code a text says; None for anything else."""
    found = _WORD.fullmatch(text.strip())
    return Code(UUID(found[1]), int(found[2]), found[3]) if found else None


def centre_of(corner: str) -> tuple[float, float]:
    """The middle of a code."""
    x, y = CODES[corner]
    return x + CODE / 2, y + CODE / 2


def box_of(row: int, presence: str) -> tuple[float, float]:
    """The top left of a box; rows count from 0 on each page."""
    return BOXES[presence], FIRST_ROW + row * ROW + (ROW - BOX) / 2
