"""Minutes and hours of what is done one to one: arithmetic without tables, clock or request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from decimal import ROUND_HALF_UP, Decimal

LONGEST_MINUTES = 12 * 60
DAY_MINUTES = 24 * 60
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Stretch:
    """From when, on one day, and for how many minutes; `starts` may be unknown."""

    starts: time | None
    minutes: int

    @property
    def begins(self) -> int:
        """Minutes from midnight; only where it is known."""
        return self.starts.hour * 60 + self.starts.minute if self.starts else 0


def hours_of(minutes: int) -> Decimal:
    """Minutes as decimal hours, rounded to a hundredth."""
    return (Decimal(minutes) / 60).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)


def fault_of(minutes: int) -> str:
    """Why so many minutes cannot stand, as a sentence; empty where they can."""
    if minutes < 1:
        return "Scrivi quanti minuti."
    if minutes > LONGEST_MINUTES:
        return f"Un intervento dura al massimo {LONGEST_MINUTES // 60} ore: ricontrolla i minuti, o scrivilo in due."
    return ""


def day_is_full(minutes: int, others: Iterable[int]) -> bool:
    """Whether with these minutes a worker's day would pass 24 hours."""
    return minutes + sum(others) > DAY_MINUTES


def overlaps(one: Stretch, others: Iterable[Stretch]) -> Stretch | None:
    """The first of the others that shares a minute with it; those without an hour share none."""
    if one.starts is None:
        return None
    for other in others:
        if other.starts is None:
            continue
        if one.begins < other.begins + other.minutes and other.begins < one.begins + one.minutes:
            return other
    return None
