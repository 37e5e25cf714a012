"""Taking the bytes of erased files off the disk; their row stays, and says only that there was a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings


def remove(names: Iterable[str]) -> int:
    """How many were still there; what is already gone is no fault, so that an interrupted erasure may begin again."""
    count = 0
    for name in names:
        path = Path(settings.FILES_ROOT) / name[:2] / name
        if path.exists():
            path.unlink()
            count += 1
    return count
