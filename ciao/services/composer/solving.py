"""The best set of groups: an exact answer by linear programming, then improved by hand-like moves.

The same question always gives the same answer: nothing here looks at the clock, and everything is ordered first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from ciao.services.composer.rules import PLACED, UNEVEN, Answer, Group, Question, faults, worth

# How far the exact search goes before what it has is taken: counted in steps, so that a slow machine answers the same.
NODES = 200
ROUNDS = 4
Block = tuple[str, ...]


@dataclass(frozen=True)
class _Fit:
    """The question as blocks of people who stay together, each with the groups where all of them fit."""

    question: Question
    blocks: tuple[Block, ...]
    where: dict[Block, tuple[Group, ...]]

    def are_apart(self, one: Block, other: Block) -> bool:
        return any(frozenset((a, b)) in self.question.apart for a in one for b in other)


def compose(question: Question) -> Answer:
    """Groups that place the most people, then are the most even; never worse than taking people as they came."""
    fit = _fit_of(question)
    first = in_order_of_arrival(question).seats
    found = [_polished(fit, dict(first))]
    exact = _exact(fit)
    if exact is not None and not faults(question, exact):
        found.append(_polished(fit, exact))
    best = max(found, key=lambda seats: (worth(question, seats), sorted(seats.items())))
    return Answer(best)


def in_order_of_arrival(question: Question) -> Answer:
    """Each one, as they came, in the first group with room; groups that stay too small are given up."""
    fit = _fit_of(question)
    seats: dict[str, str] = {}
    for block in fit.blocks:
        for group in fit.where[block]:
            if _has_room(fit, seats, block, group):
                seats.update(dict.fromkeys(block, group.key))
                break
    for group in question.groups:
        inside = [key for key, where in seats.items() if where == group.key]
        if inside and len(inside) + len(group.seated) < group.least:
            for key in inside:
                del seats[key]
    return Answer(seats)


def _fit_of(question: Question) -> _Fit:
    allowed, order = question.fits(), {one.key: (one.queue, one.key) for one in question.candidates}
    groups = sorted(question.groups, key=lambda group: group.key)
    blocks = tuple(sorted(_blocks(question), key=lambda block: min(order[key] for key in block)))
    where: dict[Block, tuple[Group, ...]] = {}
    for block in blocks:
        clash = any(frozenset(pair) in question.apart for pair in combinations(block, 2))
        fitting = [group for group in groups if all((key, group.key) in allowed for key in block)]
        where[block] = () if clash else tuple(fitting)
    return _Fit(question, blocks, where)


def _blocks(question: Question) -> list[Block]:
    """People who stay together, as sets that share nobody; who is not among the candidates ties nobody."""
    known = [one.key for one in question.candidates]
    of = {key: {key} for key in known}
    for pair in question.together:
        if pair <= of.keys():
            joined = set().union(*(of[key] for key in pair))
            for key in joined:
                of[key] = joined
    return sorted({tuple(sorted(one)) for one in of.values()})


def _has_room(fit: _Fit, seats: dict[str, str], block: Block, group: Group) -> bool:
    inside = tuple(key for key, where in seats.items() if where == group.key and key not in block)
    return len(inside) + len(group.seated) + len(block) <= group.most and not fit.are_apart(block, inside)


def _exact(fit: _Fit) -> dict[str, str] | None:
    """The linear programme: one variable per block and group it fits in, one per group open or not, one per gap."""
    pairs = [(block, group) for block in fit.blocks for group in fit.where[block]]
    if not pairs:
        return None
    build = _Programme(fit, pairs)
    answer = milp(
        build.cost, integrality=build.whole, bounds=Bounds(0, build.top), constraints=build.constraints(),
        options={"node_limit": NODES, "mip_rel_gap": 0.0},
    )  # fmt: skip
    if answer.x is None:
        return None
    chosen = [pair for number, pair in enumerate(pairs) if answer.x[number] > 0.5]
    return {key: group.key for block, group in chosen for key in block}


class _Programme:
    """Costs, bounds and rows of the linear programme."""

    def __init__(self, fit: _Fit, pairs: list[tuple[Block, Group]]) -> None:
        self.fit, self.pairs = fit, pairs
        self.groups = sorted(fit.question.groups, key=lambda group: group.key)
        self.target = {one.key: one.target for one in fit.question.candidates}
        self.targets = sorted({one.target for one in fit.question.candidates})
        self.open_at = len(pairs)
        self.gap_at = self.open_at + len(self.groups)
        size = self.gap_at + len(self.groups) * len(self.targets)
        queue = {one.key: one.queue for one in fit.question.candidates}
        self.cost = np.zeros(size)
        for number, (block, _) in enumerate(pairs):
            self.cost[number] = -sum(PLACED - queue[key] / (len(queue) + 1) for key in block)
        self.cost[self.gap_at :] = UNEVEN / 2
        self.whole = np.concatenate([np.ones(self.gap_at), np.zeros(size - self.gap_at)])
        self.top = np.concatenate([np.ones(self.gap_at), np.full(size - self.gap_at, np.inf)])
        self._rows: list[tuple[dict[int, float], float, float]] = []

    def constraints(self) -> LinearConstraint:
        """Every row at once."""
        self._once()
        self._sizes()
        self._apart()
        self._mix()
        cells = [(row, column, value) for row, (one, _, _) in enumerate(self._rows) for column, value in one.items()]
        rows, columns, values = zip(*cells, strict=True)
        matrix = coo_array((values, (rows, columns)), shape=(len(self._rows), len(self.cost)))
        return LinearConstraint(matrix.tocsr(), [low for _, low, _ in self._rows], [top for _, _, top in self._rows])

    def _of(self, group: Group) -> Iterator[tuple[int, Block]]:
        return ((number, block) for number, (block, where) in enumerate(self.pairs) if where == group)

    def _once(self) -> None:
        for block in self.fit.blocks:
            row = {number: 1.0 for number, (one, _) in enumerate(self.pairs) if one == block}
            if row:
                self._rows.append((row, 0, 1))

    def _sizes(self) -> None:
        for place, group in enumerate(self.groups):
            row = {number: float(len(block)) for number, block in self._of(group)}
            is_open = self.open_at + place
            room, least = group.most - len(group.seated), max(group.least - len(group.seated), 0)
            self._rows.append(({**row, is_open: -float(max(room, 0))}, -np.inf, 0))
            self._rows.append(({**row, is_open: -float(least)}, 0, np.inf))

    def _apart(self) -> None:
        for group in self.groups:
            inside = list(self._of(group))
            for (one, block), (other, neighbour) in combinations(inside, 2):
                if self.fit.are_apart(block, neighbour):
                    self._rows.append(({one: 1.0, other: 1.0}, -np.inf, 1))

    def _mix(self) -> None:
        """The gap of each target in each group from its share among all candidates."""
        total = len(self.target)
        for place, group in enumerate(self.groups):
            for rank, target in enumerate(self.targets):
                share = sum(one == target for one in self.target.values()) / total
                row = {
                    number: sum(self.target[key] == target for key in block) - share * len(block)
                    for number, block in self._of(group)
                }
                base = sum(one == target for one in group.seated) - share * len(group.seated)
                gap = self.gap_at + place * len(self.targets) + rank
                self._rows.append(({**row, gap: -1.0}, -np.inf, -base))
                self._rows.append(({**row, gap: 1.0}, -base, np.inf))


def _polished(fit: _Fit, seats: dict[str, str]) -> dict[str, str]:
    """Moves one block, or swaps two, as long as the whole gets better; stops after a few rounds."""
    best = worth(fit.question, seats)
    for _ in range(ROUNDS):
        before = best
        for block in fit.blocks:
            for changed in _neighbours(fit, seats, block):
                value = worth(fit.question, changed)
                if value > best and not faults(fit.question, changed):
                    seats, best = changed, value
        if best == before:
            break
    return seats


def _neighbours(fit: _Fit, seats: dict[str, str], block: Block) -> Iterator[dict[str, str]]:
    """The same groups with one block elsewhere, or in the place of another."""
    here = seats.get(block[0])
    for group in fit.where[block]:
        if group.key == here:
            continue
        yield {**seats, **dict.fromkeys(block, group.key)}
        for other in fit.blocks:
            if seats.get(other[0]) != group.key:
                continue
            changed = {key: where for key, where in seats.items() if key not in other}
            changed.update(dict.fromkeys(block, group.key))
            if here is not None:
                changed.update(dict.fromkeys(other, here))
            yield changed
