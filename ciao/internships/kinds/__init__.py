"""What each kind of internship asks: length, minimum allowance, quota, what its pack holds. One module per kind."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ciao.core.registry import Registry

COMMON = (
    "project", "contents", "tutors", "title", "agreement", "signed", "holder", "inail", "liability", "safety",
    "fitness", "cob",
)  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """How long an internship may last on a day, in months: dated parameters, never numbers in the code."""

    least_months: int
    months: int
    longer_months: int
    disabled_months: int
    inclusion_months: int


@dataclass(frozen=True)
class Length:
    """What a length is judged on; `before_days` are days of earlier internships of the same kind."""

    starts_on: date
    ends_on: date
    eqf_low: int | None = None
    eqf_high: int | None = None
    is_extension: bool = False
    has_need: bool = False
    before_days: int = 0


@dataclass(frozen=True)
class Judgement:
    """One sentence on a length; one that stops is a rule we are sure of, the others only warn."""

    text: str
    stops: bool = False


@dataclass(frozen=True)
class KindRules:
    """One kind: its label, where its rules come from, what changes from the others.

    `fits_title` are the titles that let a body promote it; empty where any of the list does.
    """

    code: str
    label: str
    about: str
    source: str
    has_minimum: bool
    in_quota: bool
    pack: tuple[str, ...]
    judge: Callable[[Length, Limits], list[Judgement]]
    warns_pauses: bool = True


KINDS: Registry[KindRules] = Registry("ciao.internships.kinds")


def declare(kind: KindRules) -> KindRules:
    """Enters a kind in the registry under its code."""
    return KINDS.add(kind.code, kind)


def is_longer(starts_on: date, ends_on: date, months: int) -> bool:
    """Whether the last day lies after the last of so many months."""
    return ends_on >= months_after(starts_on, months)


def is_shorter(starts_on: date, ends_on: date, months: int) -> bool:
    """Whether it ends before so many months are over."""
    return ends_on + timedelta(days=1) < months_after(starts_on, months)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    years, index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, index + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
