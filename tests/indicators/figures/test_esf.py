"""The funder's figures: who is a participant, what closes, who needs a hand."""

from __future__ import annotations

from datetime import date

import pytest

from ciao.access.actor import acting
from ciao.cases.models import EsfEntry
from ciao.indicators.catalogue import CATALOGUE
from ciao.indicators.figures import at_of, figure
from ciao.indicators.figures.esf import Esf, esf_of
from tests.cast import World
from tests.indicators.samples import TODAY, Story, case_of, entry_of, met, story_of


@pytest.fixture
def story(world: World) -> Story:
    return story_of(world)


def told(world: World, name: str = "marta") -> Esf:
    with acting(world.actor(name)) as actor:
        return esf_of(world.programme, TODAY, actor)


def whole(world: World) -> int:
    return int(figure(CATALOGUE["co-tot"], at_of(world.programme, TODAY)).value or 0)


def test_every_code_is_told_by_gender(story: Story) -> None:
    rows = {row.indicator.code: (row.women, row.men, row.others, row.total) for row in told(story.world).rows}
    assert rows["co-tot"] == (2, 1, 0, 3)
    assert rows["co01"] == (2, 0, 0, 2)
    assert rows["co03"] == (0, 1, 0, 1)
    assert rows["cr04"] == (1, 0, 0, 1)
    assert len(rows) == 24


def test_incomplete_records_are_listed_and_never_hidden(story: Story) -> None:
    found = told(story.world)
    assert [(one.title, one.why) for one in found.incomplete] == [("Davide", "Manca: titolo di studio.")]
    assert [(one.title, one.why) for one in found.unsigned] == [("Ines", "La domanda di iscrizione non è firmata.")]
    assert (found.hidden, found.waiting) == (0, 0)
    out = told(story.world, "elena")
    assert (out.incomplete, out.unsigned, out.hidden) == ([], [], 2)
    assert [row.total for row in out.rows] == [row.total for row in found.rows]


def test_sums_that_do_not_close_are_said(story: Story) -> None:
    assert all(one.holds for one in told(story.world).checks)
    EsfEntry.objects.filter(case=story.cases["Sara"]).update(employment="", gender="other")
    failing = [one.sentence for one in told(story.world).checks if not one.holds]
    assert len(failing) == 2
    assert failing[0].startswith("Totale 3 =")
    assert failing[1] == "Donne 1 + uomini 1 = totale 3, altro o non detto 1"


@pytest.mark.parametrize(
    ("day", "was_kept", "counts"),
    [
        (date(2026, 5, 2), True, 1),
        (date(2026, 5, 1), True, 1),
        (date(2026, 4, 30), True, 0),
        (date(2026, 5, 2), False, 0),
        (date(2026, 5, 2), None, 0),
    ],
)
def test_a_participant_had_a_first_service_since_the_entry(
    world: World, day: date, was_kept: bool | None, counts: int
) -> None:
    case = case_of(world, "Amina")
    entry_of(case, entered_on=date(2026, 5, 1), signed_on=date(2026, 5, 1))
    met(case, world, day, was_kept)
    assert whole(world) == counts
    assert told(world).waiting == 1 - counts


@pytest.mark.parametrize(
    ("age", "search", "is_long"),
    [(24, "up_to_6", 0), (24, "from_6_to_12", 1), (24, "over_12", 1), (25, "from_6_to_12", 0), (25, "over_12", 1)],
)
def test_long_term_depends_on_age(world: World, age: int, search: str, is_long: int) -> None:
    case = case_of(world, "Sara")
    entry_of(case, age=age, search=search)
    met(case, world)
    assert figure(CATALOGUE["co02"], at_of(world.programme, TODAY)).value == is_long
