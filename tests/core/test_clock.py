"""The one clock: Italian days, and a story can set it."""

from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

import pytest

from ciao.core import clock


def test_a_date_alone_means_ten_in_the_morning_in_italy() -> None:
    with clock.at(date(2026, 3, 12)):
        assert clock.now() == datetime(2026, 3, 12, 10, tzinfo=clock.ROME)
        assert clock.today() == date(2026, 3, 12)


def test_the_business_day_is_the_italian_one() -> None:
    with clock.at(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2027, 1, 1)


def test_days_that_nest_come_back() -> None:
    with clock.at(date(2026, 1, 1)):
        with clock.at(date(2026, 2, 1)):
            assert clock.today() == date(2026, 2, 1)
        assert clock.today() == date(2026, 1, 1)


def test_an_error_gives_the_day_back() -> None:
    before = clock.today()
    with pytest.raises(LookupError), clock.at(date(2000, 1, 1)):
        raise LookupError
    assert clock.today() == before


def test_the_demo_is_served_on_another_day_at_the_real_hour() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "_fixed", ContextVar("nothing_fixed", default=None))
        real = clock.now()
        chosen = real.date() + timedelta(days=40)
        patch.setenv("CIAO_OGGI", chosen.isoformat())
        assert clock.today() == chosen
        assert abs((clock.now() - real) - timedelta(days=40)) < timedelta(hours=2)
        patch.delenv("CIAO_OGGI")
        assert clock.now().tzinfo is clock.ROME
