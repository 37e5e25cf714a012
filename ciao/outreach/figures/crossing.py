"""How often each row meets each column: themes by place, needs by comune; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Crossing:
    """How often each row meets each column, with totals: themes by place, needs by comune."""

    columns: list[str]
    rows: list[tuple[str, list[int], int]]

    @property
    def lines(self) -> list[tuple[str, list[tuple[str, int]], int]]:
        """The rows with each count beside its column's name, as a phone shows them."""
        return [(label, list(zip(self.columns, counts, strict=True)), total) for label, counts, total in self.rows]

    @property
    def most(self) -> int:
        """The largest total, against which bars are drawn; at least 1."""
        return max((total for _, _, total in self.rows), default=1) or 1


def cross(pairs: Iterable[tuple[str, str]], order: Sequence[tuple[str, str]]) -> Crossing:
    """Counts (row key, column) pairs; rows in `order` that occur, the most frequent first, columns by name."""
    counts: dict[tuple[str, str], int] = {}
    for pair in pairs:
        counts[pair] = counts.get(pair, 0) + 1
    columns = sorted({column for _, column in counts})
    rows = [
        (
            label,
            [counts.get((key, column), 0) for column in columns],
            sum(n for (k, _), n in counts.items() if k == key),
        )
        for key, label in order
        if any(k == key for k, _ in counts)
    ]
    return Crossing(columns, sorted(rows, key=lambda row: -row[2]))
