"""The key ring on paper: how it is written so that people can type it back, and how mistakes are found."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from ciao.core.crypto import KeyRing

INDEX = "indice"
GROUP = 4
KEY_BYTES = 32
_LOOKALIKES = str.maketrans({"0": "O", "1": "I", "8": "B"})


class SheetProblem(ValueError):
    """A line of the sheet cannot be read; the text is an Italian sentence naming the line."""


@dataclass(frozen=True)
class SheetLine:
    """One key on paper: its name and groups of four characters, the last of which checks the others."""

    name: str
    groups: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name} {' '.join(self.groups)}"


def sheet_of(ring: KeyRing) -> list[SheetLine]:
    """The current key first, then the older ones, then the key of the indexes."""
    names = [ring.current, *sorted(name for name in ring.keys if name != ring.current)]
    return [*(_line(name, ring.keys[name]) for name in names), _line(INDEX, ring.index_key)]


def last_group(ring: KeyRing) -> str:
    """What one types to say that the sheet is on paper: the four characters at its end."""
    return sheet_of(ring)[-1].groups[-1]


def ring_of(lines: Iterable[str]) -> KeyRing:
    """The ring a typed sheet makes; spaces, case and 0 for O are forgiven, a wrong letter is not.

    Raises `SheetProblem` with the line to look at again.
    """
    keys = dict(_read(line) for line in lines if line.strip())
    index_key = keys.pop(INDEX, None)
    if index_key is None or not keys:
        raise SheetProblem("Mancano righe: serve ogni riga del foglio, anche quella che comincia con «indice».")
    return KeyRing(current=next(iter(keys)), keys=keys, index_key=index_key)


def _line(name: str, key: bytes) -> SheetLine:
    text = base64.b32encode(key).decode().rstrip("=") + _check(name, key)
    return SheetLine(name, tuple(text[at : at + GROUP] for at in range(0, len(text), GROUP)))


def _check(name: str, key: bytes) -> str:
    return base64.b32encode(hashlib.sha256(name.encode() + key).digest()).decode()[:GROUP]


def _read(line: str) -> tuple[str, bytes]:
    name, *groups = line.split()
    name = name.lower()
    text = "".join(groups).upper().translate(_LOOKALIKES)
    try:
        key = base64.b32decode(text[:-GROUP] + "=" * (-len(text[:-GROUP]) % 8))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES or _check(name, key) != text[-GROUP:]:
        raise SheetProblem(f"La riga «{name}» non torna: ricontrolla le lettere, gruppo per gruppo.")
    return name, key
