"""A person's own page: bodies and professions, never a worker's name; nothing where somebody may be watching."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions import open_case
from ciao.cases.models import Case
from ciao.people.actions import give_consent, show_notice
from ciao.people.actions.requests import answer_request
from ciao.people.models import ReaderRequest
from ciao.portal.actions import give_page, stop_page
from ciao.portal.rules import Line, readings
from tests.cast import World
from tests.desk.test_oversight import join
from tests.protected import hide

Open = Callable[[str], Any]


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("paolo")) as paolo:
        case = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 3, 12), by=paolo,
            person={"given_name": "Amina"}, identity={"gender": "F"},
        )  # fmt: skip
    with acting(world.actor("marta")) as marta:
        on = date(2026, 11, 1)
        give_consent(person=case.person, purpose="photos", channel="paper", on=on, by=marta)
        show_notice(person=case.person, version="2026-11", language="it", channel="paper", on=on, by=marta)
    return case


@pytest.fixture
def token(world: World, amina: Case) -> str:
    with acting(world.actor("marta")) as marta:
        return give_page(person=amina.person, days=30, by=marta)[1]


def test_a_day_of_readings_is_told_once() -> None:
    day = date(2026, 11, 23)
    lines = [Line(day, "Ente", "case_manager", ("nome",)), Line(day, "Ente", "case_manager", ("diario", "mai visto"))]
    [one] = readings(lines)
    assert one.groups == ("altri dati del percorso", "il diario", "il tuo nome")
    assert [one.profession for one in readings([Line(day, "Ente", "auditor", ())])] == ["altro ruolo del progetto"]


def test_the_person_sees_who_read_and_no_name(world: World, amina: Case, token: str, as_user: Open) -> None:
    as_user("marta").get(f"/persone/{amina.id}/")
    page = Client().get(f"/mia-scheda/{token}/").content.decode()
    for words in ("Azienda Sociale Tre Ponti", "persona di riferimento", "il diario", "foto e riprese", "2026-11"):
        assert words in page
    assert "Marta" not in page


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_it_speaks_seven_languages(token: str, language: str) -> None:
    page = Client().get(f"/mia-scheda/{token}/?lingua={language}").content.decode()
    assert f'lang="{language}"' in page
    assert ("La mia scheda" in page) is (language == "it")
    assert ('dir="rtl"' in page) is (language == "ar")


def test_a_link_that_is_no_more_is_not_there(world: World, amina: Case, token: str) -> None:
    assert Client().get("/mia-scheda/mai-esistito/").status_code == 404
    with acting(world.actor("marta")) as marta:
        newer = give_page(person=amina.person, days=7, by=marta)[1]
    assert Client().get(f"/mia-scheda/{token}/").status_code == 404
    with acting(world.actor("marta")) as marta:
        assert stop_page(person=amina.person, by=marta) == 1
    assert Client().get(f"/mia-scheda/{newer}/").status_code == 404
    assert Client().post(f"/mia-scheda/{newer}/chiedi/").status_code == 404


def test_where_somebody_may_watch_the_link_stops_and_is_not_given(world: World, amina: Case, token: str) -> None:
    protection = hide(world, amina, "Rosa")
    assert Client().get(f"/mia-scheda/{token}/").status_code == 404
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="non si dà"):
            give_page(person=amina.person, days=7, by=marta)
        protection.is_page_safe = True
        protection.save()
        safe = give_page(person=amina.person, days=7, by=marta)[1]
    assert "Rosa" in Client().get(f"/mia-scheda/{safe}/").content.decode()


def test_the_names_are_asked_of_who_protects_the_data(world: World, amina: Case, token: str, as_user: Open) -> None:
    asked = Client().post(f"/mia-scheda/{token}/chiedi/?lingua=fr")
    assert "chiesto=1" in asked["Location"]
    assert Client().get(asked["Location"]).status_code == 200
    Client().post(f"/mia-scheda/{token}/chiedi/")
    row = ReaderRequest.objects.get()
    assert row.case_number == amina.number
    join(world, "irina", "data_protection_officer")
    irina, url = as_user("irina"), f"/registro-letture/richieste/{row.id}/"
    assert "da fare" in irina.get("/registro-letture/richieste/").content.decode()
    assert irina.get(url).status_code == 200
    assert irina.post(url, {"text": "Detto di persona."}).status_code == 302
    row.refresh_from_db()
    with acting(world.actor("irina")) as actor, pytest.raises(NotPossible, match="già risposto"):
        answer_request(asked=row, answer="ancora", by=actor)
    assert as_user("marta").get(url).status_code == 404


def test_the_team_makes_and_stops_the_link(world: World, amina: Case, as_user: Open) -> None:
    marta, url = as_user("marta"), f"/persone/{amina.id}/pagina-personale/"
    assert marta.get(url).status_code == 200
    assert marta.post(url, {"days": "mille"}).status_code == 422
    made = marta.post(url, {"days": "30"}).content.decode()
    assert "/mia-scheda/" in made
    assert "<svg" in made
    assert "Ferma il collegamento" in marta.get(url).content.decode()
    assert marta.post(f"{url}ferma/").status_code == 302
    hide(world, amina, "Rosa")
    assert "la pagina non si dà" in marta.get(url).content.decode()
    assert marta.post(url, {"days": "30"}).status_code == 422
    assert as_user("chiara").get(url).status_code == 404
