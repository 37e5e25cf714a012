"""The whole comparison: candidates, weights learnt on a sample, scores, and what fits together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ciao.people.matching import blocking, columns, comparing, consistency, learning, mistakes, scoring
from ciao.people.matching.columns import Ints, People
from ciao.people.matching.comparing import FIELDS
from ciao.people.matching.learning import Floats
from ciao.people.matching.roll import Roll
from ciao.people.matching.scale import Flags, Levels

REVIEW = 0.5
_CHUNK = 400_000
_SAMPLE = 1_500_000
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows of a list, by their place in it, and how likely they are one person (0 to 1)."""

    a: int
    b: int
    score: float


def find_pairs(
    roll: Roll, *, threshold: float = REVIEW, only: Sequence[int] | None = None, tell: Progress = lambda _: None
) -> list[Pair]:
    """Pairs above the threshold, best first; with `only`, those in which one of these rows is."""
    if len(roll) < 2:
        return []
    tell("Leggo i nomi")
    people = columns.people(roll)
    tell("Cerco le coppie da confrontare")
    wanted = None if only is None else np.array(sorted(only), dtype=np.int64)
    pairs = blocking.candidates(people, wanted)
    weights = learn(people, pairs)
    first, second, score = _likely(people, pairs, weights, threshold, tell)
    first, second, score = _asked(consistency.closed(people, first, second, score), wanted)
    order = np.lexsort((second, first, -score))
    return [Pair(int(first[one]), int(second[one]), float(score[one])) for one in order]


def _asked(scored: consistency.Scored, only: Ints | None) -> consistency.Scored:
    """What follows from the pairs may be about people nobody asked for."""
    if only is None:
        return scored
    first, second, score = scored
    here = np.isin(first, only) | np.isin(second, only)
    return first[here], second[here], score[here]


def learn(people: People, pairs: Ints) -> learning.Weights:
    """Weights from a sample of the candidates and as many pairs at random."""
    draw = np.random.default_rng(20)
    count = len(people)
    sample = pairs if len(pairs) <= _SAMPLE else draw.choice(pairs, _SAMPLE, replace=False)
    size = min(600_000, count * (count - 1) // 2)
    first = draw.integers(0, count, size)
    second = (first + draw.integers(1, count, size)) % count
    return learning.learn(
        comparing.compare(people, sample // count, sample % count),
        max(len(sample), 1) / max(len(pairs), 1),
        comparing.compare(people, first, second),
        count * (count - 1) / 2,
        count,
    )


def _likely(
    people: People, pairs: Ints, weights: learning.Weights, threshold: float, tell: Progress
) -> tuple[Ints, Ints, Floats]:
    """Scores chunk by chunk, keeping what may pass; then what one wrong name or date alone contradicts."""
    kept: list[tuple[Ints, Floats, Levels]] = [(pairs[:0], np.empty((0, 2)), np.empty((0, len(FIELDS)), np.int8))]
    for start in range(0, len(pairs), _CHUNK):
        tell(f"Confronto: {100 * start // len(pairs)}%")
        chunk = pairs[start : start + _CHUNK]
        first, second = chunk // len(people), chunk % len(people)
        levels = comparing.compare(people, first, second)
        weight = np.stack(scoring.bits(people, levels, first, second, weights), axis=1)
        here = np.flatnonzero(scoring.score(weight.max(axis=1)) >= threshold)
        kept.append((chunk[here], scoring.score(weight[here]), levels[here]))
    chosen, scores, levels = (np.concatenate(one) for one in zip(*kept, strict=True))
    score = mistakes.allowed(scores[:, 0], scores[:, 1], levels, _men(people, chosen // len(people)))
    above = score >= threshold
    return chosen[above] // len(people), chosen[above] % len(people), score[above]


def _men(people: People, who: Ints) -> Flags:
    if "m" not in people.sex.values:
        return np.zeros(len(who), dtype=bool)
    return np.asarray(people.sex.codes[who] == people.sex.values.index("m"))
