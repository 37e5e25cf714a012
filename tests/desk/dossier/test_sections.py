"""The fascicolo is read in parts: what was decided, what is done, day by day, the papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ciao.access.actor import acting
from ciao.access.pages import Panel
from ciao.cases.actions import open_case
from ciao.desk.dossier.sections import PAPERS, sorted_out
from tests.cast import World


def panel(anchor: str) -> Panel:
    return Panel(anchor, anchor.capitalize(), "desk/thread_panel.html", {})


def test_each_panel_stands_in_its_part_and_an_unknown_one_is_something_done() -> None:
    found = sorted_out([panel("diario"), panel("tirocini"), panel("progetto"), panel("nuovo")])
    assert [(one.anchor, [p.anchor for p in one.panels]) for one in found] == [
        ("decisioni", ["progetto"]), ("attivita", ["tirocini", "nuovo"]), ("giorni", ["diario"]),
    ]  # fmt: skip


def test_only_the_papers_wait_closed_and_say_what_is_inside() -> None:
    found = sorted_out([panel("progetto"), panel("dati"), panel("documenti")])
    assert [one.is_folded for one in found] == [False, True]
    assert found[-1].anchor == PAPERS
    assert found[-1].names == "Dati, Documenti"


def test_the_page_has_its_parts_and_the_papers_closed(as_user: Callable[[str], Any], world: World) -> None:
    with acting(world.actor("marta")) as marta:
        amina = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 3, 12), by=marta,
            person={"given_name": "Amina", "family_name": "Haddad"},
            identity={"gender": "F", "birth_date": date(1988, 5, 1), "employment": "unemployed"},
        )  # fmt: skip
    page = as_user("marta").get(amina.get_absolute_url()).content.decode()
    assert 'href="#giorni"' in page
    assert f'<details class="c-part" id="{PAPERS}">' in page
    assert page.index('id="diario"') < page.index(f'id="{PAPERS}"') < page.index('id="documenti"')
