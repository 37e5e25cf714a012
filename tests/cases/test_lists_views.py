"""A list through the pages: the file, the trial, the loading, the rows, and back."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from ciao.audit.models import ReadLine
from ciao.cases.models import Case, ListReading, LoadedList, LoadedRow
from ciao.cases.tasks import load_list
from ciao.outreach.models import Signal
from tests.cases.lists import HEAD, ROWS, as_csv, loaded, read, row
from tests.cases.test_lists import person
from tests.cast import World
from tests.conftest import TODAY

AsUser = Callable[[str], Any]
HOME = "/persone/elenchi/"


def typed(world: World, **more: Any) -> dict[str, Any]:
    return {
        "row_id": "3f0c1d7e-6d6f-4f35-8f43-0d6c0d6c0d6c", "kind": "in_charge", "title": "Seguite dal comune",
        "manager": str(world.mandates["marta"].id), "source": "Ufficio sociale", "given_on": f"{TODAY:%d.%m.%Y}",
        "legal_basis": "public_task", "expires_on": f"{TODAY + timedelta(days=30):%d.%m.%Y}",
        "file": SimpleUploadedFile("e.csv", as_csv([HEAD, *ROWS])), **more,
    }  # fmt: skip


def sheet(answer: Any) -> list[list[Any]]:
    assert answer.status_code == 200
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_from_the_file_to_people_in_charge(world: World, as_user: AsUser) -> None:
    marta = as_user("marta")
    assert marta.get(f"{HOME}nuovo/").status_code == 200
    answer = marta.post(f"{HOME}nuovo/", typed(world))
    found = LoadedList.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{HOME}{found.id}/")
    html = marta.get(f"{HOME}{found.id}/").content.decode()
    assert "3 righe pronte" in html
    assert "Carica l’elenco" in html
    assert "3 persone sono prese in carico, seguite da Marta" in marta.get(f"{HOME}{found.id}/carica/").content.decode()
    assert marta.post(f"{HOME}{found.id}/carica/").status_code == 302
    running = marta.get(f"{HOME}{found.id}/").content.decode()
    assert "Carico l’elenco: riga 0 di 3" in running
    assert "HX-Refresh" not in marta.get(f"{HOME}{found.id}/avanzamento/").headers
    load_list(list_id=str(found.id))
    assert marta.get(f"{HOME}{found.id}/avanzamento/")["HX-Refresh"] == "true"
    assert "Caricato, niente da fare" in marta.get(f"{HOME}{found.id}/").content.decode()
    assert "Amina Prova" in marta.get("/persone/").content.decode()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"file": SimpleUploadedFile("e.pdf", b"%PDF-1.4 x")}, "Qui serve un altro tipo di file"),
        ({"file": SimpleUploadedFile("e.csv", b"")}, "vuoto"),
        ({"file": SimpleUploadedFile("e.csv", b"x" * (20 * 1024**2))}, "il massimo è 15"),
        ({"file": SimpleUploadedFile("e.csv", b"<html>x</html>")}, "pagina web"),
        ({"manager": ""}, "Scegli chi segue le persone"),
        ({"expires_on": "ieri"}, "Scrivi la data così"),
        ({"opened_on": "24.11.2026"}, "non sia dopo oggi"),
    ],
)
def test_bad_input_is_said_and_what_was_typed_stays(
    world: World, as_user: AsUser, more: dict[str, Any], sentence: str
) -> None:
    answer = as_user("marta").post(f"{HOME}nuovo/", typed(world, **more))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert "Seguite dal comune" in html
    assert not LoadedList.objects.exists()


def test_a_stranger_finds_no_list(world: World, as_user: AsUser) -> None:
    draft, found = read(world), loaded(world, as_csv([HEAD, row("Rita", "Altra")]))
    one = LoadedRow.objects.get(loaded_list=found)
    chiara = as_user("chiara")
    assert "Seguite" not in chiara.get(HOME).content.decode()
    for path in ("", "avanzamento/", "colonne/", "carica/", "annulla/", "metti-da-parte/", "da-correggere/", "righe/"):
        assert chiara.get(f"{HOME}{draft.id}/{path}").status_code == 404, path
    for path in ("", "decidi/", "segnala/"):
        answer = chiara.post if path else chiara.get
        assert answer(f"{HOME}{found.id}/righe/{one.id}/{path}").status_code == 404, path
    assert as_user("luca").get(HOME).status_code == 404
    assert as_user("paolo").get(f"{HOME}{found.id}/righe/{one.id}/").status_code == 200


def test_columns_are_corrected_and_a_column_is_one_thing(world: World, as_user: AsUser) -> None:
    found, marta = read(world, as_csv([["Primo", "Secondo"], ["Amina", "Prova"]])), as_user("marta")
    assert "Controllare le colonne" in marta.get(f"{HOME}{found.id}/").content.decode()
    url = f"{HOME}{found.id}/colonne/"
    assert "Amina · Prova" in marta.get(url).content.decode()
    wrong = marta.post(url, {"header": "9", "given_name": "0", "family_name": "0"})
    assert wrong.status_code == 422
    assert "Questa colonna è già" in wrong.content.decode()
    assert "Il foglio ha 2 righe" in wrong.content.decode()
    assert "quella del codice fiscale" in marta.post(url, {"header": "1"}).content.decode()
    assert marta.post(url, {"header": "1", "given_name": "0", "family_name": "1"}).status_code == 302
    assert "1 riga pronta" in marta.get(f"{HOME}{found.id}/").content.decode()
    marta.post(f"{HOME}{found.id}/metti-da-parte/")
    assert not ListReading.objects.exists()
    assert "Messo da parte" in marta.get(url).content.decode()


BAD = [row("=1+1", "Prova", "30/02/1990"), row("<b>Rita</b>", "+cmd", "31.12.2030"), ROWS[0], ROWS[0]]


@pytest.mark.parametrize("is_loaded", [False, True])
def test_wrong_rows_go_back_as_a_sheet_without_formulas(world: World, as_user: AsUser, is_loaded: bool) -> None:
    make = loaded if is_loaded else read
    found = make(world, as_csv([HEAD, *BAD]))
    answer = as_user("marta").get(f"{HOME}{found.id}/da-correggere/")
    got = sheet(answer)
    assert (got[0][0], got[0][-1]) == ("Riga", "Che cosa correggere")
    assert [line[0] for line in got[1:]] == [2, 3, 5]
    assert {"=1+1", "30/02/1990", "<b>Rita</b>"} <= {str(cell) for line in got for cell in line}
    assert "non è una data" in got[1][-1]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    if not is_loaded:
        assert "&lt;b&gt;Rita" in as_user("marta").get(f"{HOME}{found.id}/").content.decode()


def test_a_corrected_sheet_is_read_again_as_it_is(world: World, as_user: AsUser) -> None:
    found = loaded(world, as_csv([HEAD, row("Rita", "Prova", "30/02/1990")]))
    content = as_user("marta").get(f"{HOME}{found.id}/da-correggere/").content
    again = read(world, content, name="corretto.xlsx")
    assert ListReading.objects.get(loaded_list=again).mapping["columns"]["birth_date"] is not None


def test_the_template_is_recognised_at_once(world: World, as_user: AsUser) -> None:
    heads = sheet(as_user("marta").get(f"{HOME}modello/"))[0]
    found = read(world, as_csv([heads, ["x"] * len(heads)]))
    columns = ListReading.objects.get(loaded_list=found).mapping["columns"]
    assert sorted(place for place in columns.values() if place is not None) == list(range(len(heads)))


def test_rows_are_listed_by_outcome_and_read_once(world: World, as_user: AsUser) -> None:
    found, marta = loaded(world, as_csv([HEAD, *ROWS, row("Rita", "X", "99")])), as_user("marta")
    before = ReadLine.objects.count()
    html = marta.get(f"{HOME}{found.id}/righe/?esito=wrong").content.decode()
    assert ReadLine.objects.count() == before + 1
    assert ("Rita X" in html, "Amina" in html) == (True, False)
    few = [row(f"Nome{chr(97 + at)}", "Prova", TODAY - timedelta(days=9000 + at)) for at in range(12)]
    more = loaded(world, as_csv([HEAD, *few]))
    counts = []
    for one in (found, more):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert marta.get(f"{HOME}{one.id}/righe/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("same", "outcome"), [("yes", "known"), ("no", "made")])
def test_a_doubtful_row_is_decided_on_its_page(world: World, as_user: AsUser, same: str, outcome: str) -> None:
    person(world, "Amina", "Prova", None)
    found, marta = loaded(world, as_csv([HEAD, ROWS[0]])), as_user("marta")
    assert "Decidere 1 riga" in marta.get(f"{HOME}{found.id}/").content.decode()
    one = LoadedRow.objects.get()
    url = f"{HOME}{found.id}/righe/{one.id}/"
    assert "Potrebbe essere: Amina Prova" in marta.get(url).content.decode()
    marta.post(f"{url}decidi/", {"same": same})
    marta.post(f"{url}decidi/", {"same": same})
    one.refresh_from_db()
    assert one.outcome == outcome
    assert "Apri il fascicolo" in marta.get(url).content.decode()


def test_a_row_becomes_a_signal_from_its_page(world: World, as_user: AsUser) -> None:
    found, paolo = loaded(world, by="paolo", kind="institutional", manager=None), as_user("paolo")
    assert "L’elenco aspetta" in paolo.get(f"{HOME}{found.id}/").content.decode()
    one = LoadedRow.objects.get(number=2)
    url = f"{HOME}{found.id}/righe/{one.id}/"
    assert "Scrivi una segnalazione" in paolo.get(url).content.decode()
    assert paolo.post(f"{url}segnala/").status_code == 302
    assert paolo.post(f"{url}segnala/")["Location"] == url
    assert "Apri la segnalazione" in paolo.get(url).content.decode()
    assert Signal.objects.get().name == "Amina Prova"


def test_taking_it_back_asks_why_and_says_what_stays(world: World, as_user: AsUser) -> None:
    found, marta = loaded(world), as_user("marta")
    url = f"{HOME}{found.id}/annulla/"
    assert "resta, e la sua riga dice perché" in marta.get(url).content.decode()
    assert marta.post(url, {"reason": ""}).status_code == 422
    assert marta.post(url, {"reason": "File sbagliato"}).status_code == 302
    assert "Annullamento in corso" in marta.get(f"{HOME}{found.id}/").content.decode()
    load_list(list_id=str(found.id))
    html = marta.get(f"{HOME}{found.id}/").content.decode()
    assert "non resta niente" in html
    assert "File sbagliato" in html
    assert not Case.objects.exists()
    gone = LoadedRow.objects.order_by("number")[0]
    assert "Il contenuto è cancellato" in marta.get(f"{HOME}{found.id}/righe/{gone.id}/").content.decode()


def test_the_list_of_lists_asks_the_same_number_of_times(world: World, as_user: AsUser) -> None:
    marta, counts = as_user("marta"), []
    for at in range(2):
        read(world)
        with CaptureQueriesContext(connection) as queries:
            html = marta.get(HOME).content.decode()
        counts.append(len(queries))
        assert f"n. {at + 1}" in html
    assert counts[0] == counts[1]


def test_long_notes_latin_letters_and_html_are_kept_as_text(world: World, as_user: AsUser) -> None:
    note = "<script>x</script>" + "à" * 10_000
    content = as_csv([["Nome", "Cognome", "Note"], ["Zoè", "Perù", note]], encoding="cp1252")
    found = loaded(world, content)
    one = LoadedRow.objects.get(loaded_list=found)
    assert json.loads(one.cells)["note"] == note
    html = as_user("marta").get(f"{HOME}{found.id}/righe/{one.id}/").content.decode()
    assert "Zoè" in html
    assert "<script>x" not in html
