"""How alike two people are, field by field, in a few levels from «not known» to «the same»."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Indel, JaroWinkler

from ciao.people.matching.columns import Column, Ints, People
from ciao.people.matching.naming import name_levels
from ciao.people.matching.scale import AKIN, DIFFERENT, LOOSE, NEAR, OTHER_NAME, SAME, Levels
from ciao.people.matching.scale import measure as _measure

FIELDS = ("given", "family", "order", "birth", "sex", "fiscal", "phone", "address", "place")
SIZES = (7, 7, 3, 7, 3, 5, 4, 6, 6)
_COMMON = 3  # a name borne so often in the list is a name, not a slip of the pen


def compare(people: People, first: Ints, second: Ints) -> Levels:
    """One row per pair, one column per field of FIELDS."""
    given, family, order = _names(people, first, second)
    return np.stack(
        [
            given, family, order,
            _births(people.birth, first, second),
            _equal_or_not(people.sex, first, second),
            _fiscal(people, first, second),
            _phones(people.phone, first, second),
            _addresses(people, first, second),
            _places(people, first, second),
        ],
        axis=1,
    )  # fmt: skip


def _by_value(first: Ints, second: Ints, levels: Callable[[Ints, Ints], Levels]) -> Levels:
    """Compares each two values once however many pairs have them; 0 where either is missing."""
    found = np.zeros(len(first), dtype=np.int8)
    known = np.flatnonzero((first >= 0) & (second >= 0))
    if len(known):
        low, high = np.minimum(first[known], second[known]), np.maximum(first[known], second[known])
        width = int(high.max()) + 1
        pairs, back = np.unique(low * width + high, return_inverse=True)
        found[known] = levels(pairs // width, pairs % width)[back]
    return found


def _names(people: People, first: Ints, second: Ints) -> tuple[Levels, Levels, Levels]:
    """Levels of given and family name, the right way round or swapped, whichever tells more."""
    given, family = people.given.codes, people.family.codes
    common = people.given.counts + people.family.counts >= _COMMON

    def levels(one: Ints, other: Ints) -> Levels:
        return name_levels(people.names, common, one, other)

    straight = [_by_value(given[first], given[second], levels), _by_value(family[first], family[second], levels)]
    order = np.ones(len(first), dtype=np.int8)
    poor = np.flatnonzero((straight[0] < NEAR) & (straight[1] < NEAR))
    crossed = [
        _by_value(given[first[poor]], family[second[poor]], levels),
        _by_value(family[first[poor]], given[second[poor]], levels),
    ]
    moved = (people.full.codes[first[poor]] == people.full.codes[second[poor]]) & (people.full.codes[first[poor]] >= 0)
    for level in crossed:
        level[moved] = SAME
    nothing_else = (straight[0][poor] == 0) & (straight[1][poor] == 0)
    better = (np.minimum(*crossed) >= NEAR) | (nothing_else & (np.maximum(*crossed) >= NEAR))
    turned = poor[better]
    order[turned] = 2
    straight[0][turned], straight[1][turned] = crossed[0][better], crossed[1][better]
    return straight[0], straight[1], order


def _births(column: Column, first: Ints, second: Ints) -> Levels:
    texts = np.array([*column.values, ""], dtype=object)
    whole = np.array(
        [one if len(one) == 8 and one.isdigit() else "0" * 8 for one in column.values] or ["0" * 8], dtype="U8"
    )
    parts = np.stack([whole.astype("U4").astype(int), *(_piece(whole, start) for start in (4, 6))])
    length = np.array([len(one) for one in column.values])

    def levels(one: Ints, other: Ints) -> Levels:
        left, right = texts[one].tolist(), texts[other].tolist()
        slips = _measure(left, right, OSA.distance)
        a, b = parts[:, one], parts[:, other]
        equal = (a == b).sum(axis=0)
        turned = (a[0] == b[0]) & (a[1] == b[2]) & (a[2] == b[1])
        found = np.where(
            (slips <= 1) | turned, NEAR, np.where(equal == 2, OTHER_NAME, np.where(slips <= 2, LOOSE, DIFFERENT))
        )
        for place in np.flatnonzero((length[one] != 8) | (length[other] != 8)):
            found[place] = _short_birth_level(left[place], right[place], slips[place])
        return np.where(one == other, SAME, found).astype(np.int8)

    return _by_value(column.codes[first], column.codes[second], levels)


def _piece(whole: NDArray[np.str_], start: int) -> Ints:
    return np.array([int(one[start : start + 2]) for one in whole], dtype=np.int64)


def _short_birth_level(one: str, other: str, slips: float) -> int:
    """Two dates of which one is not whole: a year or a month only, or a figure too many."""
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return AKIN if len(short) >= 4 and long.startswith(short) else NEAR if slips <= 1 else DIFFERENT
    return LOOSE if slips <= 1 and abs(int(one[:4]) - int(other[:4])) <= 1 else DIFFERENT


def _equal_or_not(column: Column, first: Ints, second: Ints) -> Levels:
    one, other = column.codes[first], column.codes[second]
    return np.where((one < 0) | (other < 0), 0, np.where(one == other, 2, 1)).astype(np.int8)


def _fiscal(people: People, first: Ints, second: Ints) -> Levels:
    """1 another code, 2 two right codes that differ little (twins), 3 a code copied badly, 4 the same root."""

    def levels(one: Ints, other: Ints) -> Levels:
        texts = people.fiscal.values
        slips = _measure([texts[place] for place in one], [texts[place] for place in other], OSA.distance)
        both_right = people.fiscal_is_right[one] & people.fiscal_is_right[other]
        close = np.where(both_right & (slips > 0), np.where(slips <= 5, 2, 1), np.where(slips <= 3, 3, 1))
        return np.where(one == other, 4, close).astype(np.int8)

    return _by_value(people.fiscal.codes[first], people.fiscal.codes[second], levels)


def _phones(column: Column, first: Ints, second: Ints) -> Levels:
    def levels(one: Ints, other: Ints) -> Levels:
        texts = column.values
        slips = _measure([texts[place] for place in one], [texts[place] for place in other], OSA.distance)
        return np.where(one == other, 3, np.where(slips <= 1, 2, 1)).astype(np.int8)

    return _by_value(column.codes[first], column.codes[second], levels)


def _addresses(people: People, first: Ints, second: Ints) -> Levels:
    """1 elsewhere, 2 a street somewhat alike, 3 the same street, 4 nearly the same door, 5 the same door."""
    street = _by_value(
        people.street.codes[first], people.street.codes[second], lambda a, b: _streets(people.street, a, b)
    )
    number = _equal_or_not(people.number, first, second)
    levels = np.where(street == 4, np.where(number == 2, 5, np.where(number == 1, 3, 4)), street)
    levels = np.where((street == 3) & (number == 2), 4, levels)
    levels = np.where((street == 2) & (number == 2), 3, levels)
    return levels.astype(np.int8)


def _streets(column: Column, first: Ints, second: Ints) -> Levels:
    """1 another street, 2 somewhat alike, 3 alike, 4 the same."""
    left, right = [column.values[one] for one in first], [column.values[one] for one in second]
    joined = [one.replace(" ", "") for one in left], [one.replace(" ", "") for one in right]
    ratio = _measure(*joined, Indel.normalized_similarity)
    words = _measure(left, right, fuzz.token_set_ratio) / 100
    ratio = np.maximum(ratio, words)
    return np.where(
        (first == second) | (ratio >= 0.97), 4, np.where(ratio >= 0.85, 3, np.where(ratio >= 0.7, 2, 1))
    ).astype(np.int8)


def _places(people: People, first: Ints, second: Ints) -> Levels:
    """Comune and CAP as one fact: 1 other, 2 one near, 3 one the same, 4 same and near, 5 the same."""
    town = _by_value(
        people.municipality.codes[first],
        people.municipality.codes[second],
        lambda a, b: _near_text(people.municipality, a, b),
    )
    code = _by_value(
        people.postcode.codes[first], people.postcode.codes[second], lambda a, b: _near_text(people.postcode, a, b)
    )
    low, high = np.minimum(town, code), np.maximum(town, code)
    levels = np.where(high == 3, np.where(low == 3, 5, np.where(low == 2, 4, 3)), np.where(high == 2, 2, high))
    levels = np.where((high == 3) & (low == 0), 5, levels)
    return levels.astype(np.int8)


def _near_text(column: Column, first: Ints, second: Ints) -> Levels:
    left, right = [column.values[one] for one in first], [column.values[one] for one in second]
    slips = _measure(left, right, OSA.distance)
    near = _measure(left, right, JaroWinkler.normalized_similarity)
    is_near = (slips <= 1) | ((near >= 0.9) & (np.array([len(one) for one in left]) > 5))
    return np.where(first == second, 3, np.where(is_near, 2, 1)).astype(np.int8)
