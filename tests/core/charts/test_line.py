"""A running total."""

import pytest

from ciao.core.charts.line import Series, draw, ticks_of

POINTS = [("gen", 2), ("feb", 7), ("mar", 14), ("apr", 20), ("mag", 27), ("giu", 34)]


def test_the_label_tells_some_points_and_the_target() -> None:
    assert draw(Series("Totale", POINTS, 60)).label == "Totale: 2 a gen, 20 a apr, 34 a giu; obiettivo 60"
    assert draw(Series("Totale", POINTS[:2])).label == "Totale: 2 a gen, 7 a feb"


def test_higher_values_stand_higher() -> None:
    heights = [y for _, y in draw(Series("Totale", POINTS, 60)).dots]
    assert heights == sorted(heights, reverse=True)


def test_the_target_is_not_written_twice() -> None:
    drawn = draw(Series("Totale", POINTS, 60))
    assert drawn.target is not None
    assert 60 not in [level for _, level in drawn.levels]
    assert draw(Series("Totale", POINTS)).target is None


@pytest.mark.parametrize(("top", "ticks"), [(2.1, [0, 1, 2]), (18, [0, 5, 10, 15]), (67.2, [0, 20, 40, 60])])
def test_levels_are_round(top: float, ticks: list[int]) -> None:
    assert ticks_of(top) == ticks


def test_one_point_alone_can_be_drawn_and_none_cannot() -> None:
    assert len(draw(Series("Totale", [("gen", 0)])).dots) == 1
    with pytest.raises(ValueError, match="at least one point"):
        draw(Series("Totale", []))
