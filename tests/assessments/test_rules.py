"""What two looks at the same situation say together."""

from datetime import date

from ciao.assessments.enums import LifeArea, Moment
from ciao.assessments.rules import Picture, compare, to_compare

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
