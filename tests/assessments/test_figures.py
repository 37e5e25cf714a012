"""Change over a programme: pairs, who is missing and why, and the same numbers for every reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import Actor, acting
from ciao.assessments.comparison.programme import change_in, said_of
from ciao.cases.actions import close_case, open_case
from ciao.cases.enums import CloseReason
from ciao.cases.models import Case
from ciao.questionnaires.enums import Occasion, Voice
from tests.cast import World
from tests.questionnaires.test_actions import filled, grid

Open = Callable[[str], Any]
DAY = date(2026, 11, 2)


def opened(world: World, by: Actor, name: str) -> Case:
    return open_case(
        programme=world.programme, manager=world.mandates["marta"], opened_on=DAY, by=by,
        person={"given_name": name}, identity={"gender": "F"},
    )  # fmt: skip


def told(case: Case, by: Actor, before: int, after: int | None) -> None:
    """One scale, three questions answered alike; without `after` only the entry."""
    filled(case, by, answers={f"p1_{number}": str(before) for number in (1, 2, 3)})
    if after is not None:
        answers = {f"p1_{number}": str(after) for number in (1, 2, 3)}
        filled(case, by, occasion=Occasion.MID, answers=answers)


@pytest.fixture
def people(world: World) -> World:
    """Six pairs as in the worked case of the rules, one still under way, one who left, one not asked."""
    with acting(world.actor("marta")) as marta:
        for number, (before, after) in enumerate([(2, 3), (3, 3), (2, 3), (1, 3), (4, 3), (3, 4)]):
            told(opened(world, marta, f"Persona {number}"), marta, before, after)
        told(opened(world, marta, "In corso"), marta, 3, None)
        left = opened(world, marta, "Andata via")
        told(left, marta, 2, None)
        close_case(case=left, reason=CloseReason.FOUND_WORK, note="Lavoro", on=DAY, by=marta)
        opened(world, marta, "Non ancora")
    return world


def test_pairs_missing_and_reasons_are_told(people: World) -> None:
    with acting(people.actor("elena")):
        found = change_in(people.programme, grid(), Voice.TEAM, Occasion.MID)
        assert (found.people, found.pairs) == (9, 6)
        assert [many for _, many in found.missing] == [1, 1, 1]
        first, second = found.scales[:2]
        assert first.shift is not None
        assert (first.shift.count, first.shift.up, first.shift.median) == (6, 4, 1.0)
        assert first.sentence.startswith("Può essere un caso")
        assert first.cells[:2] == ["2,5", "3"]
        assert (second.shift, second.pairs, second.lacking, second.sentence) == (None, 0, 6, "Troppo pochi per dire.")
        assert found.radar is None
        assert said_of(found) == "Con due compilazioni: 6 su 9 persone in carico."
        none = change_in(people.programme, grid(), Voice.PERSON, Occasion.MID)
        assert (none.pairs, none.is_told) == (0, False)
        assert "Troppo pochi per dire" in said_of(none)


def test_elena_reads_figures_and_no_names_and_marta_the_same_figures(people: World, as_user: Open) -> None:
    url = f"/strumenti/{grid().id}/cambiamento/"
    page = as_user("elena").get(url)
    told_to_elena = page.content.decode()
    assert "Con due compilazioni: 6 su 9" in told_to_elena
    assert "troppo pochi per dire" in told_to_elena
    assert "Persona" not in told_to_elena.replace("Persone", "")
    assert as_user("marta").get(url).context["told"].scales == page.context["told"].scales
    assert "Troppo pochi per dire" in as_user("elena").get(f"{url}?fino=uscita&voce=persona").content.decode()
    assert as_user("elena").get(f"{url}?fino=mai&voce=nessuna").context["until"] == "intermedia"
    assert as_user("luca").get(url).status_code in (403, 404)


def test_figures_ask_the_database_the_same_however_many_people(people: World) -> None:
    assert len(counted(people)) == len(counted(people, more=3))


def counted(people: World, more: int = 0) -> CaptureQueriesContext:
    """The questions asked of the database, after some more pairs."""
    with acting(people.actor("marta")) as marta:
        for number in range(more):
            told(opened(people, marta, f"Altra {number}"), marta, 2, 4)
    with acting(people.actor("elena")), CaptureQueriesContext(connection) as queries:
        change_in(people.programme, grid(), Voice.TEAM, Occasion.MID)
    return queries
