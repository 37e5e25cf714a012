"""The rows behind a figure: each reader sees their own, everybody the same number."""

from __future__ import annotations

import pytest

from ciao.access.actor import acting
from ciao.indicators.catalogue import CATALOGUE
from ciao.indicators.figures import at_of
from ciao.indicators.figures.behind import Behind, behind
from tests.cast import World
from tests.indicators.samples import TODAY, Story, story_of


@pytest.fixture
def story(world: World) -> Story:
    return story_of(world)


def seen(story: Story, code: str, name: str) -> Behind:
    world = story.world
    with acting(world.actor(name)) as actor:
        return behind(CATALOGUE[code], at_of(world.programme, TODAY), actor, None)


def test_who_follows_them_reads_names_and_opens_their_fascicolo(story: Story) -> None:
    found = seen(story, "per-02", "marta")
    assert [one.title for one in found.entries] == ["Amina", "Sara", "Davide", "Ines"]
    assert found.entries[0].url == f"/persone/{story.cases['Amina'].id}/"
    assert (found.total, found.hidden) == (4, 0)
    assert len(found.person_ids) == 4


def test_who_coordinates_reads_numbers(story: Story) -> None:
    found = seen(story, "per-02", "paolo")
    assert {one.title for one in found.entries} == {"Caso 1", "Caso 2", "Caso 3", "Caso 4"}


@pytest.mark.parametrize("name", ["elena", "chiara"])
def test_who_follows_nobody_reads_how_many_are_out_of_reach(story: Story, name: str) -> None:
    found = seen(story, "per-02", name)
    assert (found.entries, found.total, found.hidden, found.person_ids) == ([], 4, 4, [])


def test_every_figure_shows_its_rows_to_the_team(story: Story) -> None:
    for one in CATALOGUE:
        found = seen(story, one.code, "marta")
        assert found.total == found.hidden + len(found.entries), one.code
        assert all(entry.title and "object" not in entry.title for entry in found.entries), one.code


def test_a_row_says_what_it_brings(story: Story) -> None:
    found = seen(story, "ser-02", "marta")
    assert sorted(one.value for one in found.entries) == ["2\xa0h\xa030\xa0min", "3\xa0h"]
    assert {one.title for one in found.entries} == {"Amina", "Sara"}
    assert "Prova course" in found.entries[0].note
    assert seen(story, "per-02", "marta").entries[0].value == ""


def test_a_row_with_a_page_of_its_own_leads_there(story: Story) -> None:
    starts = {"tir-01": "/tirocini/", "tir-02": "/tirocini/", "den-01": "/indennita/", "ser-02": "/persone/"}
    for code, start in starts.items():
        found = seen(story, code, "marta").entries
        assert found
        assert all(one.url.startswith(start) for one in found), code
    assert "/registro/" in seen(story, "tir-02", "marta").entries[0].url
    assert [one.url.split("/")[1] for one in seen(story, "den-02", "giulia").entries] == ["spese"]


def test_who_pays_reads_the_allowance_and_not_whose_it_is(story: Story) -> None:
    found = seen(story, "den-02", "giulia")
    assert [one.title for one in found.entries] == ["Spesa 1"]
    assert seen(story, "den-01", "giulia").entries == []


def test_bodies_and_meetings_are_nobody_s_secret(story: Story) -> None:
    assert {one.title for one in seen(story, "ret-01", "elena").entries} == {
        "Azienda Sociale Tre Ponti", "Cooperativa La Quercia",
    }  # fmt: skip
    assert seen(story, "com-01", "elena").total == 2
    assert seen(story, "ent-01", "elena").hidden == 1
