"""The levels fields are compared in, and the measure of two texts."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process

Levels = NDArray[np.int8]
Flags = NDArray[np.bool_]
GIVEN, FAMILY, ORDER, BIRTH, SEX, FISCAL, PHONE, ADDRESS, PLACE = range(9)
UNKNOWN, DIFFERENT, LOOSE, OTHER_NAME, NEAR, AKIN, SAME = range(7)


def measure(one: list[str], other: list[str], scorer: Any) -> NDArray[np.float32]:
    """A scorer of rapidfuzz on each pair of texts, on all processors."""
    return np.asarray(process.cpdist(one, other, scorer=scorer, workers=-1, dtype=np.float32))
