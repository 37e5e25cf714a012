"""Start, end, length in months, and the place and date of signature."""

import re
from collections.abc import Sequence
from datetime import date

from .draft import Found, found
from .numbers import COUNT, count, dates
from .text import Document, Line, Passage

MONTHS = re.compile(rf"(?<![\w.,])(?P<n>{COUNT})\s*(?:\([^)]{{1,20}}\)\s*)?mes[ei]\b", re.I)
LENGTH = re.compile(r"durata|pari a|periodo di realizzazione|complessiv", re.I)
PLACE = re.compile(
    r"^\W*(?:(?:luogo e data|data e luogo"
    r"|luogo,? data)\s*[:.]?\s*)?(?P<place>[A-ZÀ-Ú][^\d,:;]{1,50}?)\s*,?\s*"
    r"(?:l[iì]['’]?|il|addì|in data)?\s*,?\s*$",
    re.I,
)
FREE_DATE = re.compile(r"^\W*(?:data|lì|il)\W*$", re.I)


def period(document: Document, body: Sequence[Line]) -> tuple[Found[date] | None, Found[date] | None]:
    """The first and last day of the project, in the section on its length."""
    passage = document.join(body)
    days = [found(day, passage.cut(*hit)) for day, hit in dates(passage.text)]
    if len(days) == 1:
        before = passage.text.lower()[: passage.text.find(_first(passage))]
        ends = re.search(r"(conclusione|fine|termine|fino al)\W*$", before)
        return (None, days[0]) if ends else (days[0], None)
    if len(days) < 2:
        return None, None
    return days[0], days[1]


def _first(passage: Passage) -> str:
    _, hit = next(dates(passage.text))
    return passage.text[hit.start : hit.end]


def months(document: Document, bodies: Sequence[Sequence[Line]]) -> Found[int] | None:
    """The length in months that the sheet writes, else the last column of its calendar."""
    for body in bodies:
        passage = document.join(body)
        for match in MONTHS.finditer(passage.text):
            near = passage.text[max(0, match.start() - 90) : match.start()]
            if LENGTH.search(near) or len(passage.text) < 120:
                return found(count(match["n"]), passage.cut(*match.span()))
    for body in bodies:
        if header := _calendar_header(document, body):
            return header
    return None


def _calendar_header(document: Document, body: Sequence[Line]) -> Found[int] | None:
    """The last of the numbers 1, 2, 3 … above the calendar, on one line or on one line each."""
    run: list[Line] = []
    reached = 0
    for line in body:
        numbers = [int(n) for n in line.text.split() if n.isdigit()]
        if line.blank or not numbers or len(numbers) < len(line.text.split()):
            continue
        if numbers != list(range(reached + 1, reached + 1 + len(numbers))):
            break
        run, reached = [*run, line], numbers[-1]
    return found(reached, document.join(run), "ultima colonna del calendario") if reached >= 3 else None


def signature(
    document: Document, body: Sequence[Line], tail: Sequence[Line]
) -> tuple[Found[str] | None, Found[date] | None]:
    """Place and day of signature: in its section, else the last line made of a place and a date."""
    place, day = _signed(document, body)
    if day:
        return place, day
    place, day = _signed(document, tail)
    return (place, day) if place else (None, None)


def _signed(document: Document, body: Sequence[Line]) -> tuple[Found[str] | None, Found[date] | None]:
    for line in reversed(body):
        passage = document.join([line])
        days = list(dates(passage.text))
        if not days:
            continue
        day, hit = days[-1]
        place = PLACE.match(passage.text[: hit.start])
        if place and not passage.text[hit.end :].strip(" .)_"):
            named = passage.cut(*place.span("place"))
            return found(named.text, named), found(day, passage.cut(*hit))
        if not passage.text[: hit.start].strip() or FREE_DATE.match(passage.text[: hit.start]):
            return _place_before(document, body, line), found(day, passage.cut(*hit))
    return None, None


def _place_before(document: Document, body: Sequence[Line], line: Line) -> Found[str] | None:
    """The place on the line above a date that stands alone, as in "Luogo: Milano"."""
    above = [other for other in body if other.number < line.number and not other.blank][-1:]
    passage = document.join(above)
    match = re.match(r"^\W*luogo\W*(?P<place>[A-ZÀ-Ú][^\d,:;]{1,50})$", passage.text, re.I)
    if not match and passage.text.endswith(",") and len(passage.text) < 50:
        match = re.match(r"^(?P<place>[A-ZÀ-Ú][^\d,:;]{1,50}),$", passage.text)
    return found(match["place"], passage.cut(*match.span("place"))) if match else None
