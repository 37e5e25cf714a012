"""What a drawn signature is, when a code holds, and whether a signed file carries our document."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from datetime import timedelta

WIDTH, HEIGHT = 600, 200
MAX_POINTS = 5000
MIN_POINTS = 8
CODE_MINUTES = timedelta(minutes=10)
CODE_TRIES = 5
Stroke = list[tuple[int, int]]


class NotDrawn(ValueError):
    """The drawing is no signature; the text is the Italian sentence to show."""


def parse_strokes(text: str) -> list[Stroke]:
    """Strokes as the page sends them, [[[x, y], …], …] within 600 × 200; raises `NotDrawn`."""
    try:
        strokes = [[_point(point) for point in stroke] for stroke in json.loads(text)]
    except (ValueError, TypeError) as error:
        raise NotDrawn("La firma non è arrivata: disegnala di nuovo.") from error
    points = sum(len(stroke) for stroke in strokes)
    if points < MIN_POINTS:
        raise NotDrawn("La firma è troppo breve: disegnala di nuovo.")
    if points > MAX_POINTS:
        raise NotDrawn("La firma è troppo lunga: disegnala più semplice.")
    return strokes


def svg_path(strokes: Sequence[Stroke]) -> str:
    """The drawing as the `d` of one SVG path; a dot becomes a line of no length, which round caps show."""
    return " ".join(_subpath(stroke) for stroke in strokes if stroke)


def new_code() -> str:
    """Six digits from the system's randomness."""
    return f"{secrets.randbelow(10**6):06d}"


def holds_original(original: bytes, signed: bytes) -> bool:
    """Whether a signed file carries our PDF byte for byte: a PAdES begins with it, a binary p7m contains it.

    True proves the content, never the signature; False may be a p7m written in blocks or in base64.
    """
    return original in signed


def _point(point: Sequence[float]) -> tuple[int, int]:
    x, y = point
    return _within(x, WIDTH), _within(y, HEIGHT)


def _within(value: float, limit: int) -> int:
    whole = round(value)
    if not 0 <= whole <= limit:
        raise ValueError(value)
    return whole


def _subpath(stroke: Stroke) -> str:
    (x, y), *rest = stroke
    lines = "".join(f"L{a} {b}" for a, b in rest or [(x, y)])
    return f"M{x} {y}{lines}"
