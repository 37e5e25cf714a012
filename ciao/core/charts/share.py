"""How many stand in each phase: five ordered tints A→E with the count inside."""

from collections.abc import Sequence
from dataclasses import dataclass

from ciao.core.formats import plural

WIDTH, GAP, LEAST = 308.0, 2.0, 20.0
TINTS = ("#dfe6ee", "#b7c9dc", "#7fa5cf", "#0066cc", "#17324d")
DARK_FROM = 3


@dataclass(frozen=True)
class Part:
    """A phase: its letter, its name for the list below, how many."""

    letter: str
    name: str
    count: int


@dataclass(frozen=True)
class Slice:
    """A part as drawn."""

    letter: str
    count: int
    x: float
    width: float
    middle: float
    tint: str
    is_dark: bool


@dataclass(frozen=True)
class Share:
    """Geometry in a box of 308 × 46; an empty share has no slices."""

    label: str
    slices: list[Slice]
    key: str


def draw(parts: Sequence[Part], noun: tuple[str, str] = ("persona", "persone")) -> Share:
    """Parts with nobody are left out; the others get at least the room for their figure."""
    shown = [(index, part) for index, part in enumerate(parts) if part.count]
    total = sum(part.count for part in parts)
    room = WIDTH - GAP * max(len(shown) - 1, 0) - LEAST * len(shown)
    slices, x = [], 0.0
    for index, part in shown:
        width = round(LEAST + room * part.count / total, 1)
        slices.append(_slice(index, part, x, width))
        x = round(x + width + GAP, 1)
    key = " · ".join(f"{part.letter} {part.name}" for part in parts)
    told = ", ".join(f"{part.letter} {part.count}" for part in parts)
    return Share(f"{plural(total, *noun)} per fase: {told}", slices, key)


def _slice(index: int, part: Part, x: float, width: float) -> Slice:
    tint = TINTS[min(index, len(TINTS) - 1)]
    return Slice(part.letter, part.count, x, width, round(x + width / 2, 1), tint, index >= DARK_FROM)
