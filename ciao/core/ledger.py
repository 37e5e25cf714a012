"""The erasure ledger outside the data: one JSON line per person erased, in a file beside the keys.

It holds codes and days, never a name. A copy made before an erasure does not know of it; this file does.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

NAME = "erasures.jsonl"
Line = dict[str, Any]


def beside(keyring: Path) -> Path:
    """Where the ledger of an installation lies: next to its keys, under their name."""
    return keyring.with_name(f"{keyring.stem}.{NAME}")


def read(path: Path) -> list[Line]:
    """Every line, in order; a line cut short by a power failure is passed over, never guessed."""
    found = []
    for text in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if isinstance(line, dict) and {"id", "person"} <= line.keys():
            found.append(line)
    return found


def append(path: Path, lines: Iterable[Line]) -> int:
    """Adds the lines that are not there yet, and makes sure that they are on the disk; returns how many."""
    known = {line["id"] for line in read(path)}
    new = [line for line in lines if line["id"] not in known]
    if new:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("".join(f"\n{json.dumps(line, sort_keys=True)}" for line in new))
            file.flush()
            os.fsync(file.fileno())
    return len(new)
