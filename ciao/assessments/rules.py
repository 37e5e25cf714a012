"""What two looks at the same situation say together: change, what is missing, how sure one can be."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import fmean, median, quantiles, stdev

from ciao.assessments.enums import LifeArea, Moment

SOURCE = "D.Lgs. 147/2017 art. 5 c. 2"
# Fewer than five pairs say nothing of a group, and may be recognised: the usual threshold of statistics [unverified].
SMALL = 5
# The normal quantile for 95 %, and how far goals of one person go together (Kiresuk and Sherman 1968).
NORMAL_95, GOALS_TOGETHER = 1.959964, 0.3


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


@dataclass(frozen=True)
class Shift:
    """How the same people moved on one scale, in its points; never without spread, interval and number of people."""

    count: int
    before: float
    after: float
    median: float
    low: float
    high: float
    mean: float
    interval: tuple[float, float]
    effect: float | None
    up: int
    same: int
    down: int


def shift(pairs: Sequence[tuple[float, float]]) -> Shift | None:
    """First and last value of each person; None under five people: «troppo pochi per dire».

    Median with the middle half (quartiles, ends included); mean of the differences with its 95 % interval (Student's
    t); effect = Hedges' g for paired values on the average spread of the two moments, with the small-sample
    correction 1 − 3 ⁄ (4(n − 1) − 1). Source: Lakens 2013, doi 10.3389/fpsyg.2013.00863.
    """
    size = len(pairs)
    if size < SMALL:
        return None
    moved = [after - before for before, after in pairs]
    low, middle, high = quantiles(moved, n=4, method="inclusive")
    mean, half = fmean(moved), student_95(size - 1) * stdev(moved) / sqrt(size)
    spread = (stdev([one for one, _ in pairs]) + stdev([one for _, one in pairs])) / 2
    signs = [(one > 0) - (one < 0) for one in moved]
    return Shift(
        size, median([one for one, _ in pairs]), median([one for _, one in pairs]), middle, low, high, mean,
        (mean - half, mean + half), mean / spread * (1 - 3 / (4 * (size - 1) - 1)) if spread else None,
        signs.count(1), signs.count(0), signs.count(-1),
    )  # fmt: skip


def student_95(freedom: int) -> float:
    """The two-sided 95 % quantile of Student's t, right to 0.002 from four degrees of freedom up.

    Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5.
    """
    z = NORMAL_95
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return float(z + sum(term / float(freedom**power) for power, term in enumerate(terms, 1)))


def goal_attainment(ratings: Sequence[tuple[int, float]]) -> float | None:
    """The T-score of somebody's goals, each with its rating (−2…+2) and weight; 50 = as expected. None without goals.

    T = 50 + 10 Σwx ⁄ √((1 − ρ)Σw² + ρ(Σw)²), ρ = 0.3. Source: Kiresuk and Sherman 1968, doi 10.1007/BF01530764.
    Raises ValueError for a rating off the scale or a weight that is not above zero.
    """
    if any(not -2 <= rating <= 2 or weight <= 0 for rating, weight in ratings):
        raise ValueError("a rating goes from -2 to 2 and a weight is above zero")
    if not ratings:
        return None
    weights = [weight for _, weight in ratings]
    spread = (1 - GOALS_TOGETHER) * sum(one**2 for one in weights) + GOALS_TOGETHER * sum(weights) ** 2
    return 50 + 10 * sum(rating * weight for rating, weight in ratings) / sqrt(spread)


@dataclass(frozen=True)
class SkillLine:
    """One thing a person can do, as it is written in a balance of skills."""

    words: str
    evidence: str = ""
    level: int | None = None


@dataclass(frozen=True)
class Concept:
    """One skill of an ESCO list."""

    uri: str
    label: str
    other_labels: str = ""
    is_knowledge: bool = False


def concepts_in(text: str) -> list[Concept]:
    """The skills of an ESCO download (`skills_it.csv`: conceptUri, preferredLabel, altLabels, skillType).

    Other columns are ignored, other languages read alike. Raises ValueError, an Italian sentence, where it is no such
    list. Source: esco.ec.europa.eu, download in CSV.
    """
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    if not {"conceptUri", "preferredLabel"} <= set(rows.fieldnames or ()):
        raise ValueError("Servono le colonne conceptUri e preferredLabel, come nel file di ESCO.")
    found = [
        Concept(
            row["conceptUri"].strip()[:200], row["preferredLabel"].strip()[:300],
            " ".join((row.get("altLabels") or "").split("\n")), row.get("skillType") == "knowledge",
        )
        for row in rows
        if row["conceptUri"] and row["preferredLabel"]
    ]  # fmt: skip
    if not found:
        raise ValueError("Il file non ha nessuna competenza.")
    return found
