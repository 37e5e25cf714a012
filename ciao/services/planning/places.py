"""Whose turn it is for a place: first who helps to reach the mix that was decided, then who has waited longest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class Share:
    """How many of one target take part, and how many there should be: at least, at most; None is no limit."""

    label: str
    taken: int
    least: int | None = None
    most: int | None = None

    @property
    def lacking(self) -> int:
        """How many are missing to the least."""
        return max((self.least or 0) - self.taken, 0)

    @property
    def is_full(self) -> bool:
        """Whether one more would be too many."""
        return self.most is not None and self.taken >= self.most

    @property
    def is_over(self) -> bool:
        """Whether there are already too many."""
        return self.most is not None and self.taken > self.most


@dataclass(frozen=True)
class Waiter:
    """Somebody in line, with the target they belong to, if any, and since when."""

    waiting_id: UUID
    target: str
    since_on: date
    recorded_at: datetime


def free_places(capacity: int | None, taken: int, offered: int) -> int | None:
    """Places nobody holds nor has been offered; None where there is no limit, never below zero."""
    return None if capacity is None else max(capacity - taken - offered, 0)


def next_in_line(waiters: Iterable[Waiter], free: int | None, shares: Iterable[Share]) -> list[Waiter]:
    """Who is offered the free places, in order: targets below their least first, then who has waited longest.

    Whoever belongs to a target already at its most waits on. Each offer counts as taken for the next one.
    """
    line, counts = sorted(waiters, key=_since), {one.label: one for one in shares}
    found: list[Waiter] = []
    while line and (free is None or len(found) < free):
        able = [one for one in line if not (one.target in counts and counts[one.target].is_full)]
        if not able:
            break
        chosen = min(able, key=lambda one: (not _is_short(one, counts), *_since(one)))
        found.append(chosen)
        line.remove(chosen)
        if share := counts.get(chosen.target):
            counts[chosen.target] = Share(share.label, share.taken + 1, share.least, share.most)
    return found


def _since(one: Waiter) -> tuple[date, datetime, str]:
    return one.since_on, one.recorded_at, str(one.waiting_id)


def _is_short(one: Waiter, counts: dict[str, Share]) -> bool:
    return one.target in counts and counts[one.target].lacking > 0
