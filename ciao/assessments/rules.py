"""What two looks at the same situation say together: change per area, never an average, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ciao.assessments.enums import LifeArea, Moment

SOURCE = "D.Lgs. 147/2017 art. 5 c. 2"


@dataclass(frozen=True)
class Picture:
    """One assessment as the rules read it; an area without a score was not looked at."""

    moment: Moment
    on: date
    scores: Mapping[str, int | None]
    own: Mapping[str, int | None]

    @property
    def unscored(self) -> tuple[LifeArea, ...]:
        """Areas the team gave no score."""
        return tuple(area for area in LifeArea if self.scores.get(area) is None)


@dataclass(frozen=True)
class AreaChange:
    """One area through the moments: `change` is last minus first, None where one of the two is missing."""

    area: LifeArea
    scores: tuple[int | None, ...]
    change: int | None
    own: int | None
    differs: bool


@dataclass(frozen=True)
class Comparison:
    """Every area through the moments given, and how many scores are missing in all."""

    moments: tuple[Moment, ...]
    areas: tuple[AreaChange, ...]
    missing_count: int

    def moved(self, sign: int) -> int:
        """How many areas went up (1), down (-1) or stayed (0), of those that can be compared."""
        changes = [one.change for one in self.areas if one.change is not None]
        return sum((change > 0) - (change < 0) == sign for change in changes)

    @property
    def compared_count(self) -> int:
        """Areas with a score both at the first and at the last moment."""
        return sum(one.change is not None for one in self.areas)


def compare(pictures: Sequence[Picture]) -> Comparison:
    """Assessments in the order of time, area by area; a score is a step on a ladder, so none is averaged.

    Source: D.Lgs. 147/2017 art. 5 c. 2 for the areas; comparing them is the programme's own choice.
    """
    return Comparison(
        moments=tuple(one.moment for one in pictures),
        areas=tuple(_through(area, pictures) for area in LifeArea),
        missing_count=sum(len(one.unscored) for one in pictures),
    )


def to_compare(pictures: Sequence[Picture]) -> list[Picture]:
    """Entry, the latest of the middle ones, exit: at most three, whatever is there."""
    latest: dict[Moment, Picture] = {}
    for one in sorted(pictures, key=lambda picture: picture.on):
        latest[one.moment] = one
    return [latest[moment] for moment in Moment if moment in latest]


def _through(area: LifeArea, pictures: Sequence[Picture]) -> AreaChange:
    scores = tuple(one.scores.get(area) for one in pictures)
    own = pictures[-1].own.get(area) if pictures else None
    last = scores[-1] if scores else None
    return AreaChange(area, scores, _change(scores), own, own is not None and own != last)


def _change(scores: tuple[int | None, ...]) -> int | None:
    if len(scores) < 2 or scores[0] is None or scores[-1] is None:
        return None
    return scores[-1] - scores[0]
