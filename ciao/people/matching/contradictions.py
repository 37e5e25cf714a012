"""What of one person alone says two people, and then takes from what a household shares its worth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ciao.people.matching.scale import (
    ADDRESS,
    AKIN,
    BIRTH,
    DIFFERENT,
    FAMILY,
    FISCAL,
    GIVEN,
    LOOSE,
    NEAR,
    OTHER_NAME,
    PHONE,
    PLACE,
    SEX,
    Flags,
    Levels,
)  # fmt: skip

_SHARED = (FAMILY, PHONE, ADDRESS, PLACE)


def without_household(part: NDArray[np.float64], apart: Flags) -> None:
    """People who live together share these: where something says two people, they count only against."""
    for field in _SHARED:
        part[apart, field] = np.minimum(part[apart, field], 0)


def only_household(levels: Levels) -> Flags:
    """Whether nothing is known that tells one of a household from another: no given name, date or code in common."""
    same_home = (levels[:, ADDRESS] >= 4) | (levels[:, PHONE] == 3)
    return np.asarray((levels[:, GIVEN] == 0) & (levels[:, BIRTH] < NEAR) & (levels[:, FISCAL] < 3) & same_home)


def other_name(levels: Levels) -> Flags:
    """Whether the given name says two people, unless the codice fiscale is the same."""
    given, sex, fiscal = levels[:, GIVEN], levels[:, SEX], levels[:, FISCAL]
    other = (given == DIFFERENT) | (given == OTHER_NAME) | ((given == LOOSE) & (sex == 1))
    return np.asarray((other | _twin_code(levels)) & (fiscal < 3))


def other_birth(levels: Levels) -> Flags:
    """Whether the birth date says two people, unless the codice fiscale is the same."""
    return np.asarray((levels[:, BIRTH] == DIFFERENT) & (levels[:, FISCAL] < 3))


def _twin_code(levels: Levels) -> Flags:
    given = levels[:, GIVEN]
    return np.asarray((levels[:, FISCAL] == 2) & (given < AKIN) & (given > 0))


def surely_other(levels: Levels) -> Flags:
    """A name that no slip explains: another sex, or two right codes that differ."""
    other_sex = (levels[:, SEX] == 1) & other_name(levels)
    return np.asarray(other_sex | _twin_code(levels) | (levels[:, FISCAL] == 1))
