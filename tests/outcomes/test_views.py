"""The work list of outcomes and the page that writes one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.cases.actions import close_case, open_case, reopen_case
from ciao.cases.enums import CloseReason
from ciao.cases.models import Case
from ciao.cases.panel import view_of
from ciao.core import clock
from ciao.outcomes import panel
from ciao.outcomes.models import Outcome
from tests.cast import World
from tests.files.samples import PDF
from tests.outcomes.test_actions import CLOSED, OPENED, written
from tests.outcomes.test_actions import amina as amina
from tests.outcomes.test_actions import ended as ended

Open = Callable[[str], Any]
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def test_who_left_is_on_the_list_until_it_is_written(world: World, ended: Case, as_user: Open) -> None:
    page = as_user("marta")
    html = page.get("/esiti/").content.decode()
    assert "Amina" in html
    assert "Scrivere l’esito all’uscita" in html
    assert "Entro il 30.11.2026" in html
    url = f"/persone/{ended.id}/esito/"
    assert page.get(f"{url}?momento=exit").status_code == 200
    given = {"row_id": "7f3f5a52-2f0e-4c3e-9a8e-0e8a2b7d1c11", "moment": "exit", "situation": "employed",
             "contract": "fixed_term", "happened_on": "2/11/26"}  # fmt: skip
    answer = page.post(url, {**given, "evidence": SimpleUploadedFile("contratto.pdf", PDF)})
    assert answer.status_code == 302, answer.content.decode()
    assert "Nessun esito da scrivere" in page.get("/esiti/").content.decode()
    with acting(world.actor("marta")):
        one = Outcome.objects.get()
        assert one.evidence is not None
        assert one.happened_on == CLOSED
        assert ReadLine.objects.filter(purpose="esito").exists()


def test_six_months_later_the_person_is_on_the_list_again(world: World, ended: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        written(ended, marta)
        assert panel.due(marta, date(2027, 5, 1)) == []
        assert [one.stage for one in panel.lines(list(panel.leavers(marta, date(2027, 5, 1))), marta, TODAY)] == [
            "soon"
        ]
        assert not panel.leavers(marta, date(2027, 4, 1)).exists()
        found = panel.due(marta, date(2027, 5, 2))
        assert [(one.moment, one.due_on, one.is_late) for one in found] == [
            ("six_months", date(2027, 5, 2), False)
        ]  # fmt: skip
    with clock.at(date(2027, 5, 2)):
        page = as_user("marta")
        assert "Sentire la persona, sei mesi dopo" in page.get("/esiti/").content.decode()
        given = {"row_id": "7f3f5a52-2f0e-4c3e-9a8e-0e8a2b7d1c12", "moment": "six_months",
                 "situation": "not_reached", "happened_on": "2.5.2027"}  # fmt: skip
        assert page.post(f"/persone/{ended.id}/esito/", given).status_code == 302
        assert "Nessun esito da scrivere" in page.get("/esiti/").content.decode()


def test_what_was_typed_is_kept_when_it_cannot_be(world: World, ended: Case, as_user: Open) -> None:
    given = {"row_id": "7f3f5a52-2f0e-4c3e-9a8e-0e8a2b7d1c13", "moment": "exit", "situation": "searching",
             "contract": "permanent", "happened_on": "02.11.2026", "note": "Cerca da un mese"}  # fmt: skip
    answer = as_user("marta").post(f"/persone/{ended.id}/esito/", given)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Il contratto si scrive solo per chi lavora" in html
    assert "Cerca da un mese" in html
    missing = as_user("marta").post(f"/persone/{ended.id}/esito/", {})
    assert "Scegli una risposta per «Che cosa fa la persona»" in missing.content.decode()


def test_an_outcome_is_taken_back_with_a_reason(world: World, ended: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        one = written(ended, marta)
    page, url = as_user("marta"), f"/persone/{ended.id}/esito/{one.id}/errore/"
    assert "esce da ogni conteggio" in page.get(url).content.decode()
    assert page.post(url, {"note": ""}).status_code == 422
    assert page.post(url, {"note": "Era del mese dopo"}).status_code == 302
    assert page.get(url).status_code == 404


def test_a_stranger_finds_nothing(world: World, ended: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        one = written(ended, marta)
    page = as_user("chiara")
    assert page.get(f"/persone/{ended.id}/esito/").status_code == 404
    assert page.post(f"/persone/{ended.id}/esito/{one.id}/errore/", {"note": "x"}).status_code == 404
    assert "Amina" not in page.get("/esiti/").content.decode()


def test_the_list_asks_the_same_number_of_queries(world: World, ended: Case, as_user: Open) -> None:
    page = as_user("marta")
    with CaptureQueriesContext(connection) as one:
        page.get("/esiti/")
    with acting(world.actor("marta")) as marta:
        for place in range(4):
            case = open_case(
                programme=world.programme, manager=world.mandates["marta"], opened_on=OPENED, by=marta,
                person={"given_name": f"Prova {place}"}, identity={"gender": "F"},
            )  # fmt: skip
            day = CLOSED - timedelta(days=60 * place)
            close_case(case=case, reason=CloseReason.COMPLETED, note="", on=day, by=marta)
    with CaptureQueriesContext(connection) as five:
        html = page.get("/esiti/").content.decode()
    assert "Prova 3" in html
    assert "in ritardo" in html
    assert len(five) == len(one)


def test_the_fascicolo_says_what_is_missing(world: World, ended: Case) -> None:
    with acting(world.actor("marta")) as marta:
        view = view_of(ended, marta)
        asked = panel.step(view)
        assert asked is not None
        assert (asked[0].title, asked[0].due_on) == ("Scrivere l’esito all’uscita", date(2026, 11, 30))
        block = panel.outcomes(view)
        assert block is not None
        assert block.context["asked"] == ("exit", date(2026, 11, 30))
        written(ended, marta)
        assert panel.step(view) is None
        block = panel.outcomes(view)
        assert block is not None
        assert (block.status, block.count) == ("lavora", 1)


def test_nobody_is_asked_after_a_death(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        close_case(case=amina, reason=CloseReason.DIED, note="", on=CLOSED, by=marta)
        assert panel.due(marta, clock.today()) == []
        assert panel.step(view_of(amina, marta)) is None


def test_who_does_not_read_the_work_has_no_block(world: World, ended: Case) -> None:
    with acting(world.actor("paolo")) as paolo:
        assert panel.outcomes(view_of(ended, paolo)) is None
        assert panel.step(view_of(ended, paolo)) is None


def test_past_the_window_today_is_not_proposed_as_the_day(world: World, ended: Case, as_user: Open) -> None:
    url = f"/persone/{ended.id}/esito/?momento=exit"
    assert 'value="23.11.2026"' in as_user("marta").get(url).content.decode()
    with clock.at(date(2026, 12, 20)):
        html = as_user("marta").get(url).content.decode()
    assert 'value="20.12.2026"' not in html
    assert "conta il giorno del fatto" in html


def test_attempts_are_written_from_the_list_and_seen_beside_the_form(world: World, ended: Case, as_user: Open) -> None:
    page, url = as_user("marta"), f"/persone/{ended.id}/esito/tentativo/"
    assert "di solito se ne fanno 3" in page.get(url).content.decode()
    given = {"row_id": "7f3f5a52-2f0e-4c3e-9a8e-0e8a2b7d1c14", "moment": "exit", "channel": "call",
             "result": "no_answer", "tried_on": "3.11.2026", "note": "Squilla a vuoto"}  # fmt: skip
    wrong = page.post(url, {**given, "tried_on": "1.11.2026"})
    assert wrong.status_code == 422
    assert "Squilla a vuoto" in wrong.content.decode()
    assert page.post(url, given).url == f"/persone/{ended.id}/"
    assert page.post(url, given).status_code == 302
    assert "Tentativi: 1." in page.get("/esiti/").content.decode()
    assert "Squilla a vuoto" in page.get(f"/persone/{ended.id}/esito/").content.decode()
    assert "non ha risposto" in page.get(f"/persone/{ended.id}/").content.decode()
    reached = {**given, "row_id": "7f3f5a52-2f0e-4c3e-9a8e-0e8a2b7d1c15", "result": "reached"}
    assert page.post(url, reached).url == f"/persone/{ended.id}/esito/?momento=exit"
    assert as_user("chiara").get(url).status_code == 404
    assert as_user("chiara").post(url, given).status_code == 404


def test_the_list_is_cut_by_how_pressing_it_is(world: World, ended: Case, as_user: Open) -> None:
    page = as_user("marta")
    assert "Amina" in page.get("/esiti/?quando=now").content.decode()
    assert "Nessun" in page.get("/esiti/?quando=late").content.decode()
    with clock.at(date(2026, 12, 1)):
        html = page.get("/esiti/?quando=late").content.decode()
    assert "Amina" in html
    assert "In ritardo: 1" in html


def test_after_a_second_exit_the_first_ones_outcome_is_kept_apart(world: World, ended: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        written(ended, marta, situation="searching")
        reopen_case(case=ended, note="È tornata", on=date(2026, 11, 10), by=marta)
        close_case(case=ended, reason=CloseReason.FOUND_WORK, note="", on=date(2026, 11, 20), by=marta)
        assert [one.moment for one in panel.due(marta, TODAY)] == ["exit"]
        assert [str(one) for one in panel.record_moments(ended, marta)] == ["during", "exit"]
    html = as_user("marta").get(f"/persone/{ended.id}/").content.decode()
    assert "Dell’uscita di prima" in html
    assert "uscita del 02.11.2026: cerca lavoro" in html


def test_a_job_on_leaving_without_evidence_is_said(world: World, ended: Case, as_user: Open) -> None:
    given = {"row_id": "7f3f5a52-2f0e-4c3e-9a8e-0e8a2b7d1c16", "moment": "exit", "situation": "employed",
             "happened_on": "2.11.2026", "has_qualification": "True", "qualification": "HACCP"}  # fmt: skip
    answer = as_user("marta").post(f"/persone/{ended.id}/esito/", given, follow=True)
    assert "Manca una prova" in answer.content.decode()
    with acting(world.actor("marta")):
        one = Outcome.objects.get()
        assert (one.has_qualification, one.is_studying, one.qualification) == (True, None, "HACCP")
