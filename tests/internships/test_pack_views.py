"""The pages of the pack, the diary and the boards."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.internships import actions
from ciao.internships.models import Internship, StartOverride, TutorEntry
from ciao.programmes.mandates import actor_of
from tests.cast import World
from tests.internships.conftest import Kitchen
from tests.internships.papers import pdf
from tests.internships.test_views import opening, text

Open = Callable[[str], Any]


@pytest.fixture
def running(world: World, kitchen: Kitchen) -> Internship:
    with acting(world.actor("luca")) as luca:
        return kitchen.running(luca)


def test_social_inclusion_is_offered_once_the_service_is_written(world: World, kitchen: Kitchen, as_user: Open) -> None:
    page, new = as_user("marta"), f"/persone/{kitchen.case.id}/tirocinio/"
    found = text(page.get(new))
    assert 'value="inclusion"' not in found
    assert "Il percorso in CIAO! non basta" in found
    place = f"/persone/{kitchen.case.id}/servizio-pubblico/"
    assert place in found
    given = {"kind": "care", "service": "Servizio sociale", "starts_on": "01.03.2026", "row_id": str(uuid.uuid4())}
    wrong = page.post(place, given)
    assert wrong.status_code == 422
    assert 'value="Servizio sociale"' in text(wrong)
    assert page.post(place, {**given, "upload": pdf()}).status_code == 302
    assert 'value="inclusion"' in text(page.get(new))
    url = page.post(new, {**opening(kitchen), "kind": "inclusion"}).url
    assert "Servizio sociale, dal 01.03.2026" in text(page.get(url))


def test_a_start_with_a_lack_stays_on_the_page_for_ever(world: World, kitchen: Kitchen, as_user: Open) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.open(luca)
        actions.sign_training_project(
            training_project=kitchen.write(one, luca), on=kitchen.agreement.starts_on, by=luca
        )
    page, url = as_user("luca"), f"/tirocini/{one.id}/"
    assert f"{url}documenti-mancanti/" in text(page.get(url))
    assert page.post(f"{url}documenti-mancanti/", {"request": ""}).status_code == 422
    assert page.post(f"{url}documenti-mancanti/", {"request": "L’ente aspetta"}).url == url
    with acting(world.actor("luca")):
        decide = f"{url}documenti-mancanti/{StartOverride.objects.get().id}/"
    assert page.get(decide).status_code in (403, 404)
    paolo = as_user("paolo")
    assert decide in text(paolo.get(url))
    assert "Manca la formazione sulla sicurezza" in text(paolo.get(decide))
    assert paolo.post(decide, {"verb": "allow", "reason": ""}).status_code == 422
    assert paolo.post(decide, {"verb": "allow", "reason": "Domani la fanno"}).url == url
    assert page.post(f"{url}avvia/", {"on": "01.09.2026"}).url == url
    found = text(page.get(url))
    assert "Avvio consentito con documenti mancanti" in found
    assert "Domani la fanno" in found


def test_the_diary_keeps_what_was_typed_and_shows_its_lines(running: Internship, as_user: Open) -> None:
    page, url = as_user("luca"), f"/tirocini/{running.id}/"
    visit = {"happened_on": "10.11.2026", "with_whom": "Rita", "text": "", "row_id": str(uuid.uuid4())}
    wrong = page.post(f"{url}diario/visit/", visit)
    assert wrong.status_code == 422
    assert 'value="Rita"' in text(wrong)
    assert page.post(f"{url}diario/visit/", {**visit, "text": "Lavora bene"}).url == f"{url}diario/"
    incident = {"happened_on": "11.11.2026", "text": "Un taglio", "row_id": str(uuid.uuid4())}
    assert page.post(f"{url}diario/incident/", incident).status_code == 302
    found = text(page.get(f"{url}diario/"))
    assert "Lavora bene" in found
    assert "da denunciare all’INAIL" in found
    assert "Un taglio" in text(page.get(url))
    rows = by_luca(running)
    place = f"{url}diario/{rows['incident'].id}/"
    assert page.post(f"{place}denuncia/", {"on": "12.11.2026"}).url == f"{url}diario/"
    assert page.post(f"{place}errore/", {"reason": ""}).status_code == 422
    assert page.post(f"{place}errore/", {"reason": "Altra persona"}).url == f"{url}diario/"
    assert "Errore: Altra persona" in text(page.get(f"{url}diario/"))
    assert page.get(f"{url}diario/altro/").status_code == 404


def by_luca(running: Internship) -> dict[str, TutorEntry]:
    """The lines as the web role reads them."""
    with acting(actor_of(running.tutor)):
        return {one.kind: one for one in TutorEntry.objects.all()}


def test_reports_result_extension_and_protocol_are_written_from_the_page(running: Internship, as_user: Open) -> None:
    page, url = as_user("luca"), f"/tirocini/{running.id}/"
    extend = {"until_on": "30.06.2027", "decided_on": "23.11.2026", "reason": "", "row_id": str(uuid.uuid4())}
    assert page.post(f"{url}proroga/", extend).status_code == 422
    assert page.post(f"{url}proroga/", {**extend, "reason": "Impara"}).url == url
    assert page.post(f"{url}protocollo/proroga/", {"protocol": "5/2026", "on": "23.11.2026"}).url == url
    assert page.post(f"{url}protocollo/progetto/", {"protocol": "6/2026", "on": "23.11.2026"}).url == url
    assert page.post(f"{url}protocollo/safety/", {"protocol": "7/2026", "on": "23.11.2026"}).url == url
    assert page.get(f"{url}protocollo/altro/").status_code == 404
    found = text(page.get(url))
    assert "Prorogato fino al 30.06.2027" in found
    assert "prot. 6/2026 del 23.11.2026" in found
    report = {"written_on": "23.11.2026", "learnt": "Cucinare", "went": ""}
    assert page.post(f"{url}relazioni/host/", report).status_code == 422
    assert page.post(f"{url}relazioni/host/", {**report, "went": "Bene"}).url == url
    assert page.get(f"{url}relazioni/altri/").status_code == 404
    assert page.post(f"{url}concludi/", {"on": "23.11.2026", "reason": "Ha trovato lavoro"}).url == url
    result = {"hired_by": "host", "contract": "", "happened_on": "23.11.2026"}
    assert page.post(f"{url}esito/", result).status_code == 422
    assert page.post(f"{url}esito/", {**result, "contract": "permanent"}).url == url
    assert "Dall’ente ospitante, a tempo indeterminato, dal 23.11.2026" in text(page.get(url))


def test_the_boards_say_who_is_waited_for_and_what_is_due(world: World, kitchen: Kitchen, as_user: Open) -> None:
    page = as_user("luca")
    assert "Hanno firmato tutti" in text(page.get("/tirocini/firme/"))
    assert "Niente da fare" in text(page.get("/tirocini/da-fare/"))
    with acting(world.actor("luca")) as luca:
        kitchen.write(kitchen.open(luca), luca)
        kitchen.running(luca)
    assert "Documento da preparare" in text(page.get("/tirocini/firme/"))
    assert "visita da fare" in text(page.get("/tirocini/da-fare/"))


def test_the_boards_ask_the_same_questions_for_one_and_for_three(world: World, kitchen: Kitchen, as_user: Open) -> None:
    page = as_user("luca")
    with acting(world.actor("luca")) as luca:
        kitchen.running(luca)
        kitchen.write(kitchen.open(luca), luca)
    places = ("/tirocini/", "/tirocini/firme/", "/tirocini/da-fare/")
    first = [queries(page, place) for place in places]
    with acting(world.actor("luca")) as luca:
        for _ in range(2):
            kitchen.write(kitchen.open(luca), luca)
    assert [queries(page, place) for place in places] == first


def queries(page: Any, place: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert page.get(place).status_code == 200
    return len(caught)


def test_titles_and_agreements_have_their_pages(world: World, kitchen: Kitchen, as_user: Open) -> None:
    page = as_user("paolo")
    assert "Accreditamento 12" in text(page.get("/tirocini/titoli/"))
    title = {
        "promoter": str(world.organizations["capofila"].id), "kind": "school", "reference": "",
        "valid_from": "01.01.2026",
        "row_id": str(uuid.uuid4()),
    }  # fmt: skip
    assert page.post("/tirocini/titoli/nuovo/", title).status_code == 422
    assert page.post("/tirocini/titoli/nuovo/", {**title, "reference": "D.M. 3"}).url == "/tirocini/titoli/"
    place = f"/tirocini/convenzioni/{kitchen.agreement.id}/"
    assert "Firmata il 01.08.2026" in text(page.get(place))
    assert page.post(f"{place}protocollo/", {"protocol": "9/2026", "on": "23.11.2026"}).url == place
    assert "9/2026 del 23.11.2026" in text(page.get(place))


def test_a_stranger_finds_no_page_of_the_pack(running: Internship, kitchen: Kitchen, as_user: Open) -> None:
    page, url = as_user("chiara"), f"/tirocini/{running.id}/"
    for one in ("diario/", "diario/visit/", "atti/safety/", "comunicazione/", "proroga/", "esito/", "relazioni/host/",
                "protocollo/progetto/", "documenti-mancanti/"):  # fmt: skip
        assert page.get(url + one).status_code == 404
        assert page.post(url + one, {}).status_code in (404, 405)
    assert page.get(f"/persone/{kitchen.case.id}/servizio-pubblico/").status_code == 404
