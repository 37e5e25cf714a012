"""Which places are near danger for a person: pure, and on the side of caution where a name might be another's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ciao.core.names import sort_key


@dataclass(frozen=True)
class Danger:
    """What is known to be a danger for one person: comuni, bodies, names of people and of places."""

    comuni: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Surroundings:
    """What is around a place: its comune and the host's, the body, and every word that names somebody or somewhere."""

    comuni: frozenset[str]
    body: str
    host: str
    words: tuple[str, ...]


def is_near(danger: Danger, spot: Surroundings) -> bool:
    """Whether a place is in a dangerous comune or body, or a dangerous name stands among its words."""
    if danger.comuni & spot.comuni or spot.body in danger.bodies or spot.host in danger.hosts:
        return True
    return any(names(one, words) for one in danger.names for words in spot.words)


def names(name: str, words: str) -> bool:
    """Whether every word of a name stands in a text, in whatever order, accents and capitals apart."""
    wanted = set(sort_key(name).split())
    apart = words.replace("’", " ").replace("'", " ")
    return bool(wanted) and wanted <= {*sort_key(words).split(), *sort_key(apart).split()}


def all_words(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that say something."""
    return tuple(one for one in texts if one.strip())
