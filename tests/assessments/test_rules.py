"""What two looks at the same situation say together."""

from datetime import date

import pytest

from ciao.assessments.enums import LifeArea, Moment
from ciao.assessments.rules import Picture, compare, goal_attainment, shift, student_95, to_compare

AREAS = list(LifeArea)


def picture(moment: Moment, day: int, scores: list[int | None], own: list[int | None] | None = None) -> Picture:
    said = own or [None] * 6
    return Picture(
        moment, date(2026, 3, day), dict(zip(AREAS, scores, strict=True)), dict(zip(AREAS, said, strict=True))
    )


def test_change_is_last_minus_first_area_by_area_and_never_one_number() -> None:
    found = compare(
        [picture(Moment.ENTRY, 1, [2, 2, 1, 3, 4, 2]), picture(Moment.MID, 9, [3, 2, 3, 3, 3, 4], [4, 2, 4, 3, 4, 4])]
    )
    assert [one.change for one in found.areas] == [1, 0, 2, 0, -1, 2]
    assert (found.moved(1), found.moved(0), found.moved(-1)) == (3, 2, 1)
    assert [one.differs for one in found.areas] == [True, False, True, False, True, False]
    assert not any("mean" in name or "average" in name for name in dir(found))


def test_what_was_not_scored_is_counted_and_changes_nothing() -> None:
    found = compare([picture(Moment.ENTRY, 1, [None, 2, 1, 3, 4, 2]), picture(Moment.EXIT, 9, [3, None, 3, 3, 3, 4])])
    assert found.missing_count == 2
    assert [one.change for one in found.areas[:3]] == [None, None, 2]
    assert found.compared_count == 4


def test_one_look_alone_compares_nothing() -> None:
    found = compare([picture(Moment.ENTRY, 1, [1, 2, 3, 4, 5, 1])])
    assert {one.change for one in found.areas} == {None}
    assert compare([]).areas[0].scores == ()


def test_entry_the_latest_middle_and_exit_are_compared() -> None:
    scores: list[int | None] = [1, 1, 1, 1, 1, 1]
    several = [
        picture(Moment.MID, 8, scores),
        picture(Moment.EXIT, 20, scores),
        picture(Moment.MID, 12, scores),
        picture(Moment.ENTRY, 2, scores),
    ]
    assert [(one.moment, one.on.day) for one in to_compare(several)] == [
        (Moment.ENTRY, 2),
        (Moment.MID, 12),
        (Moment.EXIT, 20),
    ]


def test_the_six_areas_are_those_of_the_law_in_its_order() -> None:
    assert [one.value for one in LifeArea] == ["personal", "economic", "work", "education", "housing", "networks"]
    assert len(picture(Moment.ENTRY, 1, [None] * 6).unscored) == 6


# Six people, one point scale, worked by hand: differences 1, 0, 1, 2, −1, 1.
SIX = [(2.0, 3.0), (3.0, 3.0), (2.0, 3.0), (1.0, 3.0), (4.0, 3.0), (3.0, 4.0)]


def test_change_is_told_with_number_spread_interval_and_effect() -> None:
    found = shift(SIX)
    assert found is not None
    assert (found.count, found.up, found.same, found.down) == (6, 4, 1, 1)
    assert (found.before, found.after, found.median) == (2.5, 3.0, 1.0)
    assert (found.low, found.high) == (0.25, 1.0)
    assert found.mean == pytest.approx(4 / 6)
    # s of the differences 1.0328; t(5) 2.5706; half = 2.5706 × 1.0328 ⁄ √6 = 1.0839
    assert found.interval == pytest.approx((4 / 6 - 1.0839, 4 / 6 + 1.0839), abs=0.002)
    # spreads 1.0488 and 0.4082, mean 0.7285; 0.6667 ⁄ 0.7285 × (1 − 3 ⁄ 19) = 0.7706
    assert found.effect == pytest.approx(0.7706, abs=0.001)


def test_fewer_than_five_say_nothing() -> None:
    assert shift(SIX[:4]) is None
    assert shift([]) is None


def test_where_nobody_differs_there_is_no_effect_to_speak_of() -> None:
    found = shift([(3.0, 4.0)] * 5)
    assert found is not None
    assert found.effect is None
    assert found.interval == (1.0, 1.0)


@pytest.mark.parametrize(("freedom", "quantile"), [(4, 2.7764), (5, 2.5706), (9, 2.2622), (29, 2.0452), (120, 1.9799)])
def test_students_quantile_is_that_of_the_tables(freedom: int, quantile: float) -> None:
    assert student_95(freedom) == pytest.approx(quantile, abs=0.002)


@pytest.mark.parametrize(
    ("ratings", "score"),
    [
        ([(0, 1)], 50),
        ([(2, 1)], 70),
        ([(1, 1), (1, 1)], 62.4035),  # 20 ⁄ √(0.7·2 + 0.3·4)
        ([(-2, 1), (-2, 1), (-2, 1)], 22.6139),  # −60 ⁄ √(0.7·3 + 0.3·9)
        ([(1, 3), (-1, 1)], 55.8222),  # 20 ⁄ √(0.7·10 + 0.3·16)
    ],
)
def test_goals_together_make_a_t_score(ratings: list[tuple[int, float]], score: float) -> None:
    assert goal_attainment(ratings) == pytest.approx(score, abs=0.001)


def test_without_goals_there_is_no_score_and_a_wrong_rating_is_refused() -> None:
    assert goal_attainment([]) is None
    for wrong in ([(3, 1.0)], [(0, 0.0)]):
        with pytest.raises(ValueError, match="rating"):
            goal_attainment(wrong)
