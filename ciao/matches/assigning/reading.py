"""A pair read out: its rules, its points, what is still to be asked; and the market of everybody at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from uuid import UUID

from ciao.matches.assigning.gathering import LABELS, Field
from ciao.matches.assigning.solver import Market
from ciao.matches.rules import Part, Problem, points, problems, score, unknowns


@dataclass(frozen=True)
class Pair:
    """One person and one place, explained."""

    case_id: UUID
    vacancy_id: UUID
    problems: list[Problem]
    parts: list[Part]
    unknowns: list[str]

    @property
    def points(self) -> int:
        """The sum of the parts."""
        return points(self.parts)

    @property
    def is_unsafe(self) -> bool:
        """Nobody may propose it, for whatever reason."""
        return any(one.is_safety for one in self.problems)

    @property
    def written(self) -> str:
        """The parts as they are kept with the match."""
        return json.dumps([asdict(one) for one in self.parts], ensure_ascii=False)


def read_pair(field: Field, case_id: UUID, vacancy_id: UUID) -> Pair:
    """The pair, explained."""
    one, spot = field.seekers[case_id], field.spots[vacancy_id]
    return Pair(
        case_id, vacancy_id, problems(one, spot, field.weights, LABELS), score(one, spot, field.weights, LABELS),
        unknowns(one, spot),
    )  # fmt: skip


def all_pairs(field: Field) -> dict[tuple[UUID, UUID], Pair]:
    """Every person with every place."""
    return {(case, spot): read_pair(field, case, spot) for case in field.cases for spot in field.vacancies}


def market_of(field: Field, pairs: Iterable[Pair]) -> Market:
    """What the assignment works on: only pairs that break no rule; people in order of arrival."""
    people = sorted(field.seekers.values(), key=lambda one: one.queue)
    return Market(
        tuple(one.key for one in people),
        {spot.key: spot.free for spot in field.spots.values()},
        {spot.key: spot.host for spot in field.spots.values()},
        {(str(one.case_id), str(one.vacancy_id)): one.points for one in pairs if not one.problems},
        {spot.host: spot.quota_left for spot in field.spots.values() if spot.quota_left is not None},
        field.weights.unmatched,
    )
