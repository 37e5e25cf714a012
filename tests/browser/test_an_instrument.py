"""Filling an instrument in a real browser: by keyboard, with questions that open and a draft that saves itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ciao.access.actor import acting
from ciao.cases.actions import open_case
from ciao.questionnaires.models import Instrument, Response
from tests.browser.conftest import Visit
from tests.cast import World

pytestmark = pytest.mark.browser


def test_questions_open_as_one_answers_and_nothing_typed_is_lost(enter: Callable[[str], Visit], world: World) -> None:
    with acting(world.actor("marta")) as marta:
        case = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 11, 2), by=marta,
            person={"given_name": "Amina"}, identity={"gender": "F"},
        )  # fmt: skip
    profile = Instrument.objects.get(code="occupabilita")
    visit = enter("marta")
    assert visit.go(f"/persone/{case.id}/strumenti/{profile.id}/entry/person/") == 200
    page = visit.page
    assert page.locator("#d-perche_no").is_hidden()
    page.locator("[name=q_prossimo_passo]").fill("Telefonare insieme")
    page.locator("[name=q_situazione]").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.locator("#d-perche_no").wait_for(state="visible")
    assert page.evaluate("document.activeElement.name") == "q_situazione"
    page.locator("[name=q_perche_no][value=other]").check()
    page.locator("#d-altro_perche").wait_for(state="visible")
    assert page.locator("[name=q_prossimo_passo]").input_value() == "Telefonare insieme"
    page.get_by_text("Bozza salvata alle").wait_for()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/confronto/")
    with acting(world.actor("marta")):
        answers = Response.objects.get().answers()
    assert (answers["situazione"], answers["perche_no"]) == ("none", ["other"])
    assert answers["prossimo_passo"] == "Telefonare insieme"
