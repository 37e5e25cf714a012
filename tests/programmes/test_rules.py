"""Months, money and agreement of a project, on the real sheet's own figures and around them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.programmes.rules import (
    Band,
    Span,
    TargetTotal,
    VersionFacts,
    add_months,
    cofinancing,
    conflicts,
    contribution,
    expected_band,
    month_number,
    month_span,
    months_between,
    progress,
)

START, END = date(2020, 7, 16), date(2021, 12, 31)
EXTENDED = date(2022, 8, 31)
TOTAL = Decimal("374986.52")
SHEET = VersionFacts(
    starts_on=START,
    ends_on=END,
    months_count=18,
    total_amount=TOTAL,
    contribution_amount=Decimal("299989.21"),
    cofinancing_percent=Decimal(20),
    recipients_count=60,
    targets=(TargetTotal("Donne", 30, 18, 55), TargetTotal("Giovani", 30, 16, 35)),
    activity_months=(("Coordinamento", tuple(range(1, 19))), ("Tirocini", (6, 18))),
)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2020, 7, 1), 1),
        (START, 1),
        (date(2020, 7, 31), 1),
        (date(2020, 8, 1), 2),
        (date(2021, 1, 1), 7),
        (END, 18),
        (date(2020, 6, 30), 0),
    ],
)
def test_the_first_month_is_the_one_it_starts_in(day: date, number: int) -> None:
    assert month_number(START, day) == number


def test_month_eighteen_is_december_2021() -> None:
    assert month_span(START, 1) == Span(date(2020, 7, 1), date(2020, 7, 31))
    assert month_span(START, 18) == Span(date(2021, 12, 1), date(2021, 12, 31))
    assert month_span(START, 8).days_count == 28


def test_the_sheet_lasts_eighteen_months_and_twenty_six_when_extended() -> None:
    assert months_between(START, END) == 18
    assert months_between(START, EXTENDED) == 26
    assert months_between(START, START) == 1


def test_a_project_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before the start"):
        months_between(END, START)


@given(days, st.integers(-60, 120))
def test_a_day_of_a_month_has_the_number_of_that_month(start: date, number: int) -> None:
    span = month_span(start, number)
    assert month_number(start, span.starts_on) == month_number(start, span.ends_on) == number
    assert month_span(start, number + 1).starts_on - span.ends_on == timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        (date(2021, 8, 31), 6, date(2022, 2, 28)),
        (date(2023, 8, 30), 6, date(2024, 2, 29)),
        (date(2021, 12, 15), 1, date(2022, 1, 15)),
        (date(2021, 3, 31), -1, date(2021, 2, 28)),
        (date(2021, 3, 31), 0, date(2021, 3, 31)),
    ],
)
def test_months_are_added_by_the_calendar(day: date, count: int, later: date) -> None:
    assert add_months(day, count) == later


def test_the_contribution_is_eighty_per_cent_rounded_down_and_the_partners_put_the_rest() -> None:
    assert contribution(TOTAL, 80) == Decimal("299989.21")
    assert cofinancing(TOTAL, 80) == Decimal("74997.31")


@given(st.decimals(0, 10**9, places=2), st.decimals(0, 100, places=2))
def test_contribution_and_cofinancing_make_the_total(total: Decimal, percent: Decimal) -> None:
    assert contribution(total, percent) + cofinancing(total, percent) == total


def test_the_real_sheet_does_not_contradict_itself() -> None:
    assert conflicts(SHEET) == []


def test_what_is_unknown_is_not_a_contradiction() -> None:
    assert conflicts(VersionFacts()) == []
    assert conflicts(VersionFacts(starts_on=START, ends_on=END)) == []
    assert conflicts(VersionFacts(total_amount=TOTAL, contribution_amount=Decimal(1))) == []
    assert conflicts(VersionFacts(recipients_count=60, targets=(TargetTotal("Donne"),))) == []


def changed(**facts: object) -> VersionFacts:
    return VersionFacts(**(SHEET.__dict__ | facts))


@pytest.mark.parametrize(
    ("facts", "code", "words"),
    [
        (
            changed(months_count=17),
            "months",
            "La durata scritta è 17 mesi, ma dal 16.07.2020 al 31.12.2021 i mesi di calendario sono 18.",
        ),
        (changed(ends_on=date(2020, 1, 1)), "dates_reversed", "finisce prima di iniziare"),
        (
            changed(contribution_amount=Decimal("299989.22")),
            "contribution_over_share",
            "supera la quota del contributo (80% di €\u00a0374.986,52) di €\u00a00,01.",
        ),
        (
            changed(contribution_amount=Decimal(299000)),
            "contribution_under_share",
            "è sotto la quota del contributo (80% di €\u00a0374.986,52) di €\u00a0989,21.",
        ),
        (changed(contribution_amount=Decimal(400000)), "contribution_over_total", "supera il totale"),
        (
            changed(recipients_count=70),
            "recipients",
            "I gruppi di destinatari sommano 60 persone, il totale scritto è 70.",
        ),
        (
            changed(targets=(TargetTotal("Donne", 60, 55, 18),)),
            "ages",
            "«Donne»: l’età minima 55 supera la massima 18.",
        ),
        (
            changed(activity_months=(("Tirocini", (0, 20, 19, 5)),)),
            "calendar",
            "«Tirocini» è in calendario nel mese 0, 19, 20, ma i mesi vanno da 1 a 18.",
        ),
    ],
)
def test_each_contradiction_is_shown_with_its_figures(facts: VersionFacts, code: str, words: str) -> None:
    [conflict] = conflicts(facts)
    assert conflict.code == code
    assert words in conflict.sentence


@pytest.mark.parametrize(
    ("day", "low", "high"),
    [
        (START - timedelta(days=1), "0", "6"),
        (START, "0", "6.1"),
        (date(2020, 7, 25), "0", "7"),
        (START + timedelta(days=299), "24", "36"),
        (START + timedelta(days=599), "54", "60"),
        (START + timedelta(days=5000), "54", "60"),
    ],
)
def test_the_band_expected_today_grows_evenly(day: date, low: str, high: str) -> None:
    plan = Span(START, START + timedelta(days=599))
    assert expected_band(60, plan, day, tolerance_percent=10) == Band(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("value", "word"),
    [(60, "reached"), (61, "reached"), (37, "ahead"), (36, "on_track"), (24, "on_track"), (23, "late")],
)
def test_the_word_beside_the_bar_follows_the_band(value: int, word: str) -> None:
    assert progress(value, 60, Band(Decimal(24), Decimal(36))) == word
