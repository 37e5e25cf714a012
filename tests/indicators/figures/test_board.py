"""What was promised, by which version, and what the board makes of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.indicators.actions import set_expected_value, set_measures
from ciao.indicators.catalogue import CATALOGUE
from ciao.indicators.figures.board import board_of, expected_values, hints_for, line_of
from ciao.programmes.actions import Act, extend_programme
from ciao.programmes.models import ExpectedResult
from tests.cast import World
from tests.indicators.samples import TODAY, Story, case_of, story_of


@pytest.fixture
def story(world: World) -> Story:
    return story_of(world)


def test_people_in_charge_are_held_against_the_groups_of_the_version(story: Story) -> None:
    line = line_of(CATALOGUE["per-02"], story.world.programme, TODAY)
    assert line.expected is not None
    assert (line.expected.value, line.expected.is_typed, line.target) == (60, False, "60")
    assert line.word == "indietro"
    assert line.is_behind


def test_a_typed_value_counts_more_and_goes_on_in_the_next_version(story: Story) -> None:
    world = story.world
    with acting(world.actor("paolo")) as paolo:
        set_expected_value(version=world.version, indicator="per-02", value=Decimal(4), by=paolo, source="Cabina")
        act = Act("Decreto 1", date(2026, 11, 1), "Ritardi")
        version = extend_programme(programme=world.programme, ends_on=date(2027, 12, 31), act=act, by=paolo)
        found = expected_values(world.programme, version, [CATALOGUE["per-02"]])["per-02"]
        assert (found.value, found.version.number, found.source) == (4, 1, "Cabina")
        set_expected_value(version=version, indicator="per-02", value=Decimal(8), by=paolo)
        assert expected_values(world.programme, version, [])["per-02"].value == 8
        assert expected_values(world.programme, world.version, [])["per-02"].value == 4
        assert line_of(CATALOGUE["per-02"], world.programme, date(2026, 10, 1)).word == "raggiunto"


def test_results_without_a_measure_are_shown_as_such(story: Story) -> None:
    world = story.world
    with acting(world.actor("paolo")) as paolo:
        fifth = ExpectedResult.objects.get(number=5)
        set_measures(expected_result=fifth, indicators=["esi-02"], by=paolo)
        board = board_of(world.programme, TODAY)
        assert len(board.unmeasured) == 8
        assert [one.indicator.code for one in board.results[4].lines] == ["esi-02"]


def test_the_nine_results_suggest_their_figures(story: Story) -> None:
    hints = [hints_for(one) for one in ExpectedResult.objects.order_by("number")]
    assert hints[0] == ["per-01", "per-02"]
    assert hints[1] == ["ret-01"]
    assert hints[2] == ["pro-03"]
    assert hints[3] == ["ser-04", "esi-03"] or set(hints[3]) == {"ser-04", "esi-03"}
    assert set(hints[4]) == {"esi-02", "tir-01"}
    assert set(hints[5]) == {"pro-01", "esi-06"}
    assert set(hints[6]) == {"esi-01", "esi-04", "esi-05"}
    assert set(hints[7]) == {"com-01", "com-02"}
    assert set(hints[8]) == {"ent-01", "ent-02"}


def test_figures_stand_once_in_the_order_of_activities(story: Story) -> None:
    board = board_of(story.world.programme, TODAY)
    done, came = board.groups
    assert (done[0], came[0]) == ("Che cosa si è fatto", "Che cosa ne è venuto")
    assert done[1] == "2 indietro"
    assert [line.indicator.code for line in done[2]][:3] == ["per-01", "per-02", "pro-01"]
    assert done[2][-1].indicator.activity is None
    assert len(done[2]) + len(came[2]) + len(board.esf) == len(board.lines)


def test_the_board_asks_the_same_number_of_queries(story: Story) -> None:
    world = story.world
    with acting(world.actor("elena")), CaptureQueriesContext(connection) as few:
        board_of(world.programme, TODAY)
    for place in range(3):
        case_of(world, f"Altra {place}")
    with acting(world.actor("elena")), CaptureQueriesContext(connection) as many:
        board_of(world.programme, TODAY)
    assert len(few) == len(many)
