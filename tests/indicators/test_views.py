"""The pages of figures: the same numbers for all, each reader's own rows."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.indicators.models import ExpectedValue, ResultMeasure
from ciao.programmes.models import ExpectedResult, Programme
from tests.cast import World
from tests.indicators.samples import Story, story_of

Open = Callable[[str], Any]


@pytest.fixture
def story(world: World) -> Story:
    return story_of(world)


def test_the_board_says_what_to_do_next(story: Story, as_user: Open) -> None:
    html = as_user("paolo").get("/indicatori/").content.decode()
    assert "9 risultati attesi senza misura" in html
    assert "versione 1, come nella scheda" in html
    assert "Persone prese in carico" in html
    assert "indietro" in html
    reader = as_user("elena").get("/indicatori/").content.decode()
    assert "2 indicatori indietro" in reader
    assert "Scegli le misure" not in reader


def test_measures_are_chosen_one_result_after_the_other(story: Story, as_user: Open) -> None:
    page = as_user("paolo")
    first, second = ExpectedResult.objects.order_by("number")[:2]
    html = page.get(f"/indicatori/risultati/{first.id}/").content.decode()
    assert "Persone segnalate (PER-01), proposto" in html
    answer = page.post(f"/indicatori/risultati/{first.id}/", {"indicators": ["per-01", "per-02"]})
    assert answer.url == f"/indicatori/risultati/{second.id}/"
    assert ResultMeasure.objects.count() == 2
    wrong = page.post(f"/indicatori/risultati/{second.id}/", {"indicators": ["nessuno"]})
    assert wrong.status_code == 422
    last = ExpectedResult.objects.order_by("number").last()
    assert last is not None
    assert page.post(f"/indicatori/risultati/{last.id}/", {}).url == "/indicatori/"
    board = page.get("/indicatori/").content.decode()
    assert "8 risultati attesi senza misura" in board


def test_values_are_written_on_one_page_and_nothing_typed_is_lost(story: Story, as_user: Open) -> None:
    page, url = as_user("paolo"), "/indicatori/valori-attesi/"
    assert "la versione 1 dice 60" in page.get(url).content.decode()
    wrong = page.post(url, {"tir-01": "trenta", "ser-02": "2.400", "source": "Scheda"})
    assert wrong.status_code == 422
    assert 'value="2.400"' in wrong.content.decode()
    assert "Scrivi un numero, per esempio 60" in wrong.content.decode()
    assert page.post(url, {"tir-01": "-1"}).status_code == 422
    given = {"tir-01": "30", "ser-02": "2.400", "per-02": "60", "den-02": "374986,52", "source": "Scheda"}
    assert page.post(url, given).url == "/indicatori/"
    with acting(story.world.actor("paolo")):
        values = dict(ExpectedValue.objects.values_list("indicator", "value"))
    assert values == {"tir-01": 30, "ser-02": 2400}
    assert "1 su 30" in page.get("/indicatori/tir-01/").content.decode()
    assert page.post(url, {**given, "tir-01": ""}).status_code == 302
    with acting(story.world.actor("paolo")):
        assert not ExpectedValue.objects.filter(indicator="tir-01").exists()


def test_a_figure_opens_its_rows_to_who_may_see_them_and_says_so_in_the_log(story: Story, as_user: Open) -> None:
    html = as_user("marta").get("/indicatori/per-02/").content.decode()
    assert "Persone prese in carico: 4" in html
    assert "Amina" in html
    assert "Percorsi aperti fino al giorno" in html
    assert "fuori dal tuo incarico" not in html
    line = ReadLine.objects.get(purpose="elenco di PER-02")
    assert len(line.person_ids) == 4
    reader = as_user("elena").get("/indicatori/per-02/").content.decode()
    assert "Persone prese in carico: 4" in reader
    assert "Amina" not in reader
    assert "4 righe, tutte fuori dal tuo incarico" in reader
    assert ReadLine.objects.filter(purpose="elenco di PER-02").count() == 1


def test_a_past_day_is_asked_in_the_address(story: Story, as_user: Open) -> None:
    page = as_user("elena")
    assert "Persone prese in carico: 0" in page.get("/indicatori/per-02/?al=01.02.2026").content.decode()
    assert "valori al 01.02.2026" in page.get("/indicatori/?al=01.02.2026").content.decode()
    for strange in ("domani", "01.01.2090", "31.02.2026"):
        assert "Persone prese in carico: 4" in page.get("/indicatori/per-02/", {"al": strange}).content.decode()


@pytest.mark.parametrize("code", ["ser-02", "den-01", "pro-03", "esi-02", "ret-01", "com-02", "co02", "esi-05"])
def test_every_kind_of_figure_has_its_page(story: Story, as_user: Open, code: str) -> None:
    answer = as_user("marta").get(f"/indicatori/{code}/")
    assert answer.status_code == 200
    assert "Fonte:" in answer.content.decode()


def test_out_of_how_many_and_how_many_are_missing_is_said(story: Story, as_user: Open) -> None:
    html = as_user("elena").get("/indicatori/esi-02/").content.decode()
    assert "1 su 2 persone con una valutazione d’ingresso e una dopo. Di 2 altre non si può ancora dire." in html
    assert "Scrivi i valori attesi" not in html
    assert "Scrivi i valori attesi" in as_user("paolo").get("/indicatori/esi-02/").content.decode()


def test_the_funder_s_page_lists_what_needs_a_hand(story: Story, as_user: Open) -> None:
    html = as_user("marta").get("/indicatori/fse/").content.decode()
    assert "2 domande da mettere in ordine" in html
    assert "Manca: titolo di studio." in html
    assert "La domanda di iscrizione non è firmata." in html
    assert "Totale 3 = senza lavoro 2 + inattive 1 + al lavoro 0" in html
    reader = as_user("elena").get("/indicatori/fse/").content.decode()
    assert "Davide" not in reader
    assert "2 altre domande da mettere in ordine, fuori dal tuo incarico" in reader


def test_the_board_leaves_as_a_spreadsheet(story: Story, as_user: Open) -> None:
    answer = as_user("elena").get("/indicatori/?esporta=xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="indicatori-2026-11-23.xlsx"'
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["Indicatori", "Divisioni"]


def test_who_may_not_look_finds_no_page(story: Story, as_user: Open) -> None:
    page = as_user("luca")
    for url in ("/indicatori/", "/indicatori/per-02/", "/indicatori/fse/", "/indicatori/valori-attesi/"):
        assert page.get(url).status_code == 404
    first = ExpectedResult.objects.first()
    assert first is not None
    assert as_user("marta").get(f"/indicatori/risultati/{first.id}/").status_code == 404
    assert as_user("marta").get("/indicatori/valori-attesi/").status_code == 404
    assert as_user("elena").get("/indicatori/non-esiste/").status_code == 404


def test_a_stranger_to_the_persons_sees_numbers_and_no_name(story: Story, as_user: Open) -> None:
    page = as_user("chiara")
    for url in ("/indicatori/per-02/", "/indicatori/fse/", "/indicatori/ser-02/", "/indicatori/esi-06/"):
        html = page.get(url).content.decode()
        assert not [name for name in ("Amina", "Sara", "Davide", "Ines") if name in html], url


def test_a_result_of_another_programme_is_not_there(story: Story, as_user: Open, world: World) -> None:
    other = Programme.objects.create(
        scope=world.programme.scope, title="Un altro", controller=world.organizations["capofila"]
    )
    row = ExpectedResult.objects.create(scope=world.programme.scope, programme=other, number=1, text="Altro")
    assert as_user("paolo").get(f"/indicatori/risultati/{row.id}/").status_code == 404
