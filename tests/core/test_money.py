"""Amounts are rounded once, ceilings are never passed, and a split always sums to what was split."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.core.money import apportion, cents, floor_cents, share_floor

amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2)
weights = st.lists(st.decimals(min_value=0, max_value=10**6, places=3), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("0.005", "0.01"),
        ("0.004999", "0.00"),
        ("2.675", "2.68"),
        ("-0.005", "-0.01"),
        ("373.526", "373.53"),
        (12, "12.00"),
        ("123456789012345678901234567890.125", "123456789012345678901234567890.13"),
    ],
)
def test_half_a_cent_goes_away_from_zero(amount: str | int, rounded: str) -> None:
    assert str(cents(amount)) == rounded


def test_nothing_is_never_written_as_minus_zero() -> None:
    assert str(cents("-0.001")) == "0.00"


@pytest.mark.parametrize("function", [cents, floor_cents])
def test_what_is_not_an_exact_amount_is_refused(function: object) -> None:
    assert callable(function)
    with pytest.raises(TypeError):
        function(0.1)
    for wrong in (Decimal("NaN"), Decimal("Infinity"), "dieci"):
        with pytest.raises(ValueError, match="not an amount"):
            function(wrong)


@pytest.mark.parametrize(("amount", "rounded"), [("1.999", "1.99"), ("-1.991", "-2.00"), ("5", "5.00")])
def test_rounding_down_never_goes_up(amount: str, rounded: str) -> None:
    assert str(floor_cents(amount)) == rounded


def test_the_contribution_of_the_real_sheet_is_rounded_down() -> None:
    assert share_floor("374986.52", 80) == Decimal("299989.21")


@pytest.mark.parametrize(
    ("total", "percent", "share"),
    [("100", 100, "100.00"), ("100", 0, "0.00"), ("0.01", "99.99", "0.00"), ("10", "33.333", "3.33")],
)
def test_a_share_is_a_percentage_of_the_total(total: str, percent: str | int, share: str) -> None:
    assert str(share_floor(total, percent)) == share


@given(amounts, st.decimals(min_value=0, max_value=100, places=4))
def test_a_share_is_the_largest_amount_not_above_the_percentage(total: Decimal, percent: Decimal) -> None:
    share = share_floor(total, percent)
    with localcontext(prec=60):
        exact = total * percent / 100
        assert share <= exact < share + Decimal("0.01")


def test_the_cents_left_over_go_to_the_largest_remainders() -> None:
    assert apportion("10.00", [1, 1, 1]) == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]
    assert apportion("1.00", ["0.2", "0.7", "0.1"]) == [Decimal("0.20"), Decimal("0.70"), Decimal("0.10")]
    assert apportion("0.02", [1, 2, 3]) == [Decimal("0.00"), Decimal("0.01"), Decimal("0.01")]
    assert apportion("-10.00", [1, 1, 1]) == [Decimal("-3.34"), Decimal("-3.33"), Decimal("-3.33")]


def test_nothing_can_be_split_over_nothing() -> None:
    assert apportion(0, []) == []
    assert apportion("0.00", [0, 0]) == [Decimal("0.00"), Decimal("0.00")]


@pytest.mark.parametrize(
    ("total", "lines", "why"),
    [("1.00", [], "nothing to split"), ("1.00", [0, 0], "nothing to split"), ("1", [2, -1], "negative"),
     ("0.001", [1], "whole number of cents")],
)  # fmt: skip
def test_an_impossible_split_is_refused(total: str, lines: list[int], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        apportion(total, lines)


@given(amounts, weights)
def test_a_split_sums_to_the_total_and_stays_within_a_cent(total: Decimal, lines: list[Decimal]) -> None:
    if not sum(lines):
        lines = [*lines, Decimal(1)]
    parts = apportion(total, lines)
    assert sum(parts) == total
    assert parts == apportion(total, lines)
    for part, line in zip(parts, lines, strict=True):
        with localcontext(prec=60):
            assert abs(part - total * line / sum(lines)) < Decimal("0.01") + Decimal("1e-30")
        assert line or not part


@given(amounts, weights)
def test_a_negative_total_is_split_as_its_opposite(total: Decimal, lines: list[Decimal]) -> None:
    lines = [*lines, Decimal(1)]
    assert apportion(-total, lines) == [-part for part in apportion(total, lines)]
