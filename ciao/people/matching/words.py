"""How names are made alike before they are compared: script, accents, particles, sound, nicknames."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from anyascii import anyascii

PARTICLES = frozenset(
    "de di da do dos das del della dello dei degli delle dal dalla d la le lo li el al ul bin ben ibn bint ould abu"
    " van von der den ter zu y e i san santa mac mc o st".split()
)
_TITLES = frozenset("sig sigra sigg dott dottssa dr mr mrs ms ing avv prof rag geom jr sr ii iii iv fu".split())
_JOINS = re.compile(r"['’‘ʼʻ`´.]")
_BREAKS = re.compile(r"[^a-z0-9]+")
_SAME_SOUNDS = (
    ("tsch", "c"), ("tch", "c"), ("dzh", "g"), ("sch", "s"), ("sh", "s"), ("sc", "s"), ("ch", "k"), ("kh", "k"), ("gh", "g"),
    ("zh", "z"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("cq", "k"), ("qu", "k"), ("gli", "l"),
    ("gn", "n"), ("ny", "n"), ("x", "ks"), ("q", "k"), ("c", "k"), ("z", "s"), ("w", "v"), ("j", "i"), ("y", "i"),
    ("h", ""),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_ARABIC = str.maketrans({"ة": "a", "أ": "a", "إ": "i", "آ": "a", "ى": "a"})  # letters that stand for a vowel
_VOWELS = re.compile(r"[aeiou]")


@lru_cache(maxsize=200_000)
def plain(text: str) -> str:
    """Small Latin letters and digits, words one space apart, whatever script they were written in."""
    if not text.isascii():
        text = anyascii(text.translate(_ARABIC))
    return _BREAKS.sub(" ", _JOINS.sub("", text.lower())).strip()


_FIGURES = str.maketrans("0134568", "oleasgb")
_ALIKE = str.maketrans("ijtvcq", "lllueo")


@lru_cache(maxsize=200_000)
def letters(text: str) -> str:
    """A person's name made plain; nobody's name has figures among its letters: a scanner read them so."""
    words = plain(text).split()
    return " ".join(one if one.isdigit() else one.translate(_FIGURES) for one in words)


def shape(word: str) -> str:
    """What a scanner sees of a word, so that what it mistakes for one another is the same."""
    return word.replace("rn", "m").replace("vv", "w").replace("cl", "d").translate(_ALIKE)


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """What a word keeps when it is written down by ear: its consonants, in classes many languages share."""
    for written, heard in _SAME_SOUNDS:
        word = word.replace(written, heard)
    word = _TWICE.sub(r"\1", word)
    return ("a" if word[:1] in "aeiou" else word[:1]) + _VOWELS.sub("", word[1:])


@dataclass(frozen=True, slots=True)
class Name:
    """One name as written, with the forms it is compared in."""

    tokens: tuple[str, ...]
    core: tuple[str, ...]
    joined: str
    sound: str
    roots: frozenset[str]


def name(text: str) -> Name:
    """The forms of a name already made plain; particles and titles leave its core, unless nothing else is there."""
    tokens = tuple(word for word in text.split() if word not in _TITLES) or tuple(text.split())
    core = tuple(word for word in tokens if word not in PARTICLES) or tokens
    return Name(tokens, core, "".join(tokens), "".join(sound(word) for word in core), roots(core))


def roots(words: Iterable[str]) -> frozenset[str]:
    """The names that nicknames and foreign forms can stand for."""
    return frozenset(root for word in words for root in _nicknames().get(word, ()))


@lru_cache(maxsize=1)
def _nicknames() -> dict[str, frozenset[str]]:
    """Each short or foreign form with the names it can stand for (`nicknames.csv`: a name, then its forms)."""
    found: dict[str, set[str]] = {}
    with (Path(__file__).parent / "nicknames.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            for form in row:
                found.setdefault(plain(form), set()).add(row[0])
    return {form: frozenset(roots) for form, roots in found.items()}


def is_known(word: str) -> bool:
    """Whether a given name is one that people bear, so that it is hardly another one mistyped."""
    return word in _nicknames()
