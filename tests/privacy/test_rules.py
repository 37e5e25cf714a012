"""Days and ages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.privacy import rules

EDGES = (18, 25, 35, 55)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 23), 1, date(2026, 12, 23)),
        (date(2026, 12, 1), 2, date(2027, 2, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day: date, months: int, expected: date) -> None:
    assert rules.after_months(day, months) == expected


def test_years_are_counted_from_the_day_that_was_told() -> None:
    assert rules.kept_until(date(2020, 12, 31), 3) == date(2023, 12, 31)
    assert rules.notice_ends(date(2026, 11, 23), 30) == date(2026, 12, 23)
    assert rules.days_left(date(2026, 11, 20), date(2026, 11, 23)) == -3


@pytest.mark.parametrize(
    ("age", "band", "coarse"),
    [
        (16, (0, 18), 8),
        (18, (18, 25), 21),
        (24, (18, 25), 21),
        (25, (25, 35), 29),
        (80, (55, 120), 87),
        (-1, (0, 18), 8),
    ],
)
def test_an_age_becomes_the_one_of_its_stretch(age: int, band: tuple[int, int], coarse: int) -> None:
    assert rules.band_of(age, EDGES) == band
    assert rules.coarse_age(age, EDGES) == coarse


@given(
    birth=st.dates(date(1945, 1, 1), date(2008, 12, 31)),
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
def test_a_coarse_birth_date_keeps_the_stretch_and_loses_the_day(birth: date, day: date) -> None:
    coarse = rules.coarse_birth(birth, [day], EDGES)
    assert rules.band_of(rules.age_at(coarse, day), EDGES) == rules.band_of(rules.age_at(birth, day), EDGES)


@given(
    birth=st.dates(date(1945, 1, 1), date(2008, 12, 31)),
    days=st.lists(st.dates(date(2026, 1, 1), date(2032, 1, 1)), max_size=3),
)
def test_with_several_days_it_is_never_finer_than_the_month(birth: date, days: list[date]) -> None:
    coarse = rules.coarse_birth(birth, days, EDGES)
    ages = {one: rules.coarse_age(rules.age_at(birth, one), EDGES) for one in days or [birth]}
    middles = {rules.after_months(one, -12 * age) for one, age in ages.items()}
    assert coarse in middles or coarse.day == 1


def test_two_paths_far_apart_keep_both_stretches() -> None:
    birth = date(2001, 6, 15)
    assert rules.coarse_birth(birth, [date(2019, 7, 1), date(2026, 7, 1)], EDGES) == date(1998, 7, 1)
    days = [date(2019, 7, 1), date(2025, 7, 1), date(2026, 7, 1)]
    coarse = rules.coarse_birth(birth, days, EDGES)
    assert coarse == date(2001, 7, 1)
    assert [rules.age_at(coarse, day) for day in days] == [18, 24, 25]


def test_where_no_coarse_day_fits_the_month_alone_stays() -> None:
    birth = date(2001, 6, 15)
    days = [date(2019, 6, 14), date(2019, 6, 15)]
    assert rules.coarse_birth(birth, days, EDGES) == date(2001, 6, 1)
