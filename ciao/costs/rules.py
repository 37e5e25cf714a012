"""Pure arithmetic of costs: limits on hours, how a plan spreads over months, when two documents are the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import TypeVar

from ciao.core.money import apportion

K = TypeVar("K")
DAY_HOURS = Decimal(24)


def same_document(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two (supplier, number) are the same document, however they are written."""
    return [_bare(part) for part in one] == [_bare(part) for part in other]


def yearly_limit(full_hours: Decimal, year: int, starts_on: date, ends_on: date | None) -> Decimal:
    """The hours of a year in proportion to the months at work in it, whole months counted; two decimals.

    Source: Reg. (UE) 1303/2013 art. 68a(2), 1,720 hours, pro rata.
    """
    first = starts_on.month if starts_on.year == year else 1
    last = ends_on.month if ends_on is not None and ends_on.year == year else 12
    months = max(last - first + 1, 0)
    return (full_hours * months / 12).quantize(Decimal("0.01"))


def planned_curve(planned: Mapping[K, Decimal], months_of: Mapping[K, Sequence[int]], months: int) -> list[Decimal]:
    """What should be spent by the end of each month, from month 0: each activity evenly over its own months.

    An activity without months, or outside the programme's, spreads over all of them; the last point is the total.
    """
    by_month = [Decimal(0)] * months
    for key, amount in planned.items():
        wanted = [one for one in months_of.get(key, ()) if 1 <= one <= months] or list(range(1, months + 1))
        for month, part in zip(wanted, apportion(amount, [1] * len(wanted)), strict=True):
            by_month[month - 1] += part
    return [Decimal(0), *accumulate(by_month)]


def running(by_month: Mapping[int, Decimal], until: int) -> list[Decimal]:
    """What was spent by the end of each month, from month 0; what came before month 1 counts in it."""
    early = sum((amount for month, amount in by_month.items() if month < 1), Decimal(0))
    steps = [by_month.get(month, Decimal(0)) + (early if month == 1 else 0) for month in range(1, until + 1)]
    return [Decimal(0), *accumulate(steps)]


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9àèéìòù]+", "", text.casefold())
