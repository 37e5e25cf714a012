"""Whether a list is one in which names and dates are now and then altogether wrong."""

from __future__ import annotations

import numpy as np

from ciao.people.matching.learning import Floats
from ciao.people.matching.scale import DIFFERENT, NEAR, Levels
from ciao.people.matching.scoring import BIRTH, FAMILY, GIVEN, other_birth, other_name

_SURE = 0.5
_AT_LEAST = 0.002  # of the pairs, before the list has said anything
_AT_MOST = 0.95
_ANY_FIELD = 1.6  # given names and dates go wrong somewhat more often than family names


def allowed(sure: Floats, if_wrong: Floats, levels: Levels) -> Floats:
    """The score of each pair, given how many mistakes of this kind the list can hold.

    Family names say how often one field is written altogether wrong: two people of one given name, birth date and
    address but another family name do not exist. Where given names or dates contradict a pair much more often than
    that, the list is made of twins, brothers, fathers and sons, and they stay apart.
    """
    is_sure = sure >= _SURE
    expected = (_ANY_FIELD * _wrong_family_names(levels[is_sure]) + _AT_LEAST) * is_sure.sum()
    doubtful = (if_wrong >= _SURE) & ~is_sure
    chance = np.ones(len(sure))
    for contradicts in (other_name(levels), other_birth(levels)):
        share = expected / max(int((doubtful & contradicts).sum()), 1)
        chance[contradicts] *= min(share, _AT_MOST) if share > 0.5 else share
    return np.maximum(sure, np.minimum(if_wrong, chance))


def _wrong_family_names(levels: Levels) -> float:
    """The share of the sure pairs whose family names have nothing in common."""
    known = levels[(levels[:, FAMILY] > 0) & (levels[:, GIVEN] >= NEAR) & (levels[:, BIRTH] != DIFFERENT)]
    return float((known[:, FAMILY] == DIFFERENT).mean()) if len(known) else 0.0
