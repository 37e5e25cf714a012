"""How alike two names are: letters, sound, nicknames, words missing or in another order, and one letter's gender."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from ciao.people.matching.scale import AKIN, DIFFERENT, LOOSE, NEAR, OTHER_NAME, SAME, Levels, measure
from ciao.people.matching.words import Name, is_known, roots, shape

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Names:
    """All the names of a list, each form of theirs as a number, so that many are compared at once."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.all = names
        self.joined = _texts([one.joined for one in names])
        self.core = _texts([" ".join(one.core) for one in names])
        numbers: dict[Hashable, int] = {}
        self.joined_code = _numbered([one.joined for one in names], numbers)
        self.stem_code = _numbered([one.joined[:-1] for one in names], numbers)
        self.sound_code = _numbered([("sound", one.sound) for one in names], numbers)
        self.words_code = _numbered([("words", *sorted(one.core)) for one in names], numbers)
        self.first = _texts([one.core[0] for one in names])
        self.shape_code = _numbered([("shape", shape(one.joined)) for one in names], numbers)
        self.start_code = _numbered([("start", one.joined[:1]) for one in names], numbers)
        self.length = np.array([len(one.joined) for one in names], dtype=np.int64)
        self.word_count = np.array([len(one.core) for one in names], dtype=np.int64)
        self.sound_length = np.array([len(one.sound) for one in names], dtype=np.int64)
        self.has_roots = np.array([bool(one.roots) for one in names], dtype=bool)
        self.is_known = np.array([is_known(one.joined) for one in names], dtype=bool)
        self.last = np.array([one.joined[-1:] or " " for one in names], dtype="U1")


def name_levels(names: Names, common: Flags, first: Ints, second: Ints) -> Levels:
    """The level of each pair of names; `common` says which are borne so often that they are no slip of the pen."""
    left, right = names.joined[first].tolist(), names.joined[second].tolist()
    near = measure(left, right, JaroWinkler.normalized_similarity)
    slips = measure(left, right, OSA.distance)
    length = np.minimum(names.length[first], names.length[second])
    levels = np.full(len(first), DIFFERENT, dtype=np.int8)
    levels[near >= 0.85] = LOOSE
    levels[(near >= 0.90) | ((slips <= 1) & (length >= 3)) | ((slips <= 2) & (length >= 7))] = NEAR
    levels[(names.shape_code[first] == names.shape_code[second]) & (length >= 3)] = NEAR
    _words(names, first, second, levels)
    gendered = _is_gendered(names, first, second)
    _kin(names, first, second, (near >= np.where(names.sound_length[first] > 2, 0.6, 0.82)) & ~gendered, levels)
    both_borne = (names.is_known[first] & names.is_known[second]) | (common[first] & common[second])
    one_name = (names.sound_code[first] == names.sound_code[second]) | (
        names.shape_code[first] == names.shape_code[second]
    )
    levels[(levels >= LOOSE) & (levels <= NEAR) & both_borne & (gendered | ~one_name)] = OTHER_NAME
    levels[first == second] = SAME
    return levels


def _words(names: Names, first: Ints, second: Ints, levels: Levels) -> None:
    """Words missing (Maria Grazia and Grazia), or one letter for a name."""
    several = np.flatnonzero(names.word_count[first] + names.word_count[second] > 2)
    ratio = measure(names.core[first[several]].tolist(), names.core[second[several]].tolist(), fuzz.token_set_ratio)
    levels[several] = np.maximum(levels[several], np.where(ratio >= 100, AKIN, np.where(ratio >= 90, NEAR, 0)))
    _first_words(names, first, second, several, levels)
    initial = (names.length[first] == 1) | (names.length[second] == 1)
    initial &= names.start_code[first] == names.start_code[second]
    levels[initial] = np.maximum(levels[initial], LOOSE)


def _first_words(names: Names, first: Ints, second: Ints, several: Ints, levels: Levels) -> None:
    """A second name more and a slip in the first (Henry and Hnry Paul)."""
    more = several[names.word_count[first[several]] != names.word_count[second[several]]]
    left, right = names.first[first[more]].tolist(), names.first[second[more]].tolist()
    near = (measure(left, right, OSA.distance) <= 1) & (measure(left, right, JaroWinkler.normalized_similarity) >= 0.8)
    levels[more[near]] = np.maximum(levels[more[near]], NEAR)


def _other_words(one: Name, other: Name) -> bool:
    """Maria Grazia and Maria Rita: each has a word that nothing of the other's is like."""
    if len(one.core) < 2 or len(other.core) < 2:
        return False
    left, right = sorted(set(one.core) - set(other.core)), sorted(set(other.core) - set(one.core))
    if not left or not right or roots(left) & roots(right):
        return False
    return JaroWinkler.normalized_similarity(" ".join(left), " ".join(right)) < 0.8


def _kin(names: Names, first: Ints, second: Ints, close: Flags, levels: Levels) -> None:
    """The same sound, the same words in another order, or forms of one name (Giuseppe and Beppe)."""
    sound = (names.sound_code[first] == names.sound_code[second]) & (names.sound_length[first] > 1) & close
    levels[sound | (names.words_code[first] == names.words_code[second])] = AKIN
    for place in np.flatnonzero(names.has_roots[first] & names.has_roots[second]):
        one, other = names.all[first[place]], names.all[second[place]]
        if one.roots & other.roots:
            levels[place] = OTHER_NAME if _other_words(one, other) else AKIN


def _is_gendered(names: Names, first: Ints, second: Ints) -> Flags:
    """Paolo and Paola, Daniel and Daniela: one letter, two people."""
    found = np.zeros(len(first), dtype=bool)
    for one, other in ((first, second), (second, first)):
        last = names.last[other]
        found |= (names.last[one] == "a") & (last == "o")
        longer = (names.last[one] == "a") & (names.stem_code[one] == names.joined_code[other])
        found |= longer & ~np.isin(last, list("aeiou"))
    return found


def _texts(values: list[str]) -> NDArray[np.object_]:
    return np.array([*values, ""], dtype=object)


def _numbered(values: Sequence[Hashable], numbers: dict[Hashable, int]) -> Ints:
    return np.array([numbers.setdefault(one, len(numbers)) for one in values], dtype=np.int64)
