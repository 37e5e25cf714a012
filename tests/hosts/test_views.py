"""The pages of hosts: finding one, following the talk, offering places."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.hosts import actions
from ciao.hosts.models import Host, Vacancy
from tests.cast import World
from tests.hosts.test_actions import TODAY, kitchen

Open = Callable[[str], Any]


@pytest.fixture
def host(world: World) -> Host:
    with acting(world.actor("paolo")) as paolo:
        return kitchen(world, paolo, is_open=True)


def test_a_host_is_written_down_and_contacted(world: World, as_user: Open) -> None:
    page, row = as_user("paolo"), str(uuid.uuid4())
    given = {"name": "Forno Vecchio", "headcount": "tanti", "referent": "Rita", "row_id": row}
    wrong = page.post("/enti-ospitanti/nuovo/", given)
    assert wrong.status_code == 422
    assert 'value="Rita"' in wrong.content.decode()
    found = page.post("/enti-ospitanti/nuovo/", {**given, "headcount": "14"}, follow=True).content.decode()
    assert "Ente salvato" in found
    assert "può ospitare 2 tirocini" in found
    url = f"/enti-ospitanti/{row}/"
    assert "Contattare l’ente" in found
    assert page.post(f"{url}passo/contattato/", {"on": "23.11.2026"}).url == url
    assert "Sentire se è disponibile" in page.get(url).content.decode()
    assert page.post(f"{url}passo/in-pausa/", {"on": "23.11.2026"}).status_code == 422
    assert page.get(f"{url}passo/mai-visto/").status_code == 404


def test_a_place_is_offered_changed_and_taken(world: World, host: Host, as_user: Open) -> None:
    page, url = as_user("paolo"), f"/enti-ospitanti/{host.id}/"
    assert "Aggiungere un posto" in page.get(url).content.decode()
    given = {"title": "Aiuto cucina", "starts_on": "01.12.2026", "weekly_hours": "20", "row_id": str(uuid.uuid4())}
    assert page.post(f"{url}posto/", {**given, "ends_on": "01.11.2026"}).status_code == 422
    assert page.post(f"{url}posto/", given).url == url
    with acting(world.actor("paolo")):
        place = Vacancy.objects.get()
    where = f"/enti-ospitanti/posti/{place.id}/"
    assert "20\u00a0h a settimana" in page.get(url).content.decode()
    assert page.post(where, {**given, "title": "Cuoca"}).url == url
    assert page.post(f"{where}passo/occupato/", {"on": "23.11.2026"}).url == url
    with acting(world.actor("paolo")):
        assert (Vacancy.objects.get().title, Vacancy.objects.get().state) == ("Cuoca", "filled")


def test_what_is_known_is_changed(world: World, host: Host, as_user: Open) -> None:
    page, url = as_user("paolo"), f"/enti-ospitanti/{host.id}/"
    assert page.get(f"{url}modifica/").status_code == 200
    assert page.post(f"{url}modifica/", {"trade": "pane", "headcount": "3", "is_public": "on"}).url == url
    found = page.get(url).content.decode()
    assert "pubblica amministrazione" in found
    assert "può ospitare un tirocinio" in found


def test_who_follows_people_reads_and_does_not_edit(host: Host, as_user: Open) -> None:
    page, url = as_user("luca"), f"/enti-ospitanti/{host.id}/"
    found = page.get(url).content.decode()
    assert "Nessun posto libero" in found
    assert "Modifica" not in found
    assert page.get(f"{url}modifica/").status_code == 404
    assert as_user("giulia").get(url).status_code == 404


def test_the_list_asks_the_same_few_questions_however_long(world: World, host: Host, as_user: Open) -> None:
    page = as_user("paolo")
    page.get("/enti-ospitanti/")
    with CaptureQueriesContext(connection) as few:
        assert "Cucina Aperta" in page.get("/enti-ospitanti/").content.decode()
    with acting(world.actor("paolo")) as paolo:
        actions.add_vacancy(host=host, title="Aiuto cucina", starts_on=TODAY, by=paolo)
        for name in ("Forno Vecchio", "Orto Comune", "Lavanderia Sole"):
            body = actions.name_body(name=name, by=paolo)
            actions.add_host(programme=world.programme, organization=body, by=paolo)
    with CaptureQueriesContext(connection) as many:
        assert "Orto Comune" in page.get("/enti-ospitanti/").content.decode()
    assert len(many) == len(few)
    assert "Orto Comune" not in page.get("/enti-ospitanti/?posti=liberi").content.decode()
    assert page.get("/enti-ospitanti/?esporta=xlsx").status_code == 200
