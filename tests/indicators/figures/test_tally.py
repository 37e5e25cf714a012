"""What starts from the same rows is counted in one query, and comes to the same as counted alone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from ciao.indicators.catalogue import CATALOGUE, Among, count, mean, total
from ciao.indicators.catalogue._cuts import gender
from ciao.indicators.catalogue.courses import hours_attended
from ciao.indicators.catalogue.people import people_in_charge
from ciao.indicators.enums import Kind
from ciao.indicators.figures import at_of, cells, cells_of_all, figure, figures, known_of
from ciao.indicators.figures.tally import Ask, tally
from tests.cast import World
from tests.indicators.samples import TODAY, Story, story_of


@pytest.fixture
def story(world: World) -> Story:
    return story_of(world)


def test_the_funder_s_figures_are_two_queries_one_on_who_came_and_one_on_who_left(story: Story) -> None:
    codes, at = [one for one in CATALOGUE if one.kind == Kind.ESF], at_of(story.world.programme, TODAY)
    with CaptureQueriesContext(connection) as asked:
        found = figures(codes, at)
    assert len(found) == 24
    assert len([one for one in asked.captured_queries if "cases_esfentry" in one["sql"]]) == 2


def test_figures_counted_together_are_those_counted_alone(story: Story) -> None:
    at = at_of(story.world.programme, TODAY)
    for one in figures(CATALOGUE, at):
        assert one == figure(one.indicator, at), one.indicator.code


def test_cells_counted_together_are_those_counted_alone_and_none_is_empty(story: Story) -> None:
    codes = [one for one in CATALOGUE if one.kind == Kind.ESF]
    at, known = at_of(story.world.programme, TODAY), known_of(story.world.programme, TODAY)
    for cut in codes[0].cuts:
        together = cells_of_all(codes, cut, at, known)
        assert together == [cells(one, cut, at, known) for one in codes]
        assert all(cell.count for found in together for cell in found)


def test_each_part_adds_up_its_own_rows(story: Story) -> None:
    at = at_of(story.world.programme, TODAY)
    late = Among(hours_attended, lambda at: Q(presence="R"))
    asked = [
        Ask(hours_attended, total("attended_hours")), Ask(late, total("attended_hours")),
        Ask(late, mean("attended_hours")), Ask(people_in_charge, count()),
    ]  # fmt: skip
    assert [[float(part) for part in groups[0]] for groups in tally(asked, at)] == [
        [5.5, 2], [2.5, 1], [2.5, 1, 1], [4, 4],
    ]  # fmt: skip
    by_gender = tally(asked[3:], at, gender("person__identity__gender").fields)
    assert sorted(by_gender[0]) == [("F", 3, 3), ("M", 1, 1)]
