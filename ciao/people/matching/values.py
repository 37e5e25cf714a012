"""One written form for dates, telephones, addresses, sex and codice fiscale."""

from __future__ import annotations

import re
from functools import lru_cache

from ciao.people.matching.words import plain
from ciao.people.rules import MONTHS, check_fiscal_code, fiscal_code_root, normalize_fiscal_code

_DIGITS = re.compile(r"\d+")
_MONTH_NAMES = "gen feb mar apr mag giu lug ago set ott nov dic".split()
_ENGLISH_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WOMAN = frozenset("f female femmina donna femminile w woman 2".split())
_MAN = frozenset("m male maschio uomo maschile man 1".split())
_STREET_WORDS = {
    "v": "via", "vle": "viale", "p": "piazza", "pza": "piazza", "pzza": "piazza", "pzz": "piazza", "pzale": "piazzale",
    "ple": "piazzale", "cso": "corso", "c": "corso", "lgo": "largo", "vlo": "vicolo", "str": "strada", "loc": "localita",
    "fraz": "frazione", "st": "street", "rd": "road", "ave": "avenue", "av": "avenue", "dr": "drive", "ln": "lane",
    "ct": "court", "pl": "place", "blvd": "boulevard", "cres": "crescent", "cct": "circuit", "hwy": "highway",
    "n": "", "nr": "", "num": "", "numero": "", "civ": "", "civico": "", "snc": "", "int": "", "interno": "",
    "s": "san", "g": "g",
}  # fmt: skip
_PIVOT = 15  # two figures of a year: up to here they are 20…, above 19…


def date_digits(text: str, *, month_first: bool = False) -> str:
    """YYYYMMDD, or YYYYMM or YYYY where no more is written; an impossible date keeps its figures."""
    return _date_digits(text.strip(), month_first)


@lru_cache(maxsize=200_000)
def _date_digits(text: str, month_first: bool) -> str:
    parts = _DIGITS.findall(text.split("T")[0] if "-" in text else text)
    parts = _with_named_month(text, parts)
    if len(parts) == 1:
        return _unbroken(parts[0])
    if len(parts) == 2:
        year, other = sorted(parts, key=len, reverse=True)
        return f"{_year(year)}{int(other):02d}"
    if len(parts) < 3:
        return ""
    first, second, third = parts[:3]
    if len(first) == 4:
        day, month = _possible(third, second)
        return f"{first}{int(month):02d}{int(day):02d}"
    day, month = (second, first) if month_first else (first, second)
    day, month = _possible(day, month)
    return f"{_year(third)}{int(month):02d}{int(day):02d}"


def _possible(day: str, month: str) -> tuple[str, str]:
    """There is no month after the twelfth: that date was written the other way round."""
    return (month, day) if int(day) <= 12 < int(month) <= 31 else (day, month)


def _with_named_month(text: str, parts: list[str]) -> list[str]:
    """«3 mar 1990» as 3, 3, 1990."""
    found = re.search(r"[a-zA-Z]{3}", text)
    if not found or len(parts) != 2:
        return parts
    word = found.group().lower()
    for names in (_MONTH_NAMES, _ENGLISH_MONTHS):
        if word in names:
            return [parts[0], str(names.index(word) + 1), parts[1]]
    return parts


def _unbroken(figures: str) -> str:
    if len(figures) == 8 and not "1800" <= figures[:4] <= "2100" and "1800" <= figures[4:] <= "2100":
        return figures[4:] + figures[2:4] + figures[:2]
    return figures if len(figures) >= 4 else ""


def _year(text: str) -> str:
    if len(text) == 2:
        return ("20" if int(text) <= _PIVOT else "19") + text
    return text


def is_month_first(texts: list[str]) -> bool:
    """Whether a whole column writes the month before the day, as Americans do."""
    votes = 0
    for text in texts[:20_000]:
        parts = _DIGITS.findall(text)
        if len(parts) == 3 and len(parts[0]) <= 2:
            votes += (int(parts[1]) > 12) - (int(parts[0]) > 12)
    return votes > 0


@lru_cache(maxsize=1000)
def sex(text: str) -> str:
    """f, m or nothing."""
    word = plain(text)
    return "f" if word in _WOMAN else "m" if word in _MAN else ""


def fiscal(text: str) -> tuple[str, bool]:
    """The de-omocoded root, and whether the code can be one (its check letter and date are right)."""
    code = normalize_fiscal_code(text)
    if not code:
        return "", False
    return fiscal_code_root(code), check_fiscal_code(code) is None


def told_by_fiscal(root: str) -> tuple[str, str]:
    """Birth date (YYYYMMDD) and sex that a right 16-character code tells."""
    if len(root) != 16:
        return "", ""
    year, month, day = int(root[6:8]), MONTHS.index(root[8]) + 1, int(root[9:11])
    is_woman = day > 40
    born = f"{'20' if year <= _PIVOT else '19'}{year:02d}{month:02d}{day - 40 * is_woman:02d}"
    return born, "f" if is_woman else "m"


def address(text: str) -> tuple[str, str]:
    """The street in one writing, and its house number (the first figures; letters after it are left)."""
    words = [_STREET_WORDS.get(word, word) for word in plain(text).split()]
    number = ""
    street = []
    for word in words:
        if not number and word[:1].isdigit():
            number = _DIGITS.match(word)[0].lstrip("0")  # type: ignore[index]
        elif word:
            street.append(word)
    return " ".join(street), number
