"""The days of a recurring meeting, and those skipped with their reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from ciao.cases.rules import italian_holidays

HOLIDAY, LEFT_OUT = "festivo", "settimana senza incontri"


@dataclass(frozen=True)
class Closing:
    """Days on which a body is closed, both ends included, with the word that says why."""

    starts_on: date
    ends_on: date
    word: str


@dataclass(frozen=True)
class Recurrence:
    """The same meeting on some weekdays (0 is Monday), every so many weeks counted from the week of `first`.

    `count` stops it after so many meetings; `weeks_off` are the Mondays of weeks without meetings.
    """

    weekdays: frozenset[int]
    first: date
    last: date
    every_weeks: int = 1
    count: int | None = None
    weeks_off: frozenset[date] = frozenset()
    closings: tuple[Closing, ...] = ()


@dataclass(frozen=True)
class Calendar:
    """The days of the meetings, and those skipped with the reason."""

    days: list[date] = field(default_factory=list)
    skipped: list[tuple[date, str]] = field(default_factory=list)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def calendar_of(wanted: Recurrence) -> Calendar:
    """The days asked for, without national holidays (L. 260/1949), closings and weeks left out; in order.

    What is skipped is not made up for unless `count` asks for so many meetings: then it goes on until `last`.
    """
    holidays, found = italian_holidays(wanted.first, wanted.last), Calendar()
    for day in _asked(wanted):
        if wanted.count is not None and len(found.days) >= wanted.count:
            break
        if day in holidays:
            found.skipped.append((day, HOLIDAY))
        elif monday_of(day) in wanted.weeks_off:
            found.skipped.append((day, LEFT_OUT))
        elif word := next((one.word for one in wanted.closings if one.starts_on <= day <= one.ends_on), ""):
            found.skipped.append((day, word))
        else:
            found.days.append(day)
    return found


def _asked(wanted: Recurrence) -> Iterator[date]:
    start = monday_of(wanted.first)
    for step in range((wanted.last - wanted.first).days + 1):
        day = wanted.first + timedelta(days=step)
        if day.weekday() in wanted.weekdays and (monday_of(day) - start).days // 7 % wanted.every_weeks == 0:
            yield day
