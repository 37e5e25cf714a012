"""Pages of the network: antennas, interviews, doors, and what outreach counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.outreach import actions
from ciao.outreach.models import Antenna, AntennaLink, Interview, Signal
from tests.cast import World
from tests.outreach.test_actions import TODAY, signal_of
from tests.outreach.test_figures import antenna_of

AsUser = Callable[[str], Any]
BASE = "/segnalazioni/antenne/"
HEARD = {
    "kind": "interview", "held_on": "23.11.2026", "with_whom": "due insegnanti", "participants_count": "2",
    "themes": ["training", "home"], "emerged": "Ragazzi fermi", "municipality": "Rozzano",
}  # fmt: skip


@pytest.fixture
def antenna(world: World) -> Antenna:
    with acting(world.actor("paolo")) as paolo:
        actions.open_public_page(programme=world.programme, slug="aiuto", by=paolo)
    return antenna_of(world)


def row_id(page: Any) -> str:
    found = re.search(r'name="row_id" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def queries_of(client: Any, url: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_an_antenna_is_added_corrected_and_taken_out(world: World, as_user: AsUser) -> None:
    karim = as_user("karim")
    typed = {"row_id": row_id(karim.get(f"{BASE}nuova/")), "name": "Scuola Verdi", "kind": "school",
             "municipality": "Rozzano", "started_on": "1.3.2026"}  # fmt: skip
    bad = karim.post(f"{BASE}nuova/", {**typed, "kind": "", "municipality": "Atlantide"})
    assert bad.status_code == 422
    assert 'value="Scuola Verdi"' in bad.content.decode()
    url = karim.post(f"{BASE}nuova/", typed).url
    assert "Darle un modo per segnalare" in karim.get(url).content.decode()
    assert karim.get(f"{url}modifica/").status_code == 200
    karim.post(f"{url}modifica/", {**typed, "name": "Scuola Bianchi", "referent_name": "la preside"})
    assert "la preside" in karim.get(url).content.decode()
    karim.post(f"{url}uscita/", {"on": "23.11.2026"})
    assert "È uscita dalla rete" in karim.get(url).content.decode()
    karim.post(f"{url}riprendi/")
    with acting(world.actor("karim")):
        assert Antenna.objects.get().is_active()
    assert "Scuola Bianchi" in karim.get(f"{BASE}?tipo=school&stato=attive").content.decode()


def test_who_may_only_read_the_network_changes_nothing(antenna: Antenna, as_user: AsUser) -> None:
    elena = as_user("elena")
    assert "Nuova antenna" not in elena.get(BASE).content.decode()
    assert elena.get(f"{BASE}{antenna.id}/").status_code == 200
    for page in ("nuova/", f"{antenna.id}/modifica/", f"{antenna.id}/collegamento/"):
        assert elena.get(f"{BASE}{page}").status_code == 404
    assert as_user("giulia").get(BASE).status_code == 404


def test_lists_of_the_network_ask_as_many_questions_however_long(
    world: World, antenna: Antenna, as_user: AsUser
) -> None:
    paolo = as_user("paolo")
    pages = (BASE, "/segnalazioni/interviste/", "/segnalazioni/", "/segnalazioni/orientamenti/")
    _some(world, antenna)
    before = [queries_of(paolo, url) for url in pages]
    for number in range(3):
        _some(world, antenna_of(world, name=f"Antenna {number}"))
    assert [queries_of(paolo, url) for url in pages] == before


def _some(world: World, antenna: Antenna) -> None:
    signal_of(world, antenna=antenna)
    sent = signal_of(world, antenna=antenna)
    with acting(world.actor("paolo")) as paolo:
        actions.orient_signal(signal=sent, destination="Sportello", reason="Casa", on=TODAY, by=paolo)
        actions.record_interview(
            programme=world.programme, by=paolo, antenna=antenna, kind="interview", held_on=TODAY,
            with_whom="il parroco", themes=["home"], emerged="Casa", follow_up="Un incontro", follow_up_on=TODAY,
        )  # fmt: skip


def test_an_interview_is_written_read_together_and_followed_up(world: World, antenna: Antenna, as_user: AsUser) -> None:
    karim, base = as_user("karim"), "/segnalazioni/interviste/"
    typed = {**HEARD, "row_id": row_id(karim.get(f"{base}nuova/?antenna={antenna.id}")), "antenna": str(antenna.id)}
    bad = karim.post(f"{base}nuova/", {**typed, "follow_up": "Un incontro"})
    assert bad.status_code == 422
    assert "Scrivi entro quando" in bad.content.decode()
    promised = {
        "follow_up": "Un incontro",
        "follow_up_on": "30.11.2026",
        "follow_up_owner": str(world.mandates["marta"].id),
    }
    url = karim.post(f"{base}nuova/", {**typed, **promised}).url
    html = karim.get(url).content.decode()
    assert "se ne occupa Marta" in html
    assert "scuola e formazione, casa" in html
    assert "1 intervista letta" in karim.get(f"{base}temi/").content.decode()
    assert "entro il 30" in karim.get(f"{base}?seguito=aperto&tema=home").content.decode()
    assert karim.get(f"{url}modifica/").status_code == 200
    karim.post(f"{url}modifica/", {**typed, **promised, "emerged": "Ragazzi a casa"})
    karim.post(f"{url}fatto/", {"on": "23.11.2026"})
    assert "Niente in sospeso" in karim.get(url).content.decode()
    with acting(world.actor("karim")):
        assert Interview.objects.get().emerged == "Ragazzi a casa"


def test_the_network_is_not_there_for_who_has_another_role(antenna: Antenna, as_user: AsUser) -> None:
    luca = as_user("luca")
    for url in (BASE, f"{BASE}{antenna.id}/", "/segnalazioni/percorso/", "/segnalazioni/bisogni/"):
        assert luca.get(url).status_code == 404


def test_a_poster_is_made_and_printed_in_seven_languages(antenna: Antenna, as_user: AsUser) -> None:
    karim, url = as_user("karim"), f"{BASE}{antenna.id}/"
    assert karim.get(f"{url}locandina/").status_code == 404
    assert karim.post(f"{url}fai-locandina/").url == f"{url}locandina/"
    html = karim.get(f"{url}locandina/").content.decode()
    assert "<svg" in html
    assert "http://testserver/segnala/aiuto/da/" in html
    assert 'lang="ar" dir="rtl"' in html


def test_a_poster_without_a_public_page_says_what_to_do(world: World, as_user: AsUser) -> None:
    url = f"{BASE}{antenna_of(world).id}/"
    karim = as_user("karim")
    assert karim.post(f"{url}fai-locandina/").url == url
    assert "Prima serve la pagina pubblica" in karim.get(url).content.decode()
    assert "Prima serve la pagina pubblica" in karim.post(f"{url}collegamento/", {"label": "x"}).content.decode()


def test_a_link_is_shown_once_and_revoked(world: World, antenna: Antenna, as_user: AsUser) -> None:
    karim, url = as_user("karim"), f"{BASE}{antenna.id}/"
    assert karim.get(f"{url}collegamento/").status_code == 200
    assert karim.post(f"{url}collegamento/", {"label": ""}).status_code == 422
    shown = karim.post(f"{url}collegamento/", {"label": "segreteria"}).content.decode()
    address = re.search(r"http://testserver(/chi-segnala/[\w-]+/)", shown)
    assert address
    html = karim.get(url).content.decode()
    assert "segreteria" in html
    assert address[1] not in html
    with acting(world.actor("karim")):
        row = AntennaLink.objects.get()
    assert as_user("elena").post(f"{BASE}collegamenti/{row.id}/revoca/").status_code == 404
    karim.post(f"{BASE}collegamenti/{row.id}/revoca/")
    assert "revocato" in karim.get(url).content.decode()
    assert as_user("karim").get(address[1]).status_code == 404


def test_the_way_from_signals_to_people_is_drawn_and_counted(world: World, antenna: Antenna, as_user: AsUser) -> None:
    _some(world, antenna)
    html = as_user("elena").get("/segnalazioni/percorso/").content.decode()
    assert "2 segnalate, 0 incontrate" in html
    assert "Parrocchia San Rocco" in html
    assert "?antenna=" not in html
    assert f"?antenna={antenna.id}" in as_user("paolo").get("/segnalazioni/percorso/").content.decode()


def test_needs_are_read_together_without_names(world: World, as_user: AsUser) -> None:
    signal = signal_of(world)
    with acting(world.actor("paolo")) as paolo:
        actions.record_first_contact(
            signal=signal, met_on=TODAY, channel="in_person", by=paolo, needs=["home"], barriers={"hours": ""}
        )
    html = as_user("elena").get("/segnalazioni/bisogni/").content.decode()
    assert "comune non detto" in html
    assert "Casa" in html
    assert "Orari" in html
    assert "Nina" not in html


def test_orientations_come_back_to_be_asked_about(world: World, as_user: AsUser) -> None:
    old, fresh = signal_of(world, received_on=TODAY - timedelta(days=40)), signal_of(world)
    with acting(world.actor("paolo")) as paolo:
        for signal, day in ((old, TODAY - timedelta(days=35)), (fresh, TODAY)):
            actions.orient_signal(signal=signal, destination="Sportello", reason="Casa", on=day, by=paolo)
    due = as_user("paolo").get("/segnalazioni/orientamenti/?quali=ora").content.decode()
    assert f"n. {old.number}<" in due
    assert f"n. {fresh.number}<" not in due
    assert Signal.objects.count() == 2
