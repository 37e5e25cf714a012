"""When a body should meet next."""

from datetime import date

import pytest

from ciao.governance.rules import next_meeting


@pytest.mark.parametrize(
    ("months", "day", "expected"),
    [
        (4, date(2020, 7, 16), date(2020, 11, 16)),
        (4, date(2020, 11, 16), date(2020, 11, 16)),
        (4, date(2020, 11, 17), date(2021, 3, 16)),
        (1, date(2026, 11, 23), date(2026, 12, 16)),
        (None, date(2026, 11, 23), None),
        (0, date(2026, 11, 23), None),
    ],
)
def test_the_next_meeting_is_counted_from_the_start(months: int | None, day: date, expected: date | None) -> None:
    assert next_meeting(date(2020, 7, 16), months, day) == expected


def test_the_last_day_of_a_short_month_stands_for_the_31st() -> None:
    assert next_meeting(date(2026, 1, 31), 1, date(2026, 2, 1)) == date(2026, 2, 28)
