"""Money over the months."""

from decimal import Decimal

import pytest

from ciao.core.charts.burn import Spending, draw

PLANNED = [Decimal(1000 * month) for month in range(19)]
SPENT = [Decimal(800 * month) for month in range(12)]


def test_the_label_holds_spent_planned_and_total() -> None:
    drawn = draw(Spending(Decimal(18000), SPENT, PLANNED))
    expected = "Spesa progressiva: € 8.800,00 su € 11.000,00 previsti al mese 11, € 18.000,00 in tutto"
    assert drawn.label.replace("\u00a0", " ") == expected


def test_the_total_is_the_top_and_nothing_spent_the_bottom() -> None:
    drawn = draw(Spending(Decimal(18000), SPENT, PLANNED))
    assert drawn.planned.split()[0] == "40.0,222.0"
    assert drawn.planned.split()[-1] == "490.0,42.0"
    assert drawn.last[2] == "€\u00a08.800,00"


def test_the_band_goes_out_along_the_high_edge_and_back_along_the_low() -> None:
    low, high = [amount / 2 for amount in PLANNED], [min(amount * 2, Decimal(18000)) for amount in PLANNED]
    drawn = draw(Spending(Decimal(18000), SPENT, PLANNED, low, high))
    assert len(drawn.band.split()) == 38
    assert draw(Spending(Decimal(18000), SPENT, PLANNED)).band == ""


def test_the_table_has_a_row_per_month_known() -> None:
    rows = draw(Spending(Decimal(18000), SPENT, PLANNED)).rows
    assert len(rows) == 11
    assert rows[0] == (1, "€\u00a0800,00", "€\u00a01.000,00")


def test_levels_stay_below_the_total() -> None:
    assert [name for _, name in draw(Spending(Decimal(18000), SPENT, PLANNED)).levels] == [
        "0",
        "5",
        "10",
        "15",
    ]


def test_without_a_plan_there_is_no_chart() -> None:
    with pytest.raises(ValueError, match="needs a plan"):
        draw(Spending(Decimal(0), SPENT, PLANNED))
