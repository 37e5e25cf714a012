"""Italian dates, euro amounts, percentages and counts, found in running text in any usual form."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

T = TypeVar("T")

MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]
MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
DATE = re.compile(
    r"(?<![\d.])(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2}) ?[./-] ?(?P<m2>\d{1,2}) ?[./-] ?(?P<y2>\d{4}|\d{2})"
    rf"|(?P<d3>\d{{1,2}}) ?[°ºª]? ?(?P<m3>{MONTH})\.? (?P<y3>\d{{4}}))(?!\d)",
    re.I,
)
FIGURE = (
    r"\d{1,3}(?:[. '’]\d{3})+(?:,\d{1,2})?(?!\d)"
    r"|\d{1,3}(?:,\d{3})+\.\d{2}(?!\d)|\d{1,12}(?:[.,]\d{1,2})?(?!\d)"
)
AMOUNT = re.compile(
    rf"(?:€|\beuro\b|\beur\b)\.? ?(?P<a>{FIGURE})|(?<![\d.,])(?P<b>{FIGURE}) ?(?:€|euro\b|eur\b)"
    r"|(?<![\d.,])(?P<c>\d{1,3}(?:\.\d{3})+,\d{2})(?!\d)",
    re.I,
)
UNITS = [
    "zero",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
]
UNITS += ["quindici", "sedici", "diciassette", "diciotto", "diciannove"]
TENS = {"venti": 20, "trenta": 30, "quaranta": 40, "cinquanta": 50, "sessanta": 60, "settanta": 70}
TENS |= {"ottanta": 80, "novanta": 90, "cento": 100}


def _words() -> dict[str, int]:
    words = {name: value for value, name in enumerate(UNITS) if value > 1} | TENS
    for ten, value in TENS.items():
        for unit, name in enumerate(UNITS[1:10], start=1):
            stem = ten[:-1] if unit in (1, 8) else ten
            words[stem + name] = value + unit
    return words


WORDS = _words()
COUNT = r"\d{1,3}(?:\.\d{3})+|\d{1,7}|" + "|".join(sorted(WORDS, key=len, reverse=True))
PERCENT = re.compile(rf"(?<![\d.,])(?P<figure>\d{{1,3}}(?:[.,]\d{{1,2}})?|{'|'.join(WORDS)}) ?(?:%|per ?cento\b)", re.I)


class Hit(NamedTuple):
    """Where a figure stands in a text: start and end positions."""

    start: int
    end: int


def dates(text: str) -> Iterator[tuple[date, Hit]]:
    """The dates in a text, in order; what only looks like a date (31.02.2020) is skipped."""
    for match in DATE.finditer(text):
        day = match["d"] or match["d2"] or match["d3"]
        month = match["m"] or match["m2"] or match["m3"]
        year = match["y"] or match["y2"] or match["y3"]
        number = int(month) if month.isdigit() else _month(month)
        try:
            yield date(int(year) + (2000 if len(year) == 2 else 0), number, int(day)), Hit(*match.span())
        except ValueError:
            continue


def _month(name: str) -> int:
    return next(n for n, full in enumerate(MONTHS, start=1) if full[:3] == name.lower()[:3])


def amounts(text: str) -> Iterator[tuple[Decimal, Hit]]:
    """The euro amounts in a text, in order, to the cent as written."""
    for match in AMOUNT.finditer(text):
        yield amount(match["a"] or match["b"] or match["c"]), Hit(*match.span())


def amount(figure: str) -> Decimal:
    """A written figure as euros: the last mark followed by one or two digits is the decimal one."""
    whole, mark, cents = figure, "", ""
    if match := re.search(r"[.,](\d{1,2})$", figure):
        whole, mark, cents = figure[: match.start()], ".", match[1]
    return Decimal(re.sub(r"\D", "", whole) + mark + cents).quantize(Decimal("0.01"))


def percents(text: str) -> Iterator[tuple[Decimal, Hit]]:
    """The percentages in a text, in order, as numbers out of 100."""
    for match in PERCENT.finditer(text):
        figure = match["figure"].lower()
        value = Decimal(WORDS[figure]) if figure in WORDS else Decimal(figure.replace(",", "."))
        yield value, Hit(*match.span())


def count(figure: str) -> int:
    """A whole number in digits (1.250) or in words (trenta)."""
    return WORDS.get(figure.lower()) or int(figure.replace(".", ""))
