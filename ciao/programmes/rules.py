"""Months, money and agreement of a funded project: pure arithmetic over the facts of one dated version."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from ciao.core import formats
from ciao.core.money import Number, cents, share_floor

Progress = Literal["reached", "ahead", "on_track", "late"]
LOGO_BYTES, LOGO_SIDE, LOGOS_ON_A_LINE = 1024**2, 6000, 6  # bytes, pixels, how many fit 166 mm and can be told apart


@dataclass(frozen=True)
class Span:
    """Days from first to last, both included."""

    starts_on: date
    ends_on: date

    @property
    def days_count(self) -> int:
        """How many days it holds."""
        return (self.ends_on - self.starts_on).days + 1


@dataclass(frozen=True)
class TargetTotal:
    """How many people of a kind a version promises to reach, to be added up and checked."""

    label: str
    count: int | None = None
    age_min: int | None = None
    age_max: int | None = None


@dataclass(frozen=True)
class VersionFacts:
    """What one version says of itself, None where it is silent; amounts in euro, percent as 20 for 20 %."""

    starts_on: date | None = None
    ends_on: date | None = None
    months_count: int | None = None
    total_amount: Decimal | None = None
    contribution_amount: Decimal | None = None
    cofinancing_percent: Decimal | None = None
    recipients_count: int | None = None
    targets: tuple[TargetTotal, ...] = ()
    activity_months: tuple[tuple[str, tuple[int, ...]], ...] = ()


@dataclass(frozen=True)
class Conflict:
    """Two things a version says that cannot both hold; shown to who confirms it, never resolved for them."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Band:
    """The values of an indicator that are on schedule today, both ends included."""

    low: Decimal
    high: Decimal


def month_number(start: date, day: date) -> int:
    """Which month of the project a day falls in: the start month is 1, whatever its first day."""
    return _month_index(day) - _month_index(start) + 1


def month_span(start: date, number: int) -> Span:
    """The whole calendar month that a work plan calls by number (start 16.07.2020: 1 is July 2020)."""
    return _whole_month(_month_index(start) + number - 1)


def months_between(start: date, end: date) -> int:
    """How many calendar months a project touches, first and last included; ValueError if it ends first."""
    if end < start:
        raise ValueError("the end comes before the start")
    return month_number(start, end)


def add_months(day: date, count: int) -> date:
    """The same day some calendar months later, or the month's last day where it has no such day."""
    month = _whole_month(_month_index(day) + count)
    return month.starts_on.replace(day=min(day.day, month.ends_on.day))


def contribution(total: Number, percent: Number) -> Decimal:
    """The most the funder pays on a total, rounded down: 80 % of 374.986,52 is 299.989,21.

    Source: project sheet, co-financing of 20 %; that 80 % is the call's ceiling is [unverified].
    """
    return share_floor(total, percent)


def cofinancing(total: Number, percent: Number) -> Decimal:
    """What the partners put in beside the contribution of `percent`: the rest of the total, to the cent."""
    return cents(total) - contribution(total, percent)


def conflicts(facts: VersionFacts) -> list[Conflict]:
    """Where a version contradicts itself in dates, amounts, people or calendar; unknown facts are skipped."""
    checks = (_date_conflicts, _money_conflicts, _target_conflicts, _calendar_conflicts)
    return [conflict for check in checks for conflict in check(facts)]


def expected_band(target: Number, plan: Span, day: date, *, tolerance_percent: Number) -> Band:
    """Where a value that grows evenly should stand at the end of a day, give or take a share of the target.

    Days count from the plan's first to its last; the band stays between 0 and the target. Not rounded.
    """
    goal = Decimal(target)
    elapsed = min(max((day - plan.starts_on).days + 1, 0), plan.days_count)
    expected = goal * elapsed / plan.days_count
    slack = goal * Decimal(tolerance_percent) / 100
    return Band(max(Decimal(0), expected - slack), min(goal, expected + slack))


def progress(value: Number, target: Number, band: Band) -> Progress:
    """The word beside a progress bar, so that every page judges alike."""
    number = Decimal(value)
    if number >= Decimal(target):
        return "reached"
    if number < band.low:
        return "late"
    return "ahead" if number > band.high else "on_track"


def _month_index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _whole_month(index: int) -> Span:
    year, month = divmod(index, 12)
    return Span(date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1]))


