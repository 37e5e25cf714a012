"""The whole cohort at once, exactly (Hungarian method), and the order of arrival to compare it with.

The same question gives the same answer, in whatever order people and places are listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linear_sum_assignment

FORBIDDEN = 10**15


@dataclass(frozen=True)
class Market:
    """People in order of arrival, seats of each place, places of each host, and the points of pairs that may be.

    A pair without points is forbidden. `quota` is how many a host may still take; absent means no limit.
    `unmatched` is what leaving somebody without a place costs, in points.
    """

    people: tuple[str, ...]
    seats: Mapping[str, int]
    host_of: Mapping[str, str]
    pairs: Mapping[tuple[str, str], int]
    quota: Mapping[str, int] = field(default_factory=dict)
    unmatched: int = 100


@dataclass(frozen=True)
class Result:
    """Who goes where, with the sum of the points."""

    pairs: dict[str, str]
    points: int

    def value(self, market: Market) -> int:
        """What is compared: points, less the cost of everybody left without a place."""
        return self.points - market.unmatched * (len(market.people) - len(self.pairs))


def assign(market: Market) -> Result:
    """The assignment of most value: capacities by one column per seat, host quotas by rows that keep seats empty."""
    columns = [place for place in sorted(market.seats) for _ in range(max(market.seats[place], 0))]
    keepers = _keepers(market, columns)
    if not market.people:
        return Result({}, 0)
    cost = _costs(market, columns, keepers)
    rows, chosen = linear_sum_assignment(cost)
    pairs = {
        market.people[row]: columns[column]
        for row, column in zip(rows.tolist(), chosen.tolist(), strict=True)
        if row < len(market.people) and column < len(columns)
    }
    return _result(market, pairs)


def in_order_of_arrival(market: Market) -> Result:
    """Each one, as they came, takes the best place still free for them."""
    seats, quota, pairs = dict(market.seats), dict(market.quota), {}
    for one in market.people:
        open_places = [
            place for place in sorted(seats)
            if (one, place) in market.pairs and seats[place] > 0 and quota.get(market.host_of[place], 1) > 0
        ]  # fmt: skip
        if not open_places:
            continue
        best = max(open_places, key=lambda place: market.pairs[one, place])
        pairs[one] = best
        seats[best] -= 1
        if market.host_of[best] in quota:
            quota[market.host_of[best]] -= 1
    return _result(market, pairs)


def _result(market: Market, pairs: dict[str, str]) -> Result:
    return Result(pairs, sum(market.pairs[pair] for pair in pairs.items()))


def _keepers(market: Market, columns: list[str]) -> list[str]:
    """For each seat a host offers beyond its quota, one row that must sit there and leaves it empty."""
    offered: dict[str, int] = defaultdict(int)
    for place in columns:
        offered[market.host_of[place]] += 1
    return [
        host for host in sorted(offered) if host in market.quota
        for _ in range(offered[host] - max(market.quota[host], 0))
    ]  # fmt: skip


def _costs(market: Market, columns: list[str], keepers: list[str]) -> np.ndarray:
    """Whole numbers; last, one column per person for staying without a place. Ties go to who came first.

    Points are multiplied so that all ties together weigh less than one point.
    """
    people, seats = len(market.people), len(columns)
    scale = people * people + 1
    cost = np.full((people + len(keepers), seats + people), FORBIDDEN, dtype=np.int64)
    top = max(market.pairs.values(), default=0)
    for row, one in enumerate(market.people):
        for column, place in enumerate(columns):
            if (one, place) in market.pairs:
                cost[row, column] = (top - market.pairs[one, place]) * scale
        cost[row, seats + row] = (top + market.unmatched) * scale - row
    for row, host in enumerate(keepers, people):
        cost[row, [column for column, place in enumerate(columns) if market.host_of[place] == host]] = 0
    return cost
