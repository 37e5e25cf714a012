"""Which pairs are worth comparing: those that share one of many keys, never more than a budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from ciao.people.matching.columns import Column, Ints, People
from ciao.people.matching.words import sound

SMALL = 1500  # up to so many people every pair is compared
_WINDOW = 80  # in a block, how many neighbours a person is compared with
_MIX, _POSITIVE = np.int64(0x1E3779B97F4A7C15), np.int64(0x7FFFFFFFFFFFFFFF)
Filter = Callable[[Ints, Ints], "np.ndarray[tuple[int], np.dtype[np.bool_]]"]


def candidates(people: People, only: Ints | None = None) -> Ints:
    """Pairs as `a * n + b`, a before b, each once; `only` keeps the pairs in which one of these people is.

    Keys go from the strict to the loose; the loose ones stop when the budget ends, and none may take it all: in a long
    list names alone would. Inside a block too big for its
    window people are sorted and compared with their neighbours, so that no block costs more than its size.
    """
    count = len(people)
    if count <= SMALL:
        return _wanted(_every_pair(count), count, only)
    budget, share = max(700_000, 18 * count), max(700_000, count + count // 2)
    found: list[Ints] = []
    spent = 0
    for key, order in _keys(people):
        left = budget - spent
        if left <= 0:
            break
        pairs = _wanted(_neighbours(key, order, min(left, share), count), count, only)
        spent += len(pairs)
        found.append(pairs)
    return np.unique(np.concatenate(found))


def _every_pair(count: int) -> Ints:
    first, second = np.triu_indices(count, 1)
    return first.astype(np.int64) * count + second


def _wanted(pairs: Ints, count: int, only: Ints | None) -> Ints:
    if only is None:
        return pairs
    is_in = np.zeros(count, dtype=bool)
    is_in[only] = True
    return pairs[is_in[pairs // count] | is_in[pairs % count]]


def _neighbours(key: Ints, order: Ints, budget: int, count: int) -> Ints:
    """Pairs that share a key, each person with at most a window of those who follow them."""
    who = np.flatnonzero(key >= 0)
    who = who[np.lexsort((order[who], key[who]))]
    sorted_key = key[who]
    found: list[Ints] = [np.empty(0, dtype=np.int64)]
    spent = 0
    for step in range(1, min(_WINDOW, len(who) - 1) + 1):
        same = sorted_key[step:] == sorted_key[:-step]
        first, second = who[:-step][same], who[step:][same]
        if not len(first) or spent + len(first) > budget:
            break
        found.append(np.minimum(first, second) * count + np.maximum(first, second))
        spent += len(first)
    return np.unique(np.concatenate(found))


def _keys(people: People) -> Iterator[tuple[Ints, Ints]]:
    """Each key with what its blocks are sorted by."""
    given, given_second = _sounds(people, people.given)
    family, family_second = _sounds(people, people.family)
    birth, order = people.birth.codes, _rank(people.birth)
    year, month_day = _cut(people.birth, 0, 4), _cut(people.birth, 4, 8)
    house = _both(people.street.codes, people.number.codes)
    by_name = given * 5 + family
    phone, postcode, place = people.phone.codes, people.postcode.codes, people.municipality.codes
    yield people.fiscal.codes, order
    yield _either(given, family), order
    yield phone, order
    yield _both(birth, given), family
    yield _both(birth, family), given
    yield house, by_name
    yield _either(given_second, family), order
    yield _either(given, family_second), order
    given_start, family_start = _start(people, people.given), _start(people, people.family)
    yield _both(_either(given_start, family_start), year), order
    yield _both(_both(given, year), postcode), order
    yield _both(_both(family, year), postcode), order
    yield _both(_both(given, people.number.codes), place), order
    yield _both(_both(family, people.number.codes), place), order
    yield _both(given, month_day), family
    yield _both(family, month_day), given
    yield birth, by_name
    yield _both(_both(given, year), place), order
    yield _both(family, place), order
    yield _both(given, people.street.codes), order
    yield _either(given_start, family_start), order
    yield _both(birth, postcode), by_name
    yield people.full.codes, order
    yield _both(people.number.codes, postcode), by_name
    yield _both(given, year), family
    yield _both(family, year), given
    yield _both(family, postcode), order
    yield _both(given, postcode), order
    yield _both(_both(given_start, place), people.number.codes), order
    yield _both(month_day, postcode), by_name
    yield _either(given_second, family_second), order
    yield from _wide_keys(people, (given, given_start), (family, family_start), year, order)


def _wide_keys(
    people: People, given: tuple[Ints, Ints], family: tuple[Ints, Ints], year: Ints, order: Ints
) -> Iterator[tuple[Ints, Ints]]:
    """The widest blocks, when the narrow ones have not spent the budget; each name whole, then only its start."""
    postcode, place, street = people.postcode.codes, people.municipality.codes, people.street.codes
    (given_whole, given_start), (family_whole, family_start) = given, family
    by_name = given_whole * 5 + family_whole
    yield _both(street, place), by_name
    yield _both(_cut(people.street, 0, 6), people.number.codes), by_name
    yield _both(_first_word(people.street), postcode), by_name
    yield _both(people.number.codes, place), by_name
    yield _both(year, place), by_name
    yield _both(year, postcode), by_name
    yield _both(given_start, year), order
    yield _both(family_start, year), order
    yield _both(given_start, postcode), order
    yield _both(family_start, place), order
    yield _cut(people.street, 0, 7), by_name
    yield _both(given_whole, place), order
    yield family_whole, _rank(people.full)
    yield _every(people), _rank(people.full)
    yield _every(people), order
    yield _every(people), _rank(people.street)


def _both(first: Ints, second: Ints) -> Ints:
    """One number for two, missing where either is."""
    mixed = (first * _MIX + second) & _POSITIVE
    return np.where((first >= 0) & (second >= 0), mixed, -1)


def _either(first: Ints, second: Ints) -> Ints:
    """As `_both`, the same whichever way round."""
    missing = (first < 0) | (second < 0)
    return np.where(missing, -1, _both(np.minimum(first, second), np.maximum(first, second)))


def _per_value(column: Column, told: list[int]) -> Ints:
    return np.append(np.array(told, dtype=np.int64), -1)[column.codes]


def _sounds(people: People, column: Column) -> tuple[Ints, Ints]:
    """How the first and the second word of a name sound."""
    first = _per_value(column, [_stable(sound(one.core[0])) if one.core else -1 for one in people.names.all])
    second = _per_value(column, [_stable(sound(one.core[1])) if len(one.core) > 1 else -1 for one in people.names.all])
    return first, second


def _start(people: People, column: Column) -> Ints:
    return _per_value(column, [_stable("".join(one.core)[:3]) for one in people.names.all])


def _cut(column: Column, start: int, end: int) -> Ints:
    return _per_value(column, [_stable(one[start:end]) if len(one) >= end else -1 for one in column.values])


def _first_word(column: Column) -> Ints:
    return _per_value(column, [_stable(sound(one.split()[0])) for one in column.values])


def _every(people: People) -> Ints:
    return np.zeros(len(people), dtype=np.int64)


def _stable(text: str) -> int:
    """A number for a short text, the same on every run."""
    return int.from_bytes(text.encode()[:7], "big")


def _rank(column: Column) -> Ints:
    """Where each person's value stands in alphabetical order."""
    ranks = np.empty(len(column.values), dtype=np.int64)
    ranks[np.array(sorted(range(len(column.values)), key=column.values.__getitem__), dtype=np.int64)] = np.arange(
        len(column.values)
    )
    return _per_value(column, ranks.tolist())