def _date_conflicts(facts: VersionFacts) -> Iterator[Conflict]:
    if not facts.starts_on or not facts.ends_on:
        return
    dates = f"dal {formats.date_field(facts.starts_on)} al {formats.date_field(facts.ends_on)}"
    if facts.ends_on < facts.starts_on:
        yield Conflict("dates_reversed", f"Il progetto va {dates}: finisce prima di iniziare.")
    elif facts.months_count not in (None, months_between(facts.starts_on, facts.ends_on)):
        counted = months_between(facts.starts_on, facts.ends_on)
        yield Conflict(
            "months",
            f"La durata scritta è {facts.months_count} mesi, ma {dates} i mesi di calendario sono {counted}.",
        )


def _money_conflicts(facts: VersionFacts) -> Iterator[Conflict]:
    total, asked = facts.total_amount, facts.contribution_amount
    if total is None or asked is None:
        return
    if asked > total:
        words = f"Il contributo {formats.money(asked)} supera il totale {formats.money(total)}."
        yield Conflict("contribution_over_total", words)
    elif facts.cofinancing_percent is not None:
        yield from _share_conflicts(total, asked, 100 - facts.cofinancing_percent)


def _share_conflicts(total: Decimal, asked: Decimal, percent: Decimal) -> Iterator[Conflict]:
    ceiling = contribution(total, percent)
    share = f"la quota del contributo ({formats.percent(percent, 2)} di {formats.money(total)})"
    if asked > ceiling:
        over = formats.money(asked - ceiling)
        yield Conflict("contribution_over_share", f"Il contributo {formats.money(asked)} supera {share} di {over}.")
    elif asked < ceiling:
        words = f"Il contributo {formats.money(asked)} è sotto {share} di {formats.money(ceiling - asked)}."
        yield Conflict("contribution_under_share", words)


def _target_conflicts(facts: VersionFacts) -> Iterator[Conflict]:
    for target in facts.targets:
        low, high = target.age_min, target.age_max
        if low is not None and high is not None and low > high:
            yield Conflict("ages", f"«{target.label}»: l’età minima {low} supera la massima {high}.")
    counts = [target.count for target in facts.targets if target.count is not None]
    if facts.recipients_count is None or not counts or len(counts) < len(facts.targets):
        return
    if sum(counts) != facts.recipients_count:
        people = formats.plural(sum(counts), "persona", "persone")
        total = formats.count(facts.recipients_count)
        yield Conflict("recipients", f"I gruppi di destinatari sommano {people}, il totale scritto è {total}.")


def _calendar_conflicts(facts: VersionFacts) -> Iterator[Conflict]:
    if not facts.starts_on or not facts.ends_on or facts.ends_on < facts.starts_on:
        return
    last = months_between(facts.starts_on, facts.ends_on)
    for label, months in facts.activity_months:
        outside = sorted(number for number in months if not 1 <= number <= last)
        if outside:
            named = ", ".join(map(str, outside))
            yield Conflict("calendar", f"«{label}» è in calendario nel mese {named}, ma i mesi vanno da 1 a {last}.")


class NotALogo(ValueError):
    """The file cannot stand on documents; the text is the Italian sentence to show."""


def check_logo(content: bytes) -> tuple[int, int]:
    """Width and height in pixels of a PNG or JPEG, read from its own bytes; raises `NotALogo`.

    SVG is refused: it is a web page that may hold scripts and links, and a picture does the same on paper.
    """
    if not content:
        raise NotALogo("Il file è vuoto.")
    if len(content) > LOGO_BYTES:
        raise NotALogo("Il logo pesa più di 1 MB: salvalo più piccolo.")
    size = _png_size(content) or _jpeg_size(content)
    if size is None:
        raise NotALogo("Il logo dev’essere un’immagine PNG o JPEG. Se è un SVG, esportalo come PNG.")
    if max(size) > LOGO_SIDE:
        raise NotALogo(f"Il logo è troppo grande: al massimo {LOGO_SIDE} punti per lato.")
    return size


def _png_size(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or content[12:16] != b"IHDR" or len(content) < 24:
        return None
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walks the segments of a JPEG up to the frame, whose header holds height, then width."""
    if not content.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(content[at + 7 : at + 9], "big"), int.from_bytes(content[at + 5 : at + 7], "big")
        at += 2 + length
    return None
