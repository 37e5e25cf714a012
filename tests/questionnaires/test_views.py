"""The pages of instruments: list, preview, loading, putting in use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.questionnaires.actions import load_instrument
from ciao.questionnaires.models import Instrument
from ciao.questionnaires.sheets.reading import read
from tests.cast import World
from tests.questionnaires.workbooks import SURVEY, with_row, workbook

Open = Callable[[str], Any]
ROW_ID = "22222222-2222-4222-8222-222222222222"


def shipped(code: str = "lifecomp") -> Instrument:
    return Instrument.objects.get(code=code, programme__isnull=True)


def upload(content: bytes) -> dict[str, Any]:
    return {"row_id": ROW_ID, "file": SimpleUploadedFile("strumento.xlsx", content)}


def test_the_list_says_what_there_is_and_whose_it_is(world: World, as_user: Open) -> None:
    page = as_user("marta").get("/strumenti/").content.decode()
    assert "Griglia delle competenze per la vita" in page
    assert "CC BY 4.0" in page
    assert "Carica uno strumento" in page
    assert "Carica uno strumento" not in as_user("nadia").get("/strumenti/").content.decode()


def test_the_list_asks_the_database_the_same_however_long(world: World, as_user: Open) -> None:
    marta = as_user("marta")
    marta.get("/strumenti/")
    with CaptureQueriesContext(connection) as few:
        marta.get("/strumenti/")
    with acting(world.actor("marta")) as who:
        for number in range(4):
            load_instrument(
                sheet=read(workbook(settings=[["form_title", "form_id"], [f"Uno {number}", f"uno-{number}"]])), by=who
            )
    with CaptureQueriesContext(connection) as many:
        marta.get("/strumenti/")
    assert len(many) == len(few)


def test_the_preview_is_what_the_person_will_see(world: World, as_user: Open) -> None:
    page = as_user("elena").get(f"/strumenti/{shipped().id}/").content.decode()
    assert "Accorgersi di ciò che prova" in page
    assert "quasi sempre" in page
    assert "LifeComp" in page


def test_an_answer_opens_the_question_it_governs_and_touches_nothing_else(world: World, as_user: Open) -> None:
    one = shipped("primo-contatto")
    marta, url = as_user("marta"), f"/strumenti/{one.id}/"
    page = marta.get(url).content.decode()
    assert '<div id="d-urgente_cosa" class="qs-block" hidden' in page
    form = marta.get(url).context["form"]
    answer = marta.post(url, {"do": "look", "open_now": form["open_now"].value(), "q_urgente": "yes"})
    moved = answer.content.decode()
    assert 'id="d-urgente_cosa"' in moved
    assert 'id="d-bisogni"' not in moved
    assert 'hx-swap-oob="true"' in moved


def test_a_sheet_with_faults_says_them_row_by_row_and_loads_nothing(world: World, as_user: Open) -> None:
    answer = as_user("marta").post("/strumenti/carica/", upload(with_row("geopoint", "dove", "Dove?")))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "«geopoint» non si può usare" in page
    assert str(len(SURVEY) + 1) in page
    assert not Instrument.objects.filter(programme=world.programme).exists()


@pytest.mark.parametrize("content", [b"nome;cognome", b""])
def test_another_file_is_refused(world: World, as_user: Open, content: bytes) -> None:
    assert as_user("marta").post("/strumenti/carica/", upload(content)).status_code == 422


def test_a_sheet_is_loaded_looked_at_and_put_in_use(world: World, as_user: Open) -> None:
    marta = as_user("marta")
    answer = marta.post("/strumenti/carica/", upload(workbook()))
    one = Instrument.objects.get(programme=world.programme)
    assert answer["Location"] == f"/strumenti/{one.id}/"
    assert "Metti in uso lo strumento" in marta.get(answer["Location"]).content.decode()
    assert "aspetta di essere messo in uso" in marta.get("/strumenti/").content.decode()
    assert marta.get(f"/strumenti/{one.id}/in-uso/").status_code == 200
    marta.post(f"/strumenti/{one.id}/in-uso/")
    one.refresh_from_db()
    assert one.published_at is not None
    assert marta.post(f"/strumenti/{one.id}/in-uso/").status_code == 422
    marta.post(f"/strumenti/{one.id}/ritira/")
    one.refresh_from_db()
    assert one.withdrawn_at is not None


def test_markup_in_a_sheet_is_shown_as_text(world: World, as_user: Open) -> None:
    marta = as_user("marta")
    marta.post("/strumenti/carica/", upload(with_row("text", "a", "<script>alert(1)</script>")))
    page = marta.get(Instrument.objects.get(programme=world.programme).get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_an_instrument_is_taken_out_as_a_sheet(world: World, as_user: Open) -> None:
    answer = as_user("marta").get(f"/strumenti/{shipped().id}/foglio/")
    assert answer["Content-Disposition"] == 'attachment; filename="lifecomp-v1.xlsx"'
    assert read(answer.content).definition == shipped().definition()


def test_who_has_no_business_with_instruments_finds_no_page(world: World, as_user: Open) -> None:
    for name in ("luca", "giulia"):
        assert as_user(name).get("/strumenti/").status_code in (403, 404)
        assert as_user(name).get(f"/strumenti/{shipped().id}/").status_code in (403, 404)
    assert as_user("nadia").get("/strumenti/carica/").status_code in (403, 404)
    assert as_user("marta").get(f"/strumenti/{ROW_ID}/").status_code == 404
