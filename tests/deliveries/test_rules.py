"""Minutes into hours, and minutes that cannot be."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.deliveries.rules import Stretch, day_is_full, fault_of, hours_of, overlaps


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [(0, "0.00"), (1, "0.02"), (20, "0.33"), (45, "0.75"), (50, "0.83"), (60, "1.00"), (95, "1.58"), (720, "12.00")],
)
def test_minutes_are_decimal_hours_rounded_once(minutes: int, hours: str) -> None:
    assert hours_of(minutes) == Decimal(hours)


@pytest.mark.parametrize(
    ("minutes", "fault"),
    [(0, "Scrivi quanti minuti."), (-5, "Scrivi quanti minuti."), (1, ""), (720, ""), (721, "al massimo 12 ore")],
)
def test_minutes_that_cannot_be_say_why(minutes: int, fault: str) -> None:
    found = fault_of(minutes)
    assert (fault in found) if fault else found == ""


@pytest.mark.parametrize(
    ("minutes", "others", "full"), [(60, [], False), (60, [720, 660], False), (61, [720, 660], True)]
)
def test_a_day_has_24_hours(minutes: int, others: list[int], full: bool) -> None:
    assert day_is_full(minutes, others) is full


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (Stretch(time(9), 60), Stretch(time(9, 30), 60), True),
        (Stretch(time(9), 60), Stretch(time(10), 60), False),
        (Stretch(time(9, 59), 60), Stretch(time(9), 60), True),
        (Stretch(None, 60), Stretch(time(9), 60), False),
        (Stretch(time(9), 60), Stretch(None, 60), False),
    ],
)
def test_two_at_once_share_a_minute(one: Stretch, other: Stretch, meet: bool) -> None:
    assert (overlaps(one, [other]) is not None) is meet
    assert (overlaps(other, [one]) is not None) is meet


@given(st.integers(0, 1440), st.integers(0, 1440))
def test_more_minutes_are_never_fewer_hours(one: int, other: int) -> None:
    assert hours_of(one) >= 0
    assert (hours_of(one) <= hours_of(other)) or one > other
    assert abs(hours_of(one) * 60 - one) <= Decimal("0.3")
