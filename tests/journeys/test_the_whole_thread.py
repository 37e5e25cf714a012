"""One person through every page: plan, course, internship, hours, allowance, expense, budget, figures, paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from ciao.programmes.models import Activity
from tests.cast import World
from tests.journeys.thread import course, money, person, placement, reading
from tests.journeys.thread.expected import (
    CORRECTED,
    DECEMBER,
    DIFFERENCE,
    IN_DECEMBER,
    IN_JANUARY,
    JANUARY,
    OF_DECEMBER,
    OF_JANUARY,
    due,
)
from tests.journeys.thread.story import Story

ACTIVITIES = {0: "Coordinamento", 5: "Corsi e laboratori", 7: "Tirocini"}


@pytest.fixture
def story(world: World, as_user: Callable[[str], Any], settings: LazySettings, tmp_path: Path) -> Story:
    """The cast on the day the programme has its three activities."""
    settings.FILES_ROOT = tmp_path
    for number, title in ACTIVITIES.items():
        Activity.objects.create(scope=world.programme.scope, programme=world.programme, number=number, title=title)
    return Story(world, as_user)


def test_the_hand_count_is_a_full_month_a_partial_one_and_a_difference() -> None:
    assert OF_DECEMBER == 520
    assert due(JANUARY, IN_JANUARY) < due(JANUARY, CORRECTED) < 520
    assert DIFFERENCE > 0


def test_from_the_signed_plan_to_the_printed_register(story: Story) -> None:
    money.budget_loaded(story)
    person.taken_in_charge(story)
    person.plan_signed(story)
    person.entered(story)
    course.prepared(story)
    course.joined(story)
    course.attended(story)
    course.counted(story)
    reading.course_on_paper(story)
    placement.agreed(story)
    placement.opened(story)
    december_paid(story)
    january_corrected(story)
    reading.same_money_for_everybody(story)
    reading.same_figures_for_everybody(story)
    reading.every_link_leads_back_and_on(story)
    reading.every_figure_opens_its_rows(story)
    reading.nothing_for_a_stranger(story)
    reading.on_paper(story)


def december_paid(story: Story) -> None:
    """A month above eighty in a hundred: whole."""
    place = placement.month_written(story, DECEMBER, IN_DECEMBER, date(2026, 12, 31))
    placement.early(story, place)
    closed = date(2027, 1, 4)
    placement.month_confirmed(story, place, closed, "dicembre")
    money.refused(story, "dicembre", closed)
    money.approved(story, "dicembre", OF_DECEMBER, closed)
    money.paid(story, "dicembre", date(2027, 1, 8))


def january_corrected(story: Story) -> None:
    """A month below: in proportion; a day written wrong is corrected and gives a further line."""
    closed = date(2027, 2, 1)
    place = placement.month_written(story, JANUARY, IN_JANUARY, closed)
    placement.month_confirmed(story, place, closed, "gennaio")
    money.approved(story, "gennaio", OF_JANUARY, date(2027, 2, 2))
    money.paid(story, "gennaio", date(2027, 2, 5))
    again = date(2027, 2, 8)
    story.fill("luca", f"{place}riapri/", "reason", again, on="8.2.2027", reason="Il 12 c’era")
    assert placement.month_written(story, JANUARY, CORRECTED, again) == place
    placement.month_confirmed(story, place, again, "differenza")
    money.approved(story, "differenza", DIFFERENCE, again)
