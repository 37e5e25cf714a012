"""Places, distributions and what may be shown of them, the words of a reminder: no tables, no clock."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ciao.core.formats import plural

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

SCALE = (1, 2, 3, 4, 5)
SMALL = 5
_SEAT = re.compile(r"^(?P<many>\d{1,3})\s+(?P<who>\S.*)$")

QUESTIONS: Mapping[str, StrPromise] = {
    "overall": _("Nel complesso, com’è andata?"),
    "useful": _("Ti è servito?"),
    "welcome": _("Ti hanno fatto sentire a tuo agio?"),
    "clear": _("Hai capito bene ciò che si diceva?"),
    "comfortable": _("Il luogo e gli orari andavano bene per te?"),
}
FACES: Mapping[int, StrPromise] = {
    1: _("Per niente"),
    2: _("Poco"),
    3: _("Così così"),
    4: _("Abbastanza"),
    5: _("Molto"),
}


@dataclass(frozen=True)
class Seat:
    """A role or a body at the table, and how many of them."""

    who: str
    people: int = 1


@dataclass(frozen=True)
class Spread:
    """How the answers to one question lie: None is a cell too small to be shown."""

    label: str
    cells: tuple[int | None, ...]
    count: int
    mean: float | None
    is_hidden: bool = False


def read_seats(text: str) -> list[Seat]:
    """«3 madri del corso» a line, or only «scuola media»; empty lines are nothing."""
    found = []
    for line in (one.strip() for one in text.splitlines()):
        if not line:
            continue
        match = _SEAT.match(line)
        found.append(Seat(match["who"][:120], max(1, int(match["many"]))) if match else Seat(line[:120]))
    return found


def refuses_places(*, is_open: bool, capacity: int | None, taken: int, asked: int) -> str:
    """Why so many more may not book; empty when they may. `taken` places are already somebody's."""
    if not is_open:
        return str(_("Qui non ci si può più prenotare."))
    left = places_left(capacity, taken)
    if left is None or asked <= left:
        return ""
    return str(_("I posti sono finiti.")) if left == 0 else str(_("Restano meno posti di quelli che chiedi."))


def places_left(capacity: int | None, taken: int) -> int | None:
    """How many more may come; None where nobody counts, never below zero."""
    return None if capacity is None else max(0, capacity - taken)


def spread(label: str, counts: Mapping[int, int], *, is_shown: bool) -> Spread:
    """The distribution of one question from 1 to 5; who is not of the team sees no cell under 5.

    Under five answers nothing is shown. One cell hidden could be worked out from the total: the smallest of the
    others is hidden with it, until what is hidden adds up to five or no cell is left.
    """
    cells = [counts.get(one, 0) for one in SCALE]
    total = sum(cells)
    mean = sum(one * many for one, many in zip(SCALE, cells, strict=True)) / total if total else None
    if is_shown or total == 0:
        return Spread(label, tuple(cells), total, mean)
    if total < SMALL:
        return Spread(label, (None,) * len(SCALE), total, None, True)
    hidden = hide_small(cells)
    return Spread(label, tuple(None if at in hidden else one for at, one in enumerate(cells)), total, mean)


def hide_small(cells: Sequence[int]) -> set[int]:
    """Which cells to hide: those from 1 to 4, and with them the next ones until at least five are hidden together."""
    hidden = {at for at, one in enumerate(cells) if 0 < one < SMALL}
    rest = sorted((one, at) for at, one in enumerate(cells) if one >= SMALL)
    while hidden and rest and (len(hidden) == 1 or sum(cells[at] for at in hidden) < SMALL):
        hidden.add(rest.pop(0)[1])
    return hidden


def missing(present: int | None, answered: int) -> int | None:
    """How many of those who came did not answer; None where nobody counted, never below zero."""
    return None if present is None else max(0, present - answered)


def heads_in_words(adults: int, children: int, women: int | None) -> str:
    """«41 persone: 30 adulti, 11 bambini e ragazzi; 25 donne e ragazze»."""
    told = f"{plural(adults + children, 'persona', 'persone')}: {plural(adults, 'adulto', 'adulti')}, "
    told += plural(children, "bambino o ragazzo", "bambini e ragazzi")
    return told if women is None else f"{told}; {plural(women, 'donna o ragazza', 'donne e ragazze')}"
