"""The pages of the rights desk and of the end of retention, for who may open them and for who may not."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.cases.models import Case
from ciao.core import clock
from ciao.desk.home import compose
from ciao.people.models import Contact
from ciao.privacy import actions
from ciao.privacy.models import ErasedPerson, Erasure, Limitation, RetentionStart, RightsRequest
from tests.cast import World
from tests.privacy.test_erasure import gone, noticed, started
from tests.privacy.test_rights import amina as amina
from tests.privacy.test_rights import asked

TODAY = date(2026, 11, 23)
Open = Callable[[str], Any]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def test_a_request_is_registered_and_answered_with_the_copy(world: World, amina: Case, as_user: Open) -> None:
    page = as_user("marta")
    url = f"/persone/{amina.id}/diritti/nuova/"
    assert page.get(url).status_code == 200
    typed = {"kind": "access", "received_on": "20.11.2026", "asked": "Tutto", "row_id": str(uuid.uuid4())}
    wrong = page.post(url, {**typed, "received_on": "30.11.2026"})
    assert wrong.status_code == 422
    assert "30.11.2026" in wrong.content.decode()
    there = page.post(url, typed).url
    assert page.post(url, typed).status_code == 302
    with acting(world.actor("marta")):
        request = RightsRequest.objects.get()
    assert there == f"/diritti/{request.id}/"
    assert "Prepara la copia" in page.get(there).content.decode()
    assert page.get(f"{there}copia/").status_code == 200
    assert page.post(f"{there}copia/").url == there
    found = page.get(f"{there}copia/json/")
    assert found["Content-Type"].startswith("application/json")
    assert json.loads(found.content)["format"] == "ciao.copia-dei-dati/1"
    assert page.post(f"{there}rispondi/", {"answer": "", "on": "23.11.2026"}).status_code == 422
    assert page.post(f"{there}rispondi/", {"answer": "A mano", "on": "23.11.2026"}).url == there
    assert "risposta data" in page.get(there).content.decode()
    assert page.post(f"{there}riapri/", {"reason": "Mancava un foglio"}).status_code == 302
    assert page.get(f"{there}altro/").status_code == 404


def test_a_stranger_finds_nothing(world: World, amina: Case, as_user: Open) -> None:
    request = asked(world, amina)
    page = as_user("chiara")
    person, desk = f"/persone/{amina.id}/diritti", f"/diritti/{request.id}"
    for url in (
        f"{person}/nuova/", f"{person}/limita/", f"{desk}/", f"{desk}/copia/", f"{desk}/copia/json/",
        f"{desk}/rispondi/", f"{desk}/correggi/",
    ):  # fmt: skip
        assert page.get(url).status_code == 404, url
    assert "caso 1" not in page.get("/diritti/").content.decode().lower()
    assert page.get("/conservazione/").status_code in (403, 404)
    assert as_user("luca").get("/diritti/").status_code in (403, 404)


def test_a_correction_from_the_page(world: World, amina: Case, as_user: Open) -> None:
    request = asked(world, amina, "rectification")
    page, url = as_user("marta"), f"/diritti/{request.id}/correggi/"
    assert "Correggi" in page.get(url).content.decode()
    for wrong in ({"field": "birth_date", "value": "ieri"}, {"field": "given_name", "value": ""}):
        assert page.post(url, wrong).status_code == 422
    assert page.post(url, {"field": "phone", "value": "3330000000"}).status_code == 302
    assert page.post(url, {"field": "birth_date", "value": "02.11.1988"}).status_code == 302
    assert "02.11.1988" in page.get(f"/diritti/{request.id}/").content.decode()
    with acting(world.actor("marta")):
        assert Contact.objects.get().phone == "3330000000"


def test_limiting_and_lifting_from_the_pages(world: World, amina: Case, as_user: Open) -> None:
    request = asked(world, amina, "limitation")
    page, url = as_user("marta"), f"/persone/{amina.id}/diritti/limita/"
    assert page.get(f"{url}?richiesta={request.id}").status_code == 200
    assert page.get(f"{url}?richiesta=altro").status_code == 200
    assert page.post(f"{url}?richiesta={request.id}", {"reason": "Contesta", "on": "23.11.2026"}).status_code == 302
    assert "Dati limitati" in page.get(f"/persone/{amina.id}/").content.decode()
    assert "Dati limitati" in page.get(f"/diritti/{request.id}/").content.decode()
    with acting(world.actor("marta")):
        limitation = Limitation.objects.get()
    assert page.get(f"{url}{limitation.id}/togli/").status_code == 200
    assert page.post(f"{url}{limitation.id}/togli/", {"reason": "Detto a voce", "on": "23.11.2026"}).status_code == 302


def test_the_list_asks_as_many_questions_for_one_as_for_ten(world: World, amina: Case, as_user: Open) -> None:
    asked(world, amina)
    page = as_user("marta")
    page.get("/diritti/")
    with CaptureQueriesContext(connection) as few:
        page.get("/diritti/")
    for _ in range(5):
        asked(world, amina)
    with CaptureQueriesContext(connection) as many:
        assert page.get("/diritti/").status_code == 200
    assert len(many) == len(few)


def test_retention_from_the_start_to_the_certificate(world: World, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        gone(world, marta)
    page = as_user("paolo")
    assert "Scrivi da quando si conta" in page.get("/conservazione/").content.decode()
    start = {"rule_code": "under_one_million", "starts_on": "31.12.2020", "act": "Nota 12/2021"}
    assert page.get("/conservazione/inizio/").status_code == 200
    assert page.post("/conservazione/inizio/", {**start, "act": ""}).status_code == 422
    assert page.post("/conservazione/inizio/", start).status_code == 302
    shown = page.get("/conservazione/").content.decode()
    assert "caso 1" in shown
    assert "3 anni dal 31.12.2020" in shown
    assert "Haddad" not in shown
    assert page.get("/conservazione/annuncia/").status_code == 200
    assert page.post("/conservazione/annuncia/").url == "/conservazione/cancellazioni/"
    with acting(world.actor("paolo")):
        erasure = Erasure.objects.get()
    url = f"/conservazione/cancellazioni/{erasure.id}/"
    assert "Si cancella dal 23.12.2026" in page.get(url).content.decode()
    assert page.post(f"{url}cancella/").status_code == 422
    assert page.post(f"{url}trattieni/", {"reason": ""}).status_code == 422
    assert page.post(f"{url}trattieni/", {"reason": "Ricorso"}).url == url
    assert "trattiene" in page.get(url).content.decode()
    assert page.post(f"{url}lascia/", {"reason": "Chiuso"}).url == url
    with clock.at(TODAY + timedelta(days=31)):
        assert "Si può cancellare" in page.get(url).content.decode()
        assert page.get(f"{url}cancella/").status_code == 200
        assert page.post(f"{url}cancella/").url == url
        assert "attestato" in page.get(url).content.decode()
        assert page.get("/conservazione/cancellazioni/").status_code == 200
        with acting(world.actor("paolo")):
            code = ErasedPerson.objects.get().person_id
        assert str(code) in page.get("/conservazione/registro/").content.decode()


def test_an_announcement_is_called_off(world: World, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        case = gone(world, marta)
    erasure = noticed(world, case)
    page = as_user("paolo")
    assert (
        page.post(f"/conservazione/cancellazioni/{erasure.id}/annulla/", {"reason": "Data errata"}).status_code == 302
    )
    assert "caso 1" in page.get("/conservazione/").content.decode()
    assert page.get(f"/conservazione/cancellazioni/{uuid.uuid4()}/").status_code == 404


def test_the_record_of_processing_is_read_and_exported(world: World, as_user: Open) -> None:
    page = as_user("paolo")
    shown = page.get("/conservazione/trattamenti/").content.decode()
    assert "Voci del diario" in shown
    assert page.get("/conservazione/trattamenti/?esporta=xlsx").content[:2] == b"PK"


def test_the_home_says_what_waits(world: World, amina: Case) -> None:
    asked(world, amina)
    with acting(world.actor("marta")) as marta:
        gone(world, marta)
    started(world)
    with acting(world.actor("paolo")) as paolo:
        said = [f"{one.title}{one.text}" for one in compose(paolo, "Paolo").parts.warnings]
        assert "Caso 1: copia dei suoi dati" in said
        assert "Conservazione finita: 1 percorso" in said
        assert RetentionStart.objects.get().act == "Nota 12/2021"
        with clock.at(date(2026, 12, 21)):
            assert "Caso 1: copia dei suoi dati" in [one.title for one in compose(paolo, "Paolo").parts.late]


def test_the_night_erases_what_is_ripe_and_tells_the_two_who_may_hold_it(world: World) -> None:
    from ciao.notifications.kinds import KINDS
    from ciao.notifications.models import Notification
    from ciao.privacy.tasks import end_retention

    with acting(world.actor("marta")) as marta:
        gone(world, marta)
    started(world)
    with acting(world.actor("paolo")) as paolo:
        actions.notice_all_due(by=paolo)
        assert Notification.objects.get(kind="erasure_noticed").user == world.user("paolo")
    assert "percorsi" in KINDS["erasure_noticed"].words
    with clock.at(TODAY + timedelta(days=29)):
        assert end_retention(timestamp=0) == 0
    with clock.at(TODAY + timedelta(days=31)):
        assert end_retention(timestamp=0) == 1
        assert end_retention(timestamp=0) == 0
