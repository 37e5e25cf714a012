"""One written form for telephones, so that the same number written two ways is found."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"\d+")
_SHORTEST = 6


def bare_phone(text: str) -> str:
    """The figures of the first number written, without Italy's prefix; empty where they are too few for a number."""
    figures = "".join(_DIGITS.findall(re.split(r"[;,/]|\s-\s", text)[0] or text))
    figures = figures.removeprefix("00")
    if text.strip().startswith(("+39", "0039")) or (len(figures) in (11, 12) and figures.startswith("39")):
        figures = figures.removeprefix("39")
    return figures if len(figures) >= _SHORTEST else ""
