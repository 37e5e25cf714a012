"""Hours, marks and days, as tables of worked cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.services.rules import (
    Days,
    EditionFacts,
    Mark,
    common_days,
    edition_step,
    entry_of,
    fault_of,
    hours_from,
    hours_of,
    merged,
    running_absences,
    session_hours,
)

ROME = ZoneInfo("Europe/Rome")
THREE = Decimal("3.00")


def rome(hour: int, minute: int = 0, day: int = 23, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ROME)


@pytest.mark.parametrize(
    ("begins", "ends", "hours"),
    [
        (rome(14), rome(17), "3.00"),
        (rome(14), rome(14, 50), "0.83"),
        (rome(9, 15), rome(12, 35), "3.33"),
        (rome(9), rome(9, 1), "0.02"),
        (rome(1, 0, 25, 10), rome(4, 0, 25, 10), "4.00"),  # the night the clock goes back
    ],
)
def test_a_meeting_lasts_its_minutes(begins: datetime, ends: datetime, hours: str) -> None:
    assert session_hours(begins, ends) == Decimal(hours)


@pytest.mark.parametrize(
    ("mark", "hours"),
    [
        (Mark("P"), "3.00"),
        (Mark("P", Decimal(1)), "3.00"),
        (Mark("R", Decimal("2.583")), "2.58"),
        (Mark("A"), "0"),
        (Mark("G", Decimal(2)), "0"),
    ],
)
def test_a_mark_is_worth_its_hours(mark: Mark, hours: str) -> None:
    assert fault_of(mark, THREE) == ""
    assert hours_of(mark, THREE) == Decimal(hours)


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (Mark("R"), "quanto è rimasto"),
        (Mark("R", Decimal("3.01")), "L’incontro dura 3"),
        (Mark("R", Decimal(-1)), "sotto zero"),
        (Mark("X"), "Scegli tra"),
    ],
)
def test_a_mark_that_cannot_stand_says_why(mark: Mark, words: str) -> None:
    assert words in fault_of(mark, THREE)


def test_who_comes_late_stays_from_then_on() -> None:
    assert hours_from(time(14, 25), rome(14), rome(17)) == Decimal("2.58")
    assert hours_from(time(17, 0), rome(14), rome(17)) == Decimal(0)
    assert hours_from(time(13, 0), rome(14), rome(17)) is None
    assert hours_from(time(0, 30), rome(22), rome(1, 0, 24)) == Decimal("0.50")


@given(st.integers(min_value=0, max_value=180))
def test_the_hour_somebody_came_in_is_found_again(minutes: int) -> None:
    entry = time(14 + minutes // 60, minutes % 60)
    stayed = hours_from(entry, rome(14), rome(17))
    assert stayed is not None
    assert entry_of(stayed, rome(17)) == entry


@pytest.mark.parametrize(
    ("presences", "row"),
    [("", 0), ("A", 1), ("PAA", 2), ("AAP", 0), ("AGA", 2), ("AAR", 0), ("GGG", 0), ("PAG", 1)],
)
def test_absences_in_a_row(presences: str, row: int) -> None:
    assert running_absences(presences) == row


def day(number: int) -> date:
    return date(2026, 11, number)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (Days(day(1), day(9)), Days(day(5)), Days(day(5), day(9))),
        (Days(day(1)), Days(day(5)), Days(day(5))),
        (Days(day(1), day(4)), Days(day(5)), None),
        (Days(day(1), day(5)), Days(day(5), day(8)), Days(day(5), day(5))),
    ],
)
def test_days_in_common(one: Days, other: Days, shared: Days | None) -> None:
    assert common_days(one, other) == shared
    assert common_days(other, one) == shared


@pytest.mark.parametrize(
    ("stretches", "found"),
    [
        ([Days(day(1), day(3)), Days(day(4), day(6))], [Days(day(1), day(6))]),
        ([Days(day(1), day(3)), Days(day(5), day(6))], [Days(day(1), day(3)), Days(day(5), day(6))]),
        ([Days(day(1)), Days(day(5), day(6))], [Days(day(1))]),
        ([Days(day(5)), Days(day(1), day(5))], [Days(day(1))]),
        ([Days(day(1), day(9)), Days(day(2), day(3))], [Days(day(1), day(9))]),
        ([], []),
    ],
)
def test_stretches_that_touch_are_one(stretches: list[Days], found: list[Days]) -> None:
    assert merged(stretches) == found


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"is_open": False}, None),
        ({"staff_count": 0}, "staff"),
        ({"session_count": 0}, "plan_sessions"),
        ({"open_count": 2, "late_on": date(2026, 11, 23)}, "attendance"),
        ({"enrolled_count": 0}, "enrol"),
        ({"ahead_count": 0}, "finish"),
        ({}, "next"),
    ],
)
def test_an_edition_asks_for_one_thing_at_a_time(changed: dict[str, object], code: str | None) -> None:
    facts = EditionFacts(True, True, 1, 4, 6, open_count=0, ahead_count=2, next_at=rome(14))
    step = edition_step(replace(facts, **changed))  # type: ignore[arg-type]
    assert (step.code if step else None) == code
    if code == "attendance" and step:
        assert step.title == "Chiudi le presenze di lunedì 23 novembre"
