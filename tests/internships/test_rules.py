"""Hours, allowances and warnings, as tables of worked cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.cases.rules import italian_holidays
from ciao.internships.enums import PauseReason
from ciao.internships.rules import (
    AllowanceTerms,
    Day,
    MinimumTerms,
    amount_warning,
    attendance_percent,
    certificate_hours,
    compute_allowance,
    day_faults,
    hours_on,
    late_notice,
    long_days,
    minor_warnings,
    months_of,
    pause_warning,
    planned_hours,
    tutor_warning,
)

D = Decimal
TERMS = AllowanceTerms(D(80), D(300), floor_applies=False, part_month_applies=False)
MINIMUMS = MinimumTerms(D(500), D(400), D(350), D(300), D(4))
WEEK = [D(5), D(5), D(5), D(5), D(0), D(0), D(0)]
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
WHOLE: tuple[date, date] = (date(2026, 9, 1), date(2027, 2, 28))


@pytest.mark.parametrize(
    ("month_on", "span", "pauses", "hours"),
    [
        (OCTOBER, WHOLE, [], 85),  # 17 days from Monday to Thursday
        (NOVEMBER, WHOLE, [], 85),  # the first is a Sunday and a holiday
        (date(2026, 12, 1), WHOLE, [], 90),  # nineteen days, less Tuesday the 8th
        (OCTOBER, (date(2026, 10, 19), WHOLE[1]), [], 40),
        (OCTOBER, (WHOLE[0], date(2026, 10, 8)), [], 25),
        (OCTOBER, WHOLE, [(date(2026, 10, 5), date(2026, 10, 18))], 45),
        (OCTOBER, WHOLE, [(date(2026, 9, 20), date(2026, 11, 10))], 0),
        (date(2026, 8, 1), WHOLE, [], 0),
        (date(2027, 3, 1), WHOLE, [], 0),
    ],
)
def test_the_hours_a_month_asks_for(month_on: date, span: tuple[date, date], pauses: Any, hours: int) -> None:
    found = planned_hours(
        month_on=month_on, daily_hours=WEEK, starts_on=span[0], last_day=span[1], pauses=pauses,
        closed_days=italian_holidays(month_on, month_on),
    )  # fmt: skip
    assert found == hours


def test_a_schedule_not_written_asks_for_no_hours() -> None:
    assert hours_on(OCTOBER, []) == 0
    assert months_of(date(2026, 11, 30), date(2027, 1, 1)) == [NOVEMBER, date(2026, 12, 1), date(2027, 1, 1)]


@pytest.mark.parametrize(
    ("planned", "attended", "full", "amount"),
    [
        ("85", "63.5", "500", "373.53"),  # 500 × 63,5 : 85 = 373,5294…
        ("85", "85", "500", "500.00"),
        ("85", "68", "500", "500.00"),  # exactly 80 %
        ("85", "67.98", "500", "399.88"),  # a minute less
        ("85", "90", "500", "500.00"),  # more than planned is never more than full
        ("85", "0", "500", "0.00"),
        ("0", "0", "500", "0.00"),
        ("0", "5", "500", "0.00"),
        ("85", "63.5", "0", "0.00"),
        ("80", "20", "500.02", "125.01"),  # 125,005 goes up, once
    ],
)
def test_the_allowance_of_a_month(planned: str, attended: str, full: str, amount: str) -> None:
    found = compute_allowance(
        planned_hours=D(planned), attended_hours=D(attended), full_amount=D(full), whole_hours=D(planned), terms=TERMS
    )
    assert found.amount == D(amount)
    assert all(set(one) == {"what", "rule", "value", "care"} for one in found.lines)


@pytest.mark.parametrize(
    ("attended", "full", "amount"),
    [("20", "500", "300.00"), ("67", "500", "394.12"), ("20", "250", "250.00"), ("0", "500", "0.00")],
)
def test_the_floor_where_its_switch_is_on(attended: str, full: str, amount: str) -> None:
    found = compute_allowance(
        planned_hours=D(85), attended_hours=D(attended), full_amount=D(full), whole_hours=D(85),
        terms=replace(TERMS, floor_applies=True),
    )  # fmt: skip
    assert found.amount == D(amount)


def test_the_floor_that_is_off_is_said_where_it_would_have_counted() -> None:
    low = compute_allowance(
        planned_hours=D(85), attended_hours=D(20), full_amount=D(500), whole_hours=D(85), terms=TERMS
    )
    assert [one["what"] for one in low.lines if one["care"]] == ["Minimo"]


@pytest.mark.parametrize(("is_on", "attended", "amount"), [
    (False, "40", "500.00"), (True, "40", "235.29"), (False, "20", "250.00"), (True, "20", "117.65"),
])  # fmt: skip
def test_a_part_month_prorates_hours_and_the_amount_only_by_switch(is_on: bool, attended: str, amount: str) -> None:
    found = compute_allowance(
        planned_hours=D(40), attended_hours=D(attended), full_amount=D(500), whole_hours=D(85),
        terms=replace(TERMS, part_month_applies=is_on),
    )  # fmt: skip
    assert found.amount == D(amount)
    line = next(one for one in found.lines if one["what"] == "Mese non intero")
    assert ("chi finanzia" in line["care"]) is not is_on
    assert ("importo pieno è in proporzione" in line["rule"]) is is_on


HOURS = st.decimals(min_value=0, max_value=300, places=2)
EUROS = st.decimals(min_value=0, max_value=2000, places=2)
SWITCHES = st.builds(AllowanceTerms, st.just(D(80)), st.just(D(300)), st.booleans(), st.booleans())


@given(planned=HOURS, attended=st.lists(HOURS, min_size=2, max_size=6), full=EUROS, more=HOURS, terms=SWITCHES)
def test_never_negative_never_above_full_and_never_less_for_more_hours(
    planned: D, attended: list[D], full: D, more: D, terms: AllowanceTerms
) -> None:
    amounts = [
        compute_allowance(
            planned_hours=planned, attended_hours=one, full_amount=full, whole_hours=planned + more, terms=terms
        ).amount
        for one in sorted(attended)
    ]
    assert all(0 <= one <= full for one in amounts)
    assert all(one <= two for one, two in pairwise(amounts))


def test_attendance_just_under_the_threshold_never_reads_as_the_threshold() -> None:
    assert attendance_percent(D(85), D("67.98")) == D("79.9")
    assert attendance_percent(D(85), D("63.5")) == D("74.7")


LONG, SHORT = [D(5)] * 4 + [D(0)] * 3, [D(4)] * 5 + [D(0)] * 2


@pytest.mark.parametrize(
    ("amount", "daily", "is_public", "words"),
    [
        ("500", LONG, False, ""),
        ("450", LONG, False, "servono mensa"),
        ("399", LONG, False, "€ 500,00"),
        ("350", SHORT, False, ""),
        ("349", SHORT, False, "€ 350,00"),
        ("300", LONG, True, ""),
        ("299", LONG, True, "pubblica amministrazione"),
    ],
)
def test_the_minimum_warns(amount: str, daily: list[D], is_public: bool, words: str) -> None:
    found = amount_warning(D(amount), daily_hours=daily, is_public=is_public, terms=MINIMUMS)
    assert (words in found.replace("\u00a0", " ")) if words else found == ""


@pytest.mark.parametrize(
    ("daily", "age", "has_schooling", "words"),
    [
        (SHORT, 17, True, ["notte"]),
        (SHORT, 17, False, ["notte", "obbligo di istruzione"]),
        (SHORT, 15, True, ["notte", "Ha 15 anni"]),
        ([D(9)] + [D(0)] * 6, 17, True, ["notte", "supera 8 h al giorno"]),
        ([D(7)] * 6 + [D(0)], 16, True, ["notte", "40 h a settimana"]),
        ([D(8)] * 5 + [D(0)] * 2, 16, True, ["notte"]),
        ([], 16, True, ["notte"]),
    ],
)
def test_a_minor_is_looked_at(daily: list[D], age: int, has_schooling: bool, words: list[str]) -> None:
    found = minor_warnings(daily, age=age, least_age=16, has_schooling=has_schooling)
    assert len(found) == len(words)
    assert all(word in one.replace("\u00a0", " ") for word, one in zip(words, found, strict=True))


def test_a_tutor_with_many_is_said() -> None:
    assert tutor_warning(3, 3, "Rita") == ""
    assert tutor_warning(4, 3, "Rita") == "Rita segue 4 tirocini insieme: di regola sono al massimo 3."


@pytest.mark.parametrize(
    ("sent_on", "today", "words"),
    [
        (date(2026, 9, 6), date(2026, 12, 1), ""),
        (date(2026, 9, 7), date(2026, 12, 1), "è arrivata tardi"),
        (None, date(2026, 9, 6), ""),
        (None, date(2026, 9, 7), "manca ancora"),
    ],
)
def test_a_late_notice_is_said(sent_on: date | None, today: date, words: str) -> None:
    found = late_notice("di proroga", date(2026, 9, 1), sent_on, 5, today)
    assert (words in found) if words else found == ""


@pytest.mark.parametrize(
    ("reason", "last", "words"),
    [
        (PauseReason.HOST_CLOSED, 15, ""),
        (PauseReason.HOST_CLOSED, 14, "15 giorni"),
        (PauseReason.ILLNESS, 30, ""),
        (PauseReason.ILLNESS, 1, "1 giorno"),
        (PauseReason.OTHER, 1, ""),
    ],
)
def test_a_short_pause_is_said(reason: str, last: int, words: str) -> None:
    least = {"host_closed": 15, "illness": 30}
    found = pause_warning(reason, date(2026, 11, 1), date(2026, 11, last), least)
    assert (words in found) if words else found == ""


def test_the_certificate_wants_its_share_of_all_the_hours() -> None:
    assert certificate_hours(D(260), D(70)) == D(182)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (Day("present", D(5)), ""),
        (Day("present", D(24)), ""),
        (Day("present", D("24.5")), "da 0 a 24"),
        (Day("present", D(-1)), "da 0 a 24"),
        (Day("present"), "scrivi le ore"),
        (Day("absent"), ""),
        (Day("excused", D(2)), "non ha ore"),
        (Day("off"), ""),
    ],
)
def test_what_a_day_may_be(day: Day, words: str) -> None:
    found = list(day_faults(OCTOBER, day))
    assert (words in found[0]) if words else found == []


def test_a_very_long_day_is_worth_a_look() -> None:
    days = {OCTOBER: Day("present", D(12)), date(2026, 10, 2): Day("present", D(13))}
    assert [one.split(":")[0] for one in long_days(days)] == ["Venerdì 2 ottobre"]
