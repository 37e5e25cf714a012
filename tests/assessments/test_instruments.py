"""Filling an instrument for a person, reading it, and holding voices and moments side by side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.access.enums import Level
from ciao.cases.models import Case
from ciao.outreach.actions import record_signal
from ciao.outreach.models import Signal
from ciao.questionnaires.actions import record_response, withdraw_instrument
from ciao.questionnaires.enums import Occasion, Voice
from ciao.questionnaires.models import Instrument, Response
from tests.assessments.test_actions import amina as amina
from tests.cast import World
from tests.journeys.forms import typed
from tests.questionnaires.test_actions import GRID, filled, grid, loaded

Open = Callable[[str], Any]


def url_of(case: Case, occasion: str = "entry", voice: str = "team", code: str = "lifecomp") -> str:
    return f"/persone/{case.id}/strumenti/{Instrument.objects.get(code=code).id}/{occasion}/{voice}/"


@pytest.fixture
def signal(world: World) -> Signal:
    with acting(world.actor("paolo")) as paolo:
        return record_signal(
            programme=world.programme, by=paolo, source="parish", name="Nuvola", municipality_id="015140",
            story="Cerca lavoro.",
        )  # fmt: skip


def test_marta_fills_the_grid_and_is_led_to_the_comparison(world: World, amina: Case, as_user: Open) -> None:
    marta = as_user("marta")
    page = marta.get(url_of(amina))
    assert "Come la vede l’équipe" in page.content.decode()
    answer = marta.post(url_of(amina), typed(page, "answered_on", q_p1_1="4", q_p1_2="5", q_p1_3="ns"))
    assert answer.status_code == 302
    row = Response.objects.get()
    assert answer["Location"] == f"/persone/{amina.id}/strumenti/{row.instrument_id}/confronto/"
    assert row.answers() == {"p1_1": "4", "p1_2": "5", "p1_3": "ns"}
    assert "Manca come lo vede la persona" in marta.get(answer["Location"]).content.decode()


def test_sent_twice_it_is_kept_once(world: World, amina: Case, as_user: Open) -> None:
    marta = as_user("marta")
    mine = typed(marta.get(url_of(amina, "mid")), "answered_on", q_p1_1="4")
    marta.post(url_of(amina, "mid"), mine)
    assert marta.post(url_of(amina, "mid"), mine).status_code == 302
    assert Response.objects.count() == 1


def test_what_is_wrong_is_given_back_with_what_was_typed(world: World, amina: Case, as_user: Open) -> None:
    marta = as_user("marta")
    mine = typed(marta.get(url_of(amina)), "answered_on", answered_on="31.12.2026", q_p1_1="4")
    answer = marta.post(url_of(amina), mine)
    assert answer.status_code == 422
    assert "dopo oggi" in answer.content.decode()
    assert answer.context["form"]["q_p1_1"].value() == "4"
    assert " checked" in answer.content.decode()
    assert not Response.objects.exists()


def test_without_script_the_page_comes_back_with_the_questions_that_follow(
    world: World, amina: Case, as_user: Open
) -> None:
    url, marta = url_of(amina, code="occupabilita"), as_user("marta")
    mine = typed(marta.get(url), "answered_on", q_situazione="none", q_sapere_1="3", do="look")
    page = marta.post(url, mine).content.decode()
    assert 'id="d-perche_no" class="qs-block" hx-post' in page
    assert 'id="d-altro_perche" class="qs-block" hidden' in page
    assert "<h1>Profilo di occupabilità</h1>" in page
    fragment = marta.post(url, mine, headers={"HX-Request": "true"}).content.decode()
    assert "<h1>" not in fragment
    assert 'id="d-perche_no"' in fragment
    assert f'hx-post="{url}"' in fragment
    assert not Response.objects.exists()


def test_a_draft_is_taken_up_again(world: World, amina: Case, as_user: Open) -> None:
    marta, url = as_user("marta"), url_of(amina)
    page = marta.get(url)
    draft_url = page.context["draft_url"]
    assert marta.post(draft_url, {"q_p1_1": "2", "answered_on": "10.11.2026"}).status_code == 200
    again = marta.get(url)
    assert again.context["form"].initial["q_p1_1"] == "2"
    marta.post(url, typed(again, "answered_on", q_p1_1="2"))
    assert "q_p1_1" not in marta.get(url_of(amina, "mid")).context["form"].initial


def test_the_two_voices_stand_side_by_side_and_differences_are_marked(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        filled(amina, marta)
        filled(amina, marta, voice=Voice.PERSON, answers={**GRID, "p1_1": "5"})
        filled(amina, marta, occasion=Occasion.MID, answers={**GRID, "p1_1": "5", "p1_2": "5"})
    page = as_user("marta").get(f"/persone/{amina.id}/strumenti/{grid().id}/confronto/").content.decode()
    assert "Manca come lo vede la persona" in page
    assert "1 domanda su 9" in page
    assert "≠ " in page
    assert "c-chart radar" in page
    assert "Ingresso" in page
    assert "Intermedia" in page


def test_one_response_is_read_and_set_aside_and_begun_again_from_what_it_said(
    world: World, amina: Case, as_user: Open
) -> None:
    with acting(world.actor("marta")) as who:
        row = filled(amina, who)
    marta, url = as_user("marta"), f"/persone/{amina.id}/strumenti/risposte/{row.id}/"
    assert "a volte" in marta.get(url).content.decode()
    assert marta.post(f"{url}metti-da-parte/", {"note": ""}).status_code == 422
    assert marta.post(f"{url}metti-da-parte/", {"note": "Giorno sbagliato"}).status_code == 302
    assert "Giorno sbagliato" in marta.get(url).content.decode()
    assert marta.get(url_of(amina)).context["form"].initial["q_p1_1"] == "3"
    assert marta.get(f"{url}metti-da-parte/").status_code == 404


def test_the_shelf_says_what_comes_next_and_when(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as who:
        record_response(
            instrument=grid(), subject=amina, level=Level.WORK, occasion=Occasion.ENTRY, voice=Voice.TEAM,
            answered_on=date(2026, 4, 30), answers=GRID, by=who,
        )  # fmt: skip
    page = as_user("marta").get(f"/persone/{amina.id}/strumenti/").content.decode().replace("\xa0", " ")
    assert "da rifare dal 30 ott" in page
    assert url_of(amina, "mid", "team") in page
    assert url_of(amina, "entry", "person") in page
    file = as_user("marta").get(f"/persone/{amina.id}/").content.decode()
    assert 'id="strumenti"' in file
    assert "Griglia delle competenze per la vita" in file


def test_an_instrument_no_more_in_use_is_still_read(world: World, amina: Case, as_user: Open) -> None:
    mine = loaded(world)
    with acting(world.actor("marta")) as who:
        filled(amina, who, instrument=mine, answers={"viene": "si"})
        withdraw_instrument(instrument=mine, by=who)
    marta = as_user("marta")
    page = marta.get(f"/persone/{amina.id}/strumenti/").content.decode()
    assert "Soddisfazione" in page
    assert f"/persone/{amina.id}/strumenti/{mine.id}/mid/team/" not in page
    assert marta.get(f"/persone/{amina.id}/strumenti/{mine.id}/mid/team/").status_code == 404


def test_a_stranger_finds_nothing(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as who:
        row = filled(amina, who)
    for name in ("chiara", "paolo"):
        page = as_user(name)
        for url in (
            url_of(amina), f"/persone/{amina.id}/strumenti/", f"/persone/{amina.id}/bilancio/",
            f"/persone/{amina.id}/strumenti/risposte/{row.id}/",
            f"/persone/{amina.id}/strumenti/{grid().id}/confronto/",
        ):  # fmt: skip
            assert page.get(url).status_code in (403, 404), (name, url)


def test_moments_and_voices_that_do_not_exist_are_no_page(world: World, amina: Case, as_user: Open) -> None:
    assert as_user("marta").get(url_of(amina, "domani")).status_code == 404
    assert as_user("marta").get(url_of(amina, "entry", "vicina")).status_code == 404


def test_first_contact_is_filled_on_the_signal_and_read_by_need_and_area(
    world: World, signal: Signal, as_user: Open
) -> None:
    paolo, url = as_user("paolo"), f"/segnalazioni/{signal.id}/domande-primo-contatto/"
    page = paolo.get(url)
    assert "Tre minuti" in page.content.decode()
    mine = typed(page, "q_chiede", q_chiede="Un lavoro la mattina")
    assert paolo.post(url, mine).status_code == 422  # needs are asked
    answer = paolo.post(url, {**mine, "q_bisogni": ["work", "children"], "q_urgente": "no"})
    assert answer.status_code == 302
    assert Response.objects.get().level == Level.SIGNAL
    assert "lavoro, figli e cura" in paolo.get(url).content.decode()
    needs = paolo.get("/strumenti/bisogni/")
    told = needs.context["told"]
    assert (told.responses, told.places) == (1, [str(signal.municipality)])
    assert [(one.label, one.total) for one in told.rows[:2]] == [("lavoro", 1), ("figli e cura", 1)]
    assert "Di che cosa ha bisogno" in needs.content.decode()
    assert as_user("elena").get("/strumenti/bisogni/").context["told"].responses == 0
    assert "paura" not in {one.name for one in told.questions}
