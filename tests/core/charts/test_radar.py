"""Six areas at up to three moments."""

import pytest

from ciao.core.charts.radar import Area, Assessment, Moment, draw

AREAS = [Area(name, [name]) for name in ("Persona", "Economia", "Lavoro", "Istruzione", "Casa", "Reti")]
ENTRY = Moment("Ingresso", [2, 2, 1, 3, 4, 2])
TODAY = Moment("Oggi", [3, 2, 3, 3, 4, None])


def test_each_moment_has_its_own_mark_so_colour_is_never_alone() -> None:
    drawn = draw(Assessment(AREAS, [ENTRY, TODAY, Moment("Uscita", [5] * 6)]))
    assert [shape.mark for shape in drawn.shapes] == ["square", "dot", "triangle"]


def test_the_first_area_points_up_and_five_is_the_outer_ring() -> None:
    drawn = draw(Assessment(AREAS, [Moment("Uscita", [5] * 6)]))
    assert drawn.shapes[0].dots[0] == (190.0, 47.0)
    assert drawn.shapes[0].points == drawn.rings[-1]


def test_an_area_without_score_has_no_dot_and_a_dash_in_the_table() -> None:
    drawn = draw(Assessment(AREAS, [ENTRY, TODAY]))
    assert len(drawn.shapes[1].dots) == 5
    assert drawn.rows[5].scores == [2, None]
    assert drawn.rows[5].change is None


def test_the_table_has_the_change_and_marks_where_the_person_differs() -> None:
    drawn = draw(Assessment(AREAS, [ENTRY, TODAY], [4, 2, 3, 3, 4, 4], "Per Amina"))
    assert [row.change for row in drawn.rows[:3]] == [1, 0, 2]
    assert [row.differs for row in drawn.rows[:3]] == [True, False, False]
    assert drawn.has_own
    assert drawn.own_label == "Per Amina"


def test_one_moment_has_no_change() -> None:
    assert draw(Assessment(AREAS, [ENTRY])).rows[0].change is None
    assert draw(Assessment(AREAS, [])).rows[0].scores == []


def test_words_stand_on_their_side() -> None:
    anchors = [corner.anchor for corner in draw(Assessment(AREAS, [ENTRY])).corners]
    assert anchors == ["middle", "start", "start", "middle", "end", "end"]


def test_two_areas_or_four_moments_make_no_radar() -> None:
    with pytest.raises(ValueError, match="at least three areas"):
        draw(Assessment(AREAS[:2], [ENTRY]))
    with pytest.raises(ValueError, match="at most three moments"):
        draw(Assessment(AREAS, [ENTRY] * 4))
