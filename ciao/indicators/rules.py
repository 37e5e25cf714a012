"""What figures say against what was promised, which cells are too small to leave, whether ESF sums close."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from ciao.core.charts.bar import Bar, Progress, draw
from ciao.core.formats import UNKNOWN, count, hours, money, percent
from ciao.indicators.enums import Unit
from ciao.programmes.rules import Span, expected_band

# How far from even growth still is «in linea», as a share of what is promised: the programme's own choice, no source.
TOLERANCE_PERCENT = 15
# Fewer than five behind a cell may be recognised; the usual threshold of official statistics [unverified].
SMALL = 5
AGE_BANDS = ("fino a 17", "18–24", "25–34", "35–54", "55 e più")
_FIRST_AGES = (0, 18, 25, 35, 55)


class Group(Protocol):
    """A group of recipients as far as its requirements go."""

    @property
    def gender(self) -> str:
        """F, M or all."""

    @property
    def age_min(self) -> int | None:
        """Included."""

    @property
    def age_max(self) -> int | None:
        """Included."""


@dataclass(frozen=True)
class Promise:
    """What a value is held against, over which days it should grow, and whether fewer is better."""

    target: Decimal
    span: Span
    fewer_is_better: bool = False


@dataclass(frozen=True)
class EsfRecord:
    """What of an entry form the figures need; empty or None where nobody answered."""

    gender: str = ""
    age: int | None = None
    employment: str = ""
    search: str = ""
    is_studying: bool | None = None
    education: str = ""


@dataclass(frozen=True)
class Check:
    """A sum or an order that must hold among ESF figures, and whether it does."""

    sentence: str
    holds: bool


def age_band(age: int | None) -> str:
    """The band of an age on entry; ESF thresholds (25, 55) and adulthood (18) fall on its edges."""
    if age is None:
        return ""
    return next(label for first, label in reversed(list(zip(_FIRST_AGES, AGE_BANDS, strict=True))) if age >= first)


def fits(gender: str, age: int | None, group: Group) -> bool:
    """Whether somebody has the requirements of a group; what is not known does not fit."""
    if group.gender not in ("all", gender):
        return False
    if age is None:
        return group.age_min is None and group.age_max is None
    return (group.age_min is None or age >= group.age_min) and (group.age_max is None or age <= group.age_max)


def written(value: Decimal | None, unit: Unit) -> str:
    """A value as pages write it."""
    if value is None:
        return UNKNOWN
    if unit == Unit.MONEY:
        return money(value)
    if unit == Unit.HOURS:
        return hours(value)
    return percent(value) if unit == Unit.PERCENT else count(int(value))


def progress(label: str, value: Decimal | None, promise: Promise, on: date) -> Bar | None:
    """The bar of a value against its promise on a day; none where the value is not known."""
    if value is None or promise.target <= 0:
        return None
    band = expected_band(promise.target, promise.span, on, tolerance_percent=TOLERANCE_PERCENT)
    return draw(
        Progress(
            value.quantize(Decimal(1)),
            promise.target.quantize(Decimal(1)),
            band.low.quantize(Decimal(1)),
            band.high.quantize(Decimal(1)),
            label,
            promise.fewer_is_better,
        )
    )


def suggested(text: str, words: Mapping[str, Sequence[str]]) -> list[str]:
    """Codes of the figures that speak of a promised result: those one of whose stems stands in its words."""
    said = text.lower()
    return [code for code, stems in words.items() if any(stem in said for stem in stems)]


def suppress(counts: Mapping[str, int]) -> frozenset[str]:
    """The cells of one partition that may not leave the programme, its total being known.

    Primary: 1 to 4 people. Secondary: the next smallest, until the total less what is shown tells of nobody.
    """
    hidden = {name for name, many in counts.items() if 0 < many < SMALL}
    others = sorted((many, name) for name, many in counts.items() if many >= SMALL)
    while others and _gives_away([counts[name] for name in hidden]):
        hidden.add(others.pop(0)[1])
    return frozenset(hidden)


def too_small(counts: Mapping[str, int]) -> bool:
    """Whether a partition may not leave at all: even with every cell hidden, its total would tell of somebody."""
    return _gives_away([counts[name] for name in suppress(counts)])


def _gives_away(hidden: Sequence[int]) -> bool:
    """One hidden cell is a subtraction, fewer than five a small group, cells all at a bound have one answer.

    A reader knows which hidden cells are small (1 to 4) and which hide them (5 or more).
    """
    whole, many = sum(hidden), len(hidden)
    least = sum(1 if one < SMALL else SMALL for one in hidden)
    at_most = many * (SMALL - 1) if all(one < SMALL for one in hidden) else None
    return many > 0 and (many < 2 or whole < SMALL or whole in (least, at_most))


def lacking(record: EsfRecord) -> list[str]:
    """What an entry form still lacks for the ESF, in words. Source: Reg. (UE) 1304/2013 annex I."""
    asked = [
        ("genere", bool(record.gender)),
        ("età", record.age is not None),
        ("lavoro all’ingresso", bool(record.employment)),
        ("da quanto cerca lavoro", bool(record.search) or record.employment not in UNEMPLOYED),
        ("se studia o si forma", record.is_studying is not None or record.employment not in INACTIVE),
        ("titolo di studio", bool(record.education)),
    ]
    return [words for words, is_there in asked if not is_there]


# The same figures in the ESF+ of 2021–2027, where one corresponds; codes by the order of the list [unverified].
# CO06, CO09 and households have no twin: other ages, other levels, no households (Reg. (UE) 2021/1057 annex I).
ESF_PLUS = {
    "co-tot": "EECO01", "co01": "EECO02", "co02": "EECO03", "co03": "EECO04", "co05": "EECO05", "co07": "EECO08",
    "co10": "EECO10", "co11": "EECO11", "cr01": "EECR01", "cr02": "EECR02", "cr03": "EECR03", "cr04": "EECR04",
    "cr06": "EECR05", "cr07": "EECR06",
}  # fmt: skip
# A result never exceeds the group on entry that the funder holds it against.
WITHIN = (("cr01", "co03"), ("cr07", "co05"), ("cr08", "co07"), ("co13", "co12"))
UNEMPLOYED = ("first_job_seeker", "unemployed")
INACTIVE = ("student", "inactive")


def esf_checks(totals: Mapping[str, int], by_gender: Mapping[str, int]) -> list[Check]:
    """Sums and orders that the funder's system will ask for; the list of its checks is [unverified].

    `totals` by code (co-tot, co01 …); `by_gender` are participants by gender label, women and men first.
    """
    of = totals.get
    whole, statuses = of("co-tot", 0), [of("co01", 0), of("co03", 0), of("co05", 0)]
    long_term, idle, older, older_idle = of("co02", 0), of("co04", 0), of("co07", 0), of("co08", 0)
    titled = sum(of(code, 0) for code in ("co09", "co10", "co11"))
    women, men = by_gender.get("donna", 0), by_gender.get("uomo", 0)
    untold = f", altro o non detto {whole - women - men}" if women + men < whole else ""
    return [
        Check(
            f"Totale {whole} = senza lavoro {statuses[0]} + inattive {statuses[1]} + al lavoro {statuses[2]}",
            whole == sum(statuses),
        ),
        Check(f"Senza lavoro da molto tempo {long_term}, su senza lavoro {statuses[0]}", long_term <= statuses[0]),
        Check(f"Inattive che non studiano {idle}, su inattive {statuses[1]}", idle <= statuses[1]),
        Check(f"Oltre i 54 anni senza lavoro {older_idle}, su oltre i 54 anni {older}", older_idle <= older),
        Check(f"Donne {women} + uomini {men} = totale {whole}{untold}", women + men == whole),
        Check(f"Con un titolo di studio {titled}, su totale {whole}", titled <= whole),
        *(
            Check(f"{one.upper()} {of(one, 0)}, su {group.upper()} {of(group, 0)}", of(one, 0) <= of(group, 0))
            for one, group in WITHIN
        ),
    ]


def behind_first(words: Iterable[tuple[str, str]]) -> list[str]:
    """Codes of the figures that are behind, in the order given; (code, word) pairs."""
    return [code for code, word in words if word in ("indietro", "oltre il limite")]


def last_days(first: date, on: date) -> list[date]:
    """The last day of each month from `first` to `on`, and `on` itself: where a running total is read."""
    days, year, number = [], first.year, first.month
    while (year, number) < (on.year, on.month):
        year, number = (year, number + 1) if number < 12 else (year + 1, 1)
        days.append(date.fromordinal(date(year, number, 1).toordinal() - 1))
    return [*days, on]
