"""What pairs say together: two that are one person with a third are one person too."""

from __future__ import annotations

import numpy as np

from ciao.people.matching import comparing
from ciao.people.matching.columns import Ints, People
from ciao.people.matching.contradictions import other_birth, other_name
from ciao.people.matching.learning import Floats

_SURE = 0.9
_MOST = 30  # a person with more sure pairs than this is a placeholder, not a person

Scored = tuple[Ints, Ints, Floats]


def closed(people: People, first: Ints, second: Ints, score: Floats) -> Scored:
    """The pairs, and those that follow from them.

    Where a and b are one person with probability p, b and c with probability q, a and c are at least with p + q - 1
    (Fréchet), unless their own names or dates say two people. A pair keeps the best of what is said of it.
    """
    implied, bound = _implied(len(people), first, second, score)
    if not len(implied):
        return first, second, score
    levels = comparing.compare(people, implied // len(people), implied % len(people))
    free = ~(other_name(levels) | other_birth(levels))
    pair = np.concatenate([first * len(people) + second, implied[free]])
    best = np.concatenate([score, bound[free]])
    order = np.lexsort((-best, pair))
    pair, best = pair[order], best[order]
    is_first = np.append(True, pair[1:] != pair[:-1]) if len(pair) else np.empty(0, dtype=bool)
    pair, best = pair[is_first], best[is_first]
    return pair // len(people), pair % len(people), best


def _implied(count: int, first: Ints, second: Ints, score: Floats) -> tuple[Ints, Floats]:
    """Pairs that share a sure neighbour, with the least they can be."""
    sure = score >= _SURE
    middle = np.concatenate([first[sure], second[sure]])
    other = np.concatenate([second[sure], first[sure]])
    worth = np.concatenate([score[sure], score[sure]])
    order = np.argsort(middle, kind="stable")
    middle, other, worth = middle[order], other[order], worth[order]
    pairs, bounds = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    for step in range(1, _MOST):
        same = middle[step:] == middle[:-step]
        if not same.any():
            break
        one, two = other[:-step][same], other[step:][same]
        pairs.append(np.minimum(one, two) * count + np.maximum(one, two))
        bounds.append(worth[:-step][same] + worth[step:][same] - 1)
    return np.concatenate(pairs), np.concatenate(bounds)
