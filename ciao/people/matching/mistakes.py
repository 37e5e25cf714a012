"""Whether a list is one in which names and dates are now and then altogether wrong."""

from __future__ import annotations

import numpy as np

from ciao.people.matching.contradictions import other_birth, other_name
from ciao.people.matching.learning import Floats
from ciao.people.matching.scale import ADDRESS, BIRTH, DIFFERENT, FAMILY, GIVEN, NEAR, PLACE, SAME, Flags, Levels

_SURE = 0.5
_ENOUGH = 40
_AT_LEAST = 0.002  # of the pairs, before the list has said anything
_AT_MOST = 0.95
_ANY_FIELD = 1.6  # given names and dates go wrong somewhat more often than family names


def allowed(sure: Floats, if_wrong: Floats, levels: Levels, men: Flags) -> Floats:
    """The score of each pair, given how many mistakes of this kind the list can hold.

    Family names say how often one field is written altogether wrong: two people of one given name, birth date and
    address but another family name do not exist, save by marriage, so that men (`men` says which pairs are) are
    asked where there are enough. Where given names or dates contradict a pair much more often than that, or in pairs
    that show no other slip, the list is made of twins, brothers, fathers and sons, and they stay apart.
    """
    is_sure = sure >= _SURE
    asked = is_sure & men if (is_sure & men).sum() >= _ENOUGH else is_sure
    expected = (_ANY_FIELD * _wrong_family_names(levels[asked]) + _AT_LEAST) * is_sure.sum()
    usual = _slips(levels[is_sure])
    doubtful = (if_wrong >= _SURE) & ~is_sure
    chance = np.ones(len(sure))
    for contradicts in (other_name(levels), other_birth(levels)):
        here = doubtful & contradicts
        share = expected / max(int(here.sum()), 1) * min(_slips(levels[here]) / usual, 1)
        chance[contradicts] *= min(share, _AT_MOST)
    return np.maximum(sure, np.minimum(if_wrong, chance))


def _slips(levels: Levels) -> float:
    """The share of the pairs in which family name, address or place are not written the same."""
    same = (levels[:, FAMILY] == SAME) & np.isin(levels[:, ADDRESS], (0, 5)) & np.isin(levels[:, PLACE], (0, 5))
    return float(((~same).sum() + 1) / (len(levels) + 5))


def _wrong_family_names(levels: Levels) -> float:
    """The share of the sure pairs whose family names have nothing in common."""
    known = levels[(levels[:, FAMILY] > 0) & (levels[:, GIVEN] >= NEAR) & (levels[:, BIRTH] != DIFFERENT)]
    return float((known[:, FAMILY] == DIFFERENT).mean()) if len(known) else 0.0
