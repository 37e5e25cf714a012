"""The days of a row of meetings: every so many weeks, so many of them, what is skipped and why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.services.planning.recurrence import Calendar, Closing, Recurrence, calendar_of, monday_of

MON, WED = 0, 2
HOLIDAYS = Closing(date(2026, 12, 21), date(2027, 1, 5), "Chiusura di fine anno")


def days(**asked: object) -> Calendar:
    weekdays = frozenset(asked.pop("weekdays", {MON}))  # type: ignore[call-overload]
    return calendar_of(Recurrence(weekdays, **asked))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["30.11", "07.12", "14.12"]),
        ({"every_weeks": 2}, ["30.11", "14.12"]),
        ({"every_weeks": 3}, ["30.11"]),
        ({"count": 2}, ["30.11", "07.12"]),
        ({"weeks_off": frozenset({date(2026, 12, 7)})}, ["30.11", "14.12"]),
        ({"weeks_off": frozenset({date(2026, 12, 7)}), "count": 2}, ["30.11", "14.12"]),
        ({"closings": (Closing(date(2026, 12, 10), date(2026, 12, 14), "Inventario"),)}, ["30.11", "07.12"]),
        ({"weekdays": {MON, WED}, "every_weeks": 2}, ["30.11", "02.12", "14.12", "16.12"]),
    ],
)
def test_meetings_fall_on_the_days_asked(asked: dict[str, object], expected: list[str]) -> None:
    found = days(first=date(2026, 11, 30), last=date(2026, 12, 18), **asked)
    assert [f"{day:%d.%m}" for day in found.days] == expected


def test_what_is_skipped_is_told_with_its_reason() -> None:
    found = days(weekdays={1, 4}, first=date(2026, 12, 7), last=date(2027, 1, 8), closings=(HOLIDAYS,),
                 weeks_off=frozenset({date(2026, 12, 14)}))  # fmt: skip
    assert found.days == [date(2026, 12, 11), date(2027, 1, 8)]
    assert found.skipped == [
        (date(2026, 12, 8), "festivo"), (date(2026, 12, 15), "settimana senza incontri"),
        (date(2026, 12, 18), "settimana senza incontri"), (date(2026, 12, 22), "Chiusura di fine anno"),
        (date(2026, 12, 25), "festivo"), (date(2026, 12, 29), "Chiusura di fine anno"), (date(2027, 1, 1), "festivo"),
        (date(2027, 1, 5), "Chiusura di fine anno"),
    ]  # fmt: skip


def test_ten_meetings_of_the_garden_go_on_past_the_holidays() -> None:
    found = days(weekdays={4}, first=date(2026, 11, 27), last=date(2027, 3, 31), count=10, closings=(HOLIDAYS,))
    assert len(found.days) == 10
    assert found.days[-1] == date(2027, 2, 12)


@given(
    st.sets(st.integers(0, 6), min_size=1), st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 200),
    st.integers(1, 4), st.none() | st.integers(1, 30),
)  # fmt: skip
def test_no_meeting_is_outside_what_was_asked(
    weekdays: set[int], first: date, length: int, every: int, count: int | None
) -> None:
    last = first + timedelta(days=length)
    found = days(weekdays=weekdays, first=first, last=last, every_weeks=every, count=count)
    assert all(first <= day <= last and day.weekday() in weekdays for day in found.days)
    assert all((monday_of(day) - monday_of(first)).days % (7 * every) == 0 for day in found.days)
    assert found.days == sorted(set(found.days))
    assert count is None or len(found.days) <= count
    assert not set(found.days) & {day for day, _ in found.skipped}
