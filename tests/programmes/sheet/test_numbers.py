"""Dates, amounts, percentages and counts in the forms people write them."""

from datetime import date
from decimal import Decimal

import pytest

from ciao.programmes.sheet.numbers import amounts, count, dates, percents


@pytest.mark.parametrize(
    "text",
    [
        "1 settembre 2020",
        "1° Settembre 2020",
        "01/09/2020",
        "1.9.2020",
        "2020-09-01",
        "01-09-20",
        "1 set 2020",
    ],
)
def test_a_date_is_read_in_any_form(text):
    assert [day for day, _ in dates(f"dal {text} in poi")] == [date(2020, 9, 1)]


@pytest.mark.parametrize("text", ["31.02.2020", "9.2.1", "DDS 7430/2020", "2014-2020", "7854/2020"])
def test_what_only_looks_like_a_date_is_none(text):
    assert list(dates(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("€ 1.234.567,89", "1234567.89"),
        ("euro 250000", "250000.00"),
        ("250.000,00 €", "250000.00"),
        ("€ 374 986,52", "374986.52"),
        ("EUR 1.000", "1000.00"),
        ("374.986,52", "374986.52"),
        ("€ 374986.52", "374986.52"),
    ],
)
def test_an_amount_is_read_to_the_cent(text, value):
    assert [amount for amount, _ in amounts(f"pari a {text} circa")] == [Decimal(value)]


@pytest.mark.parametrize("text", ["20%", "20 %", "20 per cento", "venti per cento", "20,00%"])
def test_a_percentage_is_read_in_figures_and_words(text):
    assert [value for value, _ in percents(f"il {text} del totale")] == [Decimal(20)]


def test_counts_are_read_in_words():
    assert [count(word) for word in ("due", "ventuno", "trenta", "ottantotto", "1.250")] == [
        2,
        21,
        30,
        88,
        1250,
    ]
