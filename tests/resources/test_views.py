"""The directory through its pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.cases.actions import ask_case_back, orient_case
from ciao.core import clock
from ciao.outreach.actions import ask_back, orient_signal
from ciao.resources.models import Resource
from tests.cases.test_lists import person
from tests.cast import World
from tests.conftest import TODAY
from tests.outreach.test_actions import signal_of
from tests.resources.test_actions import add

AsUser = Callable[[str], Any]
TYPED = {
    "row_id": "3f0c1d7e-6d6f-4f35-8f43-0d6c0d6c0d6c", "kind": "service", "name": "Sportello Aurora",
    "organization_name": "Associazione Aurora", "audience": "women", "municipality": "Milano", "age_min": "18",
}  # fmt: skip


def test_a_resource_is_written_corrected_and_checked_in_one_click(world: World, as_user: AsUser) -> None:
    paolo = as_user("paolo")
    answer = paolo.post("/risorse/nuova/", TYPED)
    found = Resource.objects.get()
    assert answer["Location"] == f"/risorse/{found.id}/"
    html = paolo.get(f"/risorse/{found.id}/").content.decode()
    assert "donne, da 18 anni" in html
    assert "controllata oggi, da Paolo" in html
    assert paolo.get(f"/risorse/{found.id}/modifica/").content.decode().count("Sportello Aurora") >= 2
    assert paolo.post(f"/risorse/{found.id}/modifica/", {**TYPED, "cost": "gratuito"}).status_code == 302
    with clock.at(TODAY + timedelta(days=200)):
        assert "Controllare che sia ancora così" in paolo.get(f"/risorse/{found.id}/").content.decode()
        assert paolo.post(f"/risorse/{found.id}/controllata/").status_code == 302
        assert paolo.get(f"/risorse/{found.id}/controllata/").status_code == 405
    found.refresh_from_db()
    assert (found.cost, found.checked_on) == ("gratuito", TODAY + timedelta(days=200))


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"name": ""}, "Nome"),
        ({"municipality": "Atlantide"}, "Non troviamo questo comune"),
        ({"kind": "measure"}, "Scrivi da quando è attiva la misura"),
        ({"age_max": "12"}, "L’età più alta"),
    ],
)
def test_bad_input_keeps_what_was_typed(world: World, as_user: AsUser, more: dict[str, str], sentence: str) -> None:
    answer = as_user("paolo").post("/risorse/nuova/", {**TYPED, **more})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Associazione Aurora" in answer.content.decode()


def test_who_keeps_it_sees_stale_ones_first_and_others_by_name(world: World, as_user: AsUser) -> None:
    with clock.at(TODAY - timedelta(days=200)):
        add(world, name="Zeta vecchia")
    add(world, name="Alfa nuova")
    kept = as_user("paolo").get("/risorse/").content.decode()
    read = as_user("luca").get("/risorse/").content.decode()
    assert kept.index("Zeta vecchia") < kept.index("Alfa nuova")
    assert read.index("Alfa nuova") < read.index("Zeta vecchia")
    assert "Nuova risorsa" not in read
    assert "Alfa nuova" not in as_user("paolo").get("/risorse/?controllo=vecchie").content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=arabo", {"Aurora"}), ("comune=015146", {"Aurora", "Dote"}), ("chi=women", {"Aurora", "Dote"}),
        ("tipo=measure", {"Dote"}), ("stato=closed", set()), ("q=zzz", set()),
    ],
)  # fmt: skip
def test_the_directory_is_searched_and_filtered(world: World, as_user: AsUser, query: str, shown: set[str]) -> None:
    add(world, name="Aurora", municipality_id="015146", audience="women", languages="italiano, arabo")
    add(world, name="Dote", kind="measure", starts_on=TODAY)
    html = as_user("marta").get(f"/risorse/?{query}").content.decode()
    assert {name for name in ("Aurora", "Dote") if re.search(f">{name}<", html)} == shown


def test_the_directory_asks_the_same_number_of_times(world: World, as_user: AsUser) -> None:
    counts = []
    paolo = as_user("paolo")
    for at in range(3):
        add(world, name=f"Servizio {at}", municipality_id="015146")
        with CaptureQueriesContext(connection) as queries:
            assert f"Servizio {at}" in paolo.get("/risorse/").content.decode()
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_it_closes_and_opens_from_its_page(world: World, as_user: AsUser) -> None:
    found, paolo = add(world), as_user("paolo")
    url = f"/risorse/{found.id}/"
    assert paolo.post(f"{url}chiudi-per-ora/", {"on": "23.11.2026", "reason": "Ferie"}).status_code == 302
    assert "È chiusa per ora" in paolo.get(url).content.decode()
    assert paolo.post(f"{url}riattiva/", {"on": "23.11.2026"}).status_code == 302
    assert paolo.post(f"{url}chiudi/", {"on": "23.11.2026", "reason": ""}).status_code == 422
    assert paolo.post(f"{url}chiudi/", {"on": "23.11.2026", "reason": "Chiuso"}).status_code == 302
    assert "È chiusa" in paolo.get(url).content.decode()
    assert paolo.get(f"{url}altro/").status_code == 404
    assert as_user("luca").post(f"{url}riapri/", {"on": "23.11.2026", "reason": "x"}).status_code == 404


def test_open_data_are_downloaded(world: World, as_user: AsUser) -> None:
    found = add(world)
    luca = as_user("luca")
    page = json.loads(luca.get("/risorse/apri-dati/").content)
    assert [one["id"] for one in page["contents"]] == [str(found.id)]
    assert luca.get("/risorse/apri-dati/tabelle/").content.startswith(b"PK")


def test_its_page_counts_who_was_sent_and_how_many_it_helped(world: World, as_user: AsUser) -> None:
    found = add(world)
    signals, case = [signal_of(world), signal_of(world)], person(world, "Amina", "Prova")
    with acting(world.actor("paolo")) as paolo:
        for signal in signals:
            sent = orient_signal(signal=signal, destination="", resource=found, reason="Più vicino", on=TODAY, by=paolo)
        assert sent.destination == "Sportello Aurora"
        ask_back(orientation=sent, worked=False, on=TODAY, by=paolo)
    with acting(world.actor("marta")) as marta:
        also = orient_case(case=case, resource=found, reason="Ascolto", on=TODAY, by=marta)
        ask_case_back(orientation=also, worked=True, on=TODAY, by=marta)
    for name in ("paolo", "luca"):
        html = as_user(name).get(f"/risorse/{found.id}/").content.decode()
        assert "3 persone mandate qui. Ha funzionato: 1. Non ha funzionato: 1. Da chiedere: 1." in html


def test_the_directory_says_which_entry_to_check_first_to_who_keeps_it(world: World, as_user: AsUser) -> None:
    add(world, name="Sportello vecchio")
    Resource.objects.update(checked_on=clock.today() - timedelta(days=400))
    add(world, name="Sportello nuovo")
    assert "Controlla se Sportello vecchio è ancora così" in as_user("paolo").get("/risorse/").content.decode()
    Resource.objects.update(checked_on=clock.today())
    assert "Tutto controllato" in as_user("paolo").get("/risorse/").content.decode()
