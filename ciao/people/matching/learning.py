"""What agreeing and disagreeing is worth, learnt on the list by EM (Fellegi and Sunter, 1969)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ciao.people.matching.comparing import FIELDS, SIZES
from ciao.people.matching.contradictions import other_birth, other_name, without_household
from ciao.people.matching.scale import (
    ADDRESS,
    AKIN,
    BIRTH,
    DIFFERENT,
    FAMILY,
    FISCAL,
    GIVEN,
    NEAR,
    ORDER,
    PHONE,
    Levels,
)

Floats = NDArray[np.float64]
_ROUNDS = 25
_STRENGTH = 40.0  # how many pairs what we believe beforehand is worth

# How often two records of one person stand at each level of a field, before the list has said anything.
PRIORS: dict[str, tuple[float, ...]] = {
    "given": (0, 0.02, 0.03, 0.01, 0.09, 0.08, 0.77),
    "family": (0, 0.04, 0.03, 0.01, 0.09, 0.05, 0.78),
    "order": (0, 0.97, 0.03),
    "birth": (0, 0.02, 0.02, 0.02, 0.07, 0.02, 0.85),
    "sex": (0, 0.02, 0.98),
    "fiscal": (0, 0.03, 0.03, 0.06, 0.88),
    "phone": (0, 0.30, 0.05, 0.65),
    "address": (0, 0.25, 0.05, 0.07, 0.13, 0.50),
    "place": (0, 0.12, 0.05, 0.10, 0.08, 0.65),
}

# The same of two strangers; a list of ten people cannot say it by itself.
CHANCES: dict[str, tuple[float, ...]] = {
    "given": (0, 0.90, 0.04, 0.02, 0.01, 0.01, 0.02),
    "family": (0, 0.95, 0.03, 0.005, 0.005, 0.004, 0.006),
    "order": (0, 0.98, 0.02),
    "birth": (0, 0.937, 0.04, 0.018, 0.003, 0.0017, 0.0003),
    "sex": (0, 0.5, 0.5),
    "fiscal": (0, 0.9964, 0.003, 0.0005, 0.0001),
    "phone": (0, 0.999, 0.0005, 0.0005),
    "address": (0, 0.97, 0.02, 0.006, 0.002, 0.002),
    "place": (0, 0.85, 0.02, 0.05, 0.01, 0.07),
}
_CHANCE_STRENGTH = 200.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Bits in favour of «one person» at each level of each field, and the starting odds.

    `one_origin` is taken off where given and family name agree together: names go by origin, so that two people
    share both more often than each by itself would have it. `one_home` is the most a pair can have in favour that
    shares only what a household shares: as often as two rows of one household whose given names are known bear one.
    """

    bits: list[Floats]
    start: float
    one_origin: float
    one_home: float


def learn(sample: Levels, share: float, random: Levels, everything: float, people: int) -> Weights:
    """Weights from compared candidates (`share` of them all) and from pairs drawn at random among `everything` pairs.

    The chance level comes from the random pairs, less the matches among them; what matches look like and how many
    there are is what EM finds, held by the priors when the list is small.
    """
    patterns, counts = np.unique(sample, axis=0, return_counts=True)
    weight = counts / share
    apart = other_name(patterns) | other_birth(patterns)
    drawn = [np.bincount(random[:, one], minlength=size).astype(float) for one, size in enumerate(SIZES)]
    priors = [np.array(PRIORS[name]) for name in FIELDS]
    alike = [prior.copy() for prior in priors]
    odds = min(max(0.2 * people / everything, 1e-12), 0.1)
    for _ in range(_ROUNDS):
        by_chance = [_by_chance(*one, odds) for one in zip(drawn, alike, CHANCES.values(), strict=True)]
        bits = [_bits(*one) for one in zip(alike, by_chance, strict=True)]
        bits[ORDER] = np.array([0, 0, np.log2(alike[ORDER][2])])  # swapped names are no evidence, only rarer
        bits[FISCAL][1:3] = np.minimum(bits[FISCAL][1:3], 0)  # two right codes that differ never say one person
        part = np.stack([one[patterns[:, place]] for place, one in enumerate(bits)], axis=1)
        without_household(part, apart)
        total = np.log2(odds / (1 - odds)) + part.sum(axis=1)
        belief = weight / (1 + np.exp2(-np.clip(total, -60, 60)))
        alike = [_updated(patterns[:, place], belief, priors[place]) for place in range(len(FIELDS))]
        odds = min(max((belief.sum() + 1) / everything, 1e-12), 0.1)
    return Weights(bits, float(np.log2(odds / (1 - odds))), _one_origin(random, odds), _one_home(patterns, weight))


def _one_origin(random: Levels, odds: float) -> float:
    """How much oftener than by chance strangers agree on both names, in bits; 0 at least."""
    apart = random[random[:, BIRTH] == DIFFERENT]
    matches = 0.0
    if len(apart) < len(random) / 4:
        apart, matches = random, odds * len(random)
    given, family = apart[:, GIVEN] >= AKIN, apart[:, FAMILY] >= AKIN
    expected = given.mean() * family.mean() * len(apart) if len(apart) else 0.0
    together = max(float((given & family).sum()) - matches, 0.0)
    return float(np.clip(np.log2((together + 2) / (expected + 2)), 0, 5))


def _one_home(patterns: Levels, weight: Floats) -> float:
    """Of the pairs with one family name at one door, or one telephone, how many bear one given name, in bits."""
    door = (patterns[:, ADDRESS] == 5) | (patterns[:, PHONE] == 3)
    home = (patterns[:, FAMILY] >= AKIN) & door & (patterns[:, GIVEN] > 0)
    same = patterns[:, GIVEN] >= NEAR
    return float(np.log2((weight[home & same].sum() + 5) / (weight[home & ~same].sum() + 1)))


def _updated(levels: NDArray[np.int8], belief: Floats, prior: Floats) -> Floats:
    found = np.bincount(levels, weights=belief, minlength=len(prior))
    found[0] = 0
    mixed = found + _STRENGTH * prior
    return np.asarray(mixed / mixed.sum())


def _by_chance(drawn: Floats, alike: Floats, chance: tuple[float, ...], odds: float) -> Floats:
    known = drawn.copy()
    known[0] = 0
    rest = np.maximum(known - odds * known.sum() * alike, 0) + _CHANCE_STRENGTH * np.array(chance)
    return np.asarray(rest / rest.sum())


def _bits(alike: Floats, by_chance: Floats) -> Floats:
    bits = np.zeros(len(alike))
    bits[1:] = np.log2(np.maximum(alike[1:], 1e-6) / np.maximum(by_chance[1:], 1e-9))
    return bits
