"""Assessment on a few areas, 1–5 from the centre, at up to three moments, with its table; never averaged."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

CENTRE, MIDDLE, STEP, LEVELS = 190.0, 163.0, 23.2, 5
MARKS = ("square", "dot", "triangle")


@dataclass(frozen=True)
class Area:
    """An area of life: its full name for the table, and the short lines written at its corner."""

    name: str
    short: Sequence[str]


@dataclass(frozen=True)
class Moment:
    """One assessment: entry, mid or exit; a None score is drawn nowhere."""

    label: str
    scores: Sequence[float | None]


@dataclass(frozen=True)
class Assessment:
    """What is compared; `own` are the person's own scores, shown in the table with ≠ where they differ."""

    areas: Sequence[Area]
    moments: Sequence[Moment]
    own: Sequence[float | None] = ()
    own_label: str = "Per la persona"
    caption: str = "Da 1 (forte fragilità) a 5 (punto di forza)"


@dataclass(frozen=True)
class Corner:
    """The axis of an area and the words at its end."""

    x: float
    y: float
    anchor: str
    words: list[tuple[float, float, str]]


@dataclass(frozen=True)
class Shape:
    """One moment as drawn: mark is square (entry), dot (mid) or triangle (exit)."""

    label: str
    mark: str
    points: str
    dots: list[tuple[float, float]]


@dataclass(frozen=True)
class TableRow:
    """One area in the table: scores by moment, change, own score and whether it differs from the team's."""

    name: str
    scores: list[float | None]
    change: float | None
    own: float | None
    differs: bool


@dataclass(frozen=True)
class Radar:
    """Geometry in a box of 380 × 322, and the table beside it."""

    label: str
    rings: list[str]
    corners: list[Corner]
    shapes: list[Shape]
    ticks: list[tuple[float, float, int]]
    rows: list[TableRow]
    moments: list[str]
    own_label: str
    has_own: bool
    caption: str


def draw(assessment: Assessment) -> Radar:
    """Raises ValueError when there are fewer than three areas or more than three moments."""
    sides = len(assessment.areas)
    if sides < 3 or len(assessment.moments) > len(MARKS):
        raise ValueError("a radar needs at least three areas and at most three moments")
    return Radar(
        label=_label(assessment),
        rings=[_points([level] * sides) for level in range(1, LEVELS + 1)],
        corners=[_corner(index, sides, area) for index, area in enumerate(assessment.areas)],
        shapes=[_shape(moment, mark) for moment, mark in zip(assessment.moments, MARKS, strict=False)],
        ticks=[(CENTRE + 4, round(MIDDLE - STEP * level + 12, 1), level) for level in (1, 3, 5)],
        rows=[_row(assessment, index) for index in range(sides)],
        moments=[moment.label for moment in assessment.moments],
        own_label=assessment.own_label,
        has_own=bool(assessment.own),
        caption=assessment.caption,
    )


def _row(assessment: Assessment, index: int) -> TableRow:
    scores = [moment.scores[index] for moment in assessment.moments]
    first, last = scores[0] if scores else None, scores[-1] if scores else None
    change = round(last - first, 2) if len(scores) > 1 and first is not None and last is not None else None
    own = assessment.own[index] if assessment.own else None
    return TableRow(assessment.areas[index].name, scores, change, own, own is not None and own != last)


def _shape(moment: Moment, mark: str) -> Shape:
    sides = len(moment.scores)
    dots = [_at(index, sides, score) for index, score in enumerate(moment.scores) if score is not None]
    return Shape(moment.label, mark, " ".join(f"{x},{y}" for x, y in dots), dots)


def _points(levels: Sequence[int]) -> str:
    sides = len(levels)
    return " ".join("{},{}".format(*_at(index, sides, level)) for index, level in enumerate(levels))


def _at(index: int, sides: int, level: float) -> tuple[float, float]:
    angle = 2 * math.pi * index / sides
    return round(CENTRE + STEP * level * math.sin(angle), 1), round(MIDDLE - STEP * level * math.cos(angle), 1)


def _corner(index: int, sides: int, area: Area) -> Corner:
    x, y = _at(index, sides, LEVELS)
    side = round(math.sin(2 * math.pi * index / sides), 3)
    words_x, words_y = _at(index, sides, LEVELS + 0.55)
    anchor = "middle" if side == 0 else "start" if side > 0 else "end"
    lift = 4 - 8 * (len(area.short) - 1)
    words = [(words_x, round(words_y + lift + 16 * line, 1), text) for line, text in enumerate(area.short)]
    return Corner(x, y, anchor, words)


def _label(assessment: Assessment) -> str:
    named = " e ".join(moment.label.lower() for moment in assessment.moments)
    return f"{len(assessment.areas)} aree, da 1 a {LEVELS}: {named}. I valori sono nella tabella accanto."
