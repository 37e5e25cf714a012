"""From levels to one score: weights, what a rare value adds, and what a household shares."""

from __future__ import annotations

import numpy as np

from ciao.people.matching.columns import Column, Ints, People
from ciao.people.matching.contradictions import only_household, other_birth, other_name, surely_other, without_household
from ciao.people.matching.learning import Floats, Weights
from ciao.people.matching.scale import (
    AKIN,
    BIRTH,
    FAMILY,
    GIVEN,
    NEAR,
    ORDER,
    PHONE,
    PLACE,
    SAME,
    Levels,
)  # fmt: skip

_RAREST = 12.0  # bits a rare value may add at most
_SLIP = -5.5  # bits: of a hundred records of one person, two have a name or a date altogether wrong
_NEVER_SURE = -1.5  # bits: a contradicted pair passes only as a slip, in a list that has such slips
_FEW = 100  # in a list as small as this, how often a name is borne says half


def bits(people: People, levels: Levels, first: Ints, second: Ints, weights: Weights) -> tuple[Floats, Floats]:
    """The weight of evidence for each pair, in bits: above 0 it is more likely than not one person.

    People who live together share family name, telephone and address: where the given name says two people (twins,
    a family's telephone) or the birth date does (a father and his son), what they share counts only against. The
    second number is what the weight would be if that name or that date were simply written wrong.
    """
    part = np.stack([weights.bits[one][levels[:, one]] for one in range(levels.shape[1])], axis=1)
    _rare(people, levels, first, second, part)
    part[:, ORDER] -= np.where((levels[:, GIVEN] >= AKIN) & (levels[:, FAMILY] >= AKIN), weights.one_origin, 0)
    slip = part.copy()
    slip[:, (GIVEN, BIRTH)] = np.maximum(slip[:, (GIVEN, BIRTH)], _SLIP)
    if_wrong = np.asarray(weights.start + slip.sum(axis=1))
    apart = other_name(levels) | other_birth(levels)
    without_household(part, apart)
    sure = np.asarray(weights.start + part.sum(axis=1))
    sure[apart] = np.minimum(sure[apart], _NEVER_SURE)
    household = only_household(levels)
    for weight in (sure, if_wrong):
        weight[household] = np.minimum(weight[household], weights.one_home)
    return sure, np.where(surely_other(levels), sure, if_wrong)


def score(weight: Floats) -> Floats:
    """From bits to a number between 0 and 1."""
    return np.asarray(1 / (1 + np.exp2(-np.clip(weight, -60, 60))))


def _rare(people: People, levels: Levels, first: Ints, second: Ints, part: Floats) -> None:
    turned = levels[:, ORDER] == 2
    trust = len(people) / (len(people) + _FEW)
    for field, column, other in ((GIVEN, people.given, people.family), (FAMILY, people.family, people.given)):
        usual, rare = _usual(column), _share(column, first)
        crossed = np.where(turned, np.maximum(_share(column, first), _share(other, second)), rare)
        both = np.maximum(crossed, np.where(turned, 0, _share(column, second)))
        gain = trust * np.clip(np.log2(usual / both), -_RAREST, _RAREST)
        for level, portion in ((SAME, 1.0), (AKIN, 0.7), (NEAR, 0.5)):
            here = levels[:, field] == level
            part[here, field] += portion * gain[here]
    for field, column, top in ((BIRTH, people.birth, SAME), (PHONE, people.phone, 3), (PLACE, people.municipality, 5)):
        here = (levels[:, field] == top) & (column.codes[first] >= 0)
        gain = trust * np.clip(np.log2(_usual(column) / _share(column, first[here])), -_RAREST, 3.0)
        part[here, field] += gain


def _usual(column: Column) -> float:
    """The chance that two people drawn at random have the same value."""
    return float(np.square(column.shares()).sum()) or 1.0


def _share(column: Column, who: Ints) -> Floats:
    shares = np.append(column.shares(), 1.0)
    floor = 1.0 / max(len(column.codes), 1)
    return np.asarray(np.maximum(shares[column.codes[who]], floor))
