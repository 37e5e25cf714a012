"""Days, ages and periods, without a database."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta


def after_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day where there is none: a month from 31 January is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def kept_until(starts_on: date, years: int) -> date:
    """The last day data are kept: whole years counted from the day the managing authority told."""
    return after_months(starts_on, 12 * years)


def notice_ends(noticed_on: date, days: int) -> date:
    """The first day on which what was announced may be erased."""
    return noticed_on + timedelta(days=days)


def days_left(due_on: date, today: date) -> int:
    """Days until an answer is due; negative once it is late."""
    return (due_on - today).days


def age_at(birth: date, day: date) -> int:
    """Whole years of age on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def band_of(age: int, edges: Sequence[int]) -> tuple[int, int]:
    """The stretch of ages that no figure tells apart: from an edge up to, not including, the next (120 at most)."""
    marks = sorted({0, *edges, 120})
    low = max(one for one in marks if one <= max(0, min(age, 119)))
    return low, min(one for one in marks if one > low)


def coarse_age(age: int, edges: Sequence[int]) -> int:
    """One age for everybody of a stretch, in its middle; figures that only know the stretch stay the same."""
    low, high = band_of(age, edges)
    return (low + high - 1) // 2


def coarse_birth(birth: date, days: Iterable[date], edges: Sequence[int]) -> date:
    """A birth date that says only the stretch of ages on the days figures look at; the true one never stays.

    With several days far apart the middle of the first may not fit the others: then the first of July, the first of
    January, or the first of the month of the true one, whichever keeps every stretch. Where none does, the first of
    the month.
    """
    seen = sorted(set(days)) or [birth]
    middle = after_months(seen[0], -12 * coarse_age(age_at(birth, seen[0]), edges))
    near = [middle, birth.replace(month=7, day=1), birth.replace(month=1, day=1), birth.replace(day=1)]
    for one in near:
        if all(band_of(age_at(one, day), edges) == band_of(age_at(birth, day), edges) for day in seen):
            return one
    return birth.replace(day=1)
