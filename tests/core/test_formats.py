"""Formats of dates, hours, money and counts."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template

from ciao.core import formats


def test_a_date_in_text_names_the_day_and_leaves_out_this_year() -> None:
    assert formats.date_text(date(2026, 11, 26)) == "giovedì 26 novembre"
    assert formats.date_text(date(2027, 6, 30)) == "mercoledì 30 giugno 2027"


def test_the_first_of_the_month_is_an_ordinal() -> None:
    assert formats.date_text(date(2026, 12, 1)) == "martedì 1° dicembre"


def test_a_date_in_a_table_is_short_and_keeps_another_year() -> None:
    assert formats.date_table(date(2026, 11, 26)) == "26\u00a0nov"
    assert formats.date_table(date(2025, 3, 2)) == "2\u00a0mar 2025"


def test_a_date_in_a_field_has_two_digits_and_dots() -> None:
    assert formats.date_field(date(2026, 2, 3)) == "03.02.2026"
    assert formats.date_field(None) == ""


@pytest.mark.parametrize(("day", "word"), [(22, "ieri"), (23, "oggi"), (24, "domani"), (26, "26\u00a0nov")])
def test_near_days_have_a_word(day: int, word: str) -> None:
    assert formats.date_relative(date(2026, 11, day)) == word


def test_an_instant_is_shown_in_italian_time() -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert formats.moment(late) == "oggi, 0:30"
    assert formats.date_field(late) == "23.11.2026"
    assert formats.month(late) == "novembre 2026"


def test_a_naive_instant_is_taken_as_it_is() -> None:
    assert formats.day_of(datetime.fromisoformat("2026-11-22T23:30")) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2026, 3, 12), date(2026, 3, 19), "12–19\u00a0mar"),
        (date(2026, 3, 19), date(2026, 4, 8), "19\u00a0mar – 8\u00a0apr"),
        (date(2026, 4, 22), None, "dal 22\u00a0apr"),
        (None, date(2026, 4, 22), "fino al 22\u00a0apr"),
        (date(2026, 4, 22), date(2026, 4, 22), "22\u00a0apr"),
        (None, None, "–"),
    ],
)
def test_a_period_says_no_more_than_it_must(start: date | None, end: date | None, shown: str) -> None:
    assert formats.period(start, end) == shown


def test_times_have_no_leading_zero() -> None:
    assert formats.time_of_day(time(9, 5)) == "9:05"


@pytest.mark.parametrize(
    ("decimal", "shown"),
    [("63.5", "63 h 30 min"), ("85", "85 h"), ("0", "0 h"), ("0.75", "45 min"), ("-1.5", "−1 h 30 min")],
)
def test_hours_are_hours_and_minutes(decimal: str, shown: str) -> None:
    assert formats.hours(Decimal(decimal)).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("373.53", "€ 373,53"), ("374986.52", "€ 374.986,52"), ("-20", "−€ 20,00"), ("0", "€ 0,00")],
)
def test_money_is_italian_with_two_decimals_and_a_real_minus(amount: str, shown: str) -> None:
    assert formats.money(Decimal(amount)).replace("\u00a0", " ") == shown


def test_a_percentage_keeps_one_decimal_unless_it_is_whole() -> None:
    assert formats.percent(Decimal("74.70588")) == "74,7%"
    assert formats.percent(80) == "80%"
    assert formats.percent(Decimal("-3.25"), 2) == "−3,25%"


def test_counts_have_a_dot_for_thousands_and_zero_is_zero() -> None:
    assert formats.count(1486) == "1.486"
    assert formats.count(0) == "0"
    assert formats.count(-5) == "−5"


def test_ranges_of_ages() -> None:
    assert formats.span(18, 55) == "18–55"
    assert formats.span(18, None) == "da 18"
    assert formats.span(None, 35) == "fino a 35"
    assert formats.span(None, None) == "–"


@pytest.mark.parametrize(
    "unknown",
    [
        formats.date_text,
        formats.date_table,
        formats.date_relative,
        formats.month,
        formats.time_of_day,
        formats.moment,
        formats.hours,
        formats.minutes,
        formats.money,
        formats.percent,
        formats.count,
    ],
)
def test_what_is_unknown_is_a_dash(unknown: object) -> None:
    assert unknown(None) == "–"  # type: ignore[operator]


def test_a_noun_agrees_with_its_number() -> None:
    assert formats.plural(1, "persona", "persone") == "1 persona"
    assert formats.plural(1200, "persona", "persone") == "1.200 persone"


def test_filters_are_at_hand_in_every_template() -> None:
    page = Template(
        '{{ day|date_tag:"text" }} {{ none|date_tag }} {{ 2|plural:"caso,casi" }} {{ -2|signed }} {% span 18 55 %}'
    )
    shown = page.render(Context({"day": date(2026, 11, 26), "none": None}))
    assert '<time datetime="2026-11-26" title="giovedì 26.11.2026">giovedì 26 novembre</time>' in shown
    assert shown.endswith("– 2 casi −2 18–55")


def test_a_period_can_be_written_in_a_template() -> None:
    page = Template("{% period start end %}")
    assert page.render(Context({"start": date(2026, 4, 22), "end": None})) == "dal 22\u00a0apr"


@pytest.mark.parametrize(
    ("value", "options", "shown"),
    [
        (Decimal("3.67"), {}, "3,7"),
        (3.0, {}, "3"),
        (None, {}, "–"),
        (-0.4, {}, "−0,4"),
        (0.4, {"sign": True}, "+0,4"),
        (0.0, {"sign": True}, "0"),
        (-0.01, {"sign": True}, "0"),
        (1.256, {"decimals": 2}, "1,26"),
    ],
)
def test_points_of_a_scale(value: Any, options: dict[str, Any], shown: str) -> None:
    assert formats.points(value, **options) == shown
