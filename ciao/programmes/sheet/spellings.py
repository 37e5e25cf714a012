"""Finds where the sheet writes a body's name with the words parted otherwise."""

import re
import unicodedata
from functools import lru_cache

from .text import Document, key


def other_spellings(document: Document, name: str) -> list[tuple[str, int]]:
    """The other spellings of a name (ENTEUNO, Ente Uno), each with its line number."""
    wanted = key(name)
    if len(wanted) < 8:
        return []
    letters, places = _letters(document)
    others: dict[str, tuple[str, int]] = {}
    at = letters.find(wanted)
    while at >= 0:
        text, line = _written(document, places, at, at + len(wanted))
        if text and _words(text) != _words(name):
            others.setdefault(_words(text), (text, line))
        at = letters.find(wanted, at + 1)
    return list(others.values())


def _words(text: str) -> str:
    """The name as parted in words: dots, quotes and capitals do not count."""
    return " ".join(word for part in text.split() if (word := key(part)))


@lru_cache(maxsize=2)
def _letters_of(lines: tuple[tuple[int, str], ...]) -> tuple[str, list[tuple[int, int]]]:
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for number, text in lines:
        for column, letter in enumerate(text):
            plain = unicodedata.normalize("NFKD", letter)[0].lower()
            if plain.isascii() and plain.isalnum():
                letters.append(plain)
                places.append((number, column))
    return "".join(letters), places


def _letters(document: Document) -> tuple[str, list[tuple[int, int]]]:
    return _letters_of(tuple((line.number, line.text) for line in document.lines))


def _written(document: Document, places: list[tuple[int, int]], start: int, end: int) -> tuple[str, int]:
    """The text on one line between two letters, if it is made of whole words."""
    (line, first), (last_line, last) = places[start], places[end - 1]
    if line != last_line:
        return "", line
    text = document.source[line - 1]
    whole = not text[:first][-1:].isalnum() and not text[last + 1 : last + 2].isalnum()
    return (re.sub(r"\s+", " ", text[first : last + 1]) if whole else ""), line
