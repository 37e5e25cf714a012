"""A list in the form it is compared in: every text once, and for each person which of them is theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ciao.core.phones import bare_phone
from ciao.people.matching import values, words
from ciao.people.matching.naming import Names
from ciao.people.matching.roll import Roll

Ints = NDArray[np.int64]
MISSING = -1


@dataclass(frozen=True, slots=True)
class Column:
    """`codes[i]` is the place in `values` of what person i has, or -1; `counts` says how many have each value."""

    values: list[str]
    codes: Ints

    @property
    def counts(self) -> Ints:
        """How many people have each value."""
        return np.bincount(self.codes[self.codes >= 0], minlength=max(len(self.values), 1))

    def shares(self) -> NDArray[np.float64]:
        """The share of the people who have a value that have this one."""
        counts = self.counts
        return np.asarray(counts / max(counts.sum(), 1))


@dataclass(frozen=True, slots=True)
class People:
    """A whole list made alike; given and family names share one vocabulary, because they are often swapped."""

    names: Names
    given: Column
    family: Column
    full: Column
    birth: Column
    sex: Column
    fiscal: Column
    fiscal_is_right: NDArray[np.bool_]
    phone: Column
    street: Column
    number: Column
    municipality: Column
    postcode: Column

    def __len__(self) -> int:
        return len(self.given.codes)


class Vocabulary:
    """Gives each text its number, the same one every time."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._places: dict[str, int] = {}

    def codes(self, texts: Iterable[str]) -> Ints:
        """The numbers of many texts; an empty one is missing."""
        return np.fromiter((self._code(text) for text in texts), dtype=np.int64)

    def _code(self, text: str) -> int:
        if not text:
            return MISSING
        place = self._places.get(text)
        if place is None:
            place = self._places[text] = len(self.values)
            self.values.append(text)
        return place


def column(texts: Iterable[str]) -> Column:
    """A column with a vocabulary of its own."""
    vocabulary = Vocabulary()
    codes = vocabulary.codes(texts)
    return Column(vocabulary.values, codes)


def people(roll: Roll) -> People:
    """Makes a list alike; a codice fiscale fills in the birth date and the sex that are not written."""
    raw = roll.columns
    given, family = ([words.letters(one) for one in raw[name]] for name in ("given_name", "family_name"))
    shared = Vocabulary()
    given_codes, family_codes = shared.codes(given), shared.codes(family)
    roots, is_right = _fiscal(raw["fiscal_code"])
    streets = [values.address(one) for one in raw["address"]]
    return People(
        names=Names([words.name(one) for one in shared.values]),
        given=Column(shared.values, given_codes),
        family=Column(shared.values, family_codes),
        full=column(_full_name(*pair) for pair in zip(given, family, strict=True)),
        birth=column(_births(raw["birth_date"], roots, is_right)),
        sex=column(_sexes(raw["sex"], roots, is_right)),
        fiscal=(fiscal := column(roots)),
        fiscal_is_right=np.array([is_right[one] for one in fiscal.values], dtype=bool),
        phone=column(bare_phone(one) if one else "" for one in raw["phone"]),
        street=column(street for street, _ in streets),
        number=column(number for _, number in streets),
        municipality=column(words.plain(one) for one in raw["municipality"]),
        postcode=column(words.plain(one).replace(" ", "") for one in raw["postcode"]),
    )


def _full_name(given: str, family: str) -> str:
    return " ".join(sorted(words.name(f"{given} {family}").core)) if given or family else ""


def _fiscal(texts: list[str]) -> tuple[list[str], dict[str, bool]]:
    roots, is_right = [], {}
    for text in texts:
        root, right = values.fiscal(text) if text else ("", False)
        roots.append(root)
        if root:
            is_right[root] = right
    return roots, is_right


def _births(texts: list[str], roots: list[str], is_right: dict[str, bool]) -> Iterable[str]:
    month_first = values.is_month_first(texts)
    for text, root in zip(texts, roots, strict=True):
        written = values.date_digits(text, month_first=month_first) if text else ""
        yield written or (values.told_by_fiscal(root)[0] if root and is_right[root] else "")


def _sexes(texts: list[str], roots: list[str], is_right: dict[str, bool]) -> Iterable[str]:
    for text, root in zip(texts, roots, strict=True):
        yield (values.sex(text) if text else "") or (values.told_by_fiscal(root)[1] if root and is_right[root] else "")
