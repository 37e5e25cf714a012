"""The pages of matching, as who follows, who looks for hosts and who sees nothing open them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.cases.models import Availability, WorkWish
from ciao.matches import actions
from ciao.matches.models import DangerPlace, HostBar, Match, MatchRound, PlaceTerms
from tests.journeys.forms import typed
from tests.matches.conftest import Market, comune, person, place, ready
from tests.protected import hide

Open = Callable[[str], Any]
TODAY = date(2026, 11, 23)


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def propose(market: Market, name: str = "Amina", where: str = "kitchen") -> Match:
    with acting(market.world.actor("luca")) as luca:
        return actions.propose_match(case=market.cases[name], vacancy=market.vacancies[where], by=luca)


def test_availability_in_a_minute_from_the_fascicolo(market: Market, as_user: Open) -> None:
    case, page = person(market.world, "Ines"), as_user("luca")
    assert "Scrivi la disponibilità" in text(page.get(case.get_absolute_url()))
    path = f"/persone/{case.id}/disponibilita/"
    form = typed(page.get(path), "reach", words="Mi piace cucinare", starts_from="Paese che non esiste")
    bad = page.post(path, form | {"days": ["0", "1"], "wanted": ["kitchen"], "unwanted": ["kitchen"]})
    assert bad.status_code == 422
    assert "Mi piace cucinare" in text(bad)
    good = form | {"days": ["0", "1"], "parts": ["morning"], "wanted": ["kitchen"], "starts_from": ""}
    assert page.post(path, good | {"unwanted": ["kitchen"]}).status_code == 422
    assert page.post(path, good).url == case.get_absolute_url()
    assert Availability.objects.get(case=case).days == [0, 1]
    assert WorkWish.objects.get(case=case).words == "Mi piace cucinare"
    shown = text(page.get(case.get_absolute_url()))
    assert "lunedì, martedì · mattina" in shown
    assert "Mi piace cucinare" in shown
    assert as_user("chiara").get(path).status_code == 404
    assert as_user("paolo").get(path).status_code == 404


def test_places_for_a_person_the_best_first_and_why_not(market: Market, as_user: Open) -> None:
    ready(market, "Amina", wanted=["kitchen"], unwanted=["land"])
    case, page = market.cases["Amina"], as_user("luca")
    shown = text(page.get(f"/persone/{case.id}/posti/"))
    assert "1 posto adatto" in shown
    assert "Aiuto in cucina, Trattoria dei Tigli" in shown
    assert "È un lavoro che non vuole" in shown
    garden = f"/persone/{case.id}/posti/{market.vacancies['garden'].id}/"
    form = typed(page.get(garden), "row_id")
    assert "Scrivi una risposta per «Perché lo proponi lo stesso»" in text(page.post(garden, form))
    made = page.post(garden, form | {"reason": "Ha provato un giorno e le è piaciuto."})
    match = Match.objects.get()
    assert made.url == f"/abbinamenti/{match.id}/"
    assert "Regole superate" in text(page.get(made.url))
    assert page.post(garden, form | {"reason": "Ha provato un giorno e le è piaciuto."}).url == made.url
    assert "Ha già un abbinamento" in text(page.get(f"/persone/{case.id}/posti/"))
    assert as_user("chiara").get(garden).status_code == 404


def test_an_unsafe_place_is_as_if_it_were_not_there(market: Market, as_user: Open) -> None:
    case = market.cases["Amina"]
    with acting(market.world.actor("marta")) as marta:
        actions.name_danger(person=case.person, municipality=comune(), by=marta)
    page = as_user("luca")
    shown = text(page.get(f"/persone/{case.id}/posti/"))
    assert "Trattoria dei Tigli" not in shown
    assert "posto sicuro" not in shown
    assert "0 posti adatti" in shown
    assert page.get(f"/persone/{case.id}/posti/{market.vacancies['kitchen'].id}/").status_code == 404


def test_everybody_at_once_then_the_comparison_and_who_stays_out(market: Market, as_user: Open) -> None:
    market.cases["Ines"] = person(market.world, "Ines")
    ready(market, "Ines", unwanted=["land"])
    ready(market, "Sara", unwanted=["land"])
    page = as_user("luca")
    assert "Ancora nessun abbinamento" in text(page.get("/abbinamenti/"))
    path = "/abbinamenti/tutte-insieme/"
    assert "2 posti liberi" in text(page.get(path))
    form = typed(page.get(path), "row_id")
    assert page.post(path, form | {"cases": []}).status_code == 422
    made = page.post(path, form | {"cases": [str(one.id) for one in market.cases.values()]})
    found = MatchRound.objects.get()
    assert made.url == f"/abbinamenti/giri/{found.id}/"
    shown = text(page.get(made.url))
    assert "Con questo abbinamento: 2 persone" in shown
    assert "in ordine d’arrivo: 1 persona" in shown or "in ordine d’arrivo: 2 persone" in shown
    assert "Chi è ancora senza" in shown
    assert "Ines" in shown
    assert text(page.get("/abbinamenti/")).count("proposto") >= 2
    assert "Amina" not in text(as_user("chiara").get(made.url))


def test_from_two_yeses_to_the_internship(market: Market, as_user: Open) -> None:
    match, page = propose(market), as_user("luca")
    path = f"/abbinamenti/{match.id}/"
    for step in ("persona-accetta", "accetta-anche-l-ente", "conferma"):
        form = typed(page.get(f"{path}passo/{step}/"), "on")
        assert page.post(f"{path}passo/{step}/", form).url == path
    shown = text(page.get(path))
    assert f"/persone/{match.case_id}/tirocinio/?abbinamento={match.id}" in shown
    assert "Prepara il tirocinio" in shown
    late = page.post(f"{path}passo/conferma/", {"on": "23.11.2026"})
    assert late.status_code == 422
    assert "Ora è confermato" in text(late)
    discard = page.post(f"{path}passo/scarta/", {"on": "23.11.2026", "note": "Ha trovato lavoro"})
    assert discard.status_code == 422
    assert "Ha trovato lavoro" in text(discard)
    page.post(f"{path}passo/scarta/", {"on": "23.11.2026", "note": "Ha trovato lavoro", "refused_by": "team"})
    assert "Cerca un altro posto" in text(page.get(path))
    assert page.get(f"{path}passo/altro/").status_code == 404
    assert as_user("chiara").get(path).status_code == 404
    assert as_user("chiara").post(f"{path}passo/rimetti/", {"on": "23.11.2026", "note": "x"}).status_code == 404


def test_moved_by_hand_through_the_page(market: Market, as_user: Open) -> None:
    match, page = propose(market), as_user("luca")
    path = f"/abbinamenti/{match.id}/sposta/"
    assert page.post(path, {"vacancy": "", "reason": "Una prova"}).status_code == 422
    page.post(path, {"vacancy": str(market.vacancies["garden"].id), "reason": ""})
    match.refresh_from_db()
    assert match.vacancy_id == market.vacancies["garden"].id


def test_who_looks_for_hosts_sees_how_many_and_never_who(market: Market, as_user: Open) -> None:
    propose(market)
    for who in ("paolo", "luca"):
        shown = text(as_user(who).get("/abbinamenti/posti/"))
        assert "Aiuto in cucina" in shown
        assert "Amina" not in shown
    assert ReadLine.objects.count() == 0
    page, path = as_user("paolo"), f"/abbinamenti/posti/{market.vacancies['kitchen'].id}/condizioni/"
    assert page.post(path, {"seats": "0"}).status_code == 422
    assert (
        page.post(path, {"seats": "2", "fields_of_work": ["kitchen"], "least_age": "18"}).url == "/abbinamenti/posti/"
    )
    terms = PlaceTerms.objects.get()
    assert (terms.seats, terms.fields, terms.least_age) == (2, ["kitchen"], 18)
    assert 'value="18"' in text(page.get(path))
    assert as_user("luca").get(path).status_code == 404


def test_hosts_to_avoid_through_the_page(market: Market, as_user: Open) -> None:
    case, page = market.cases["Amina"], as_user("luca")
    path = f"/persone/{case.id}/enti-da-evitare/"
    form = typed(page.get(path), "host", host=str(market.hosts["kitchen"].id), note="Nel 2025")
    assert page.post(path, form).status_code == 422
    page.post(path, form | {"kind": "worked"})
    bar = HostBar.objects.get()
    assert "Trattoria dei Tigli" in text(page.get(path))
    assert as_user("chiara").post(f"/abbinamenti/enti-da-evitare/{bar.id}/togli/").status_code == 404
    page.post(f"/abbinamenti/enti-da-evitare/{bar.id}/togli/")
    assert HostBar.objects.get().ends_on == TODAY


def test_dangerous_places_are_of_who_may_protect(market: Market, as_user: Open) -> None:
    case, page = market.cases["Amina"], as_user("marta")
    path = f"/persone/{case.id}/luoghi-pericolosi/"
    form = typed(page.get(path), "words", why="Ci abita lui")
    empty = page.post(path, form)
    assert empty.status_code == 422
    assert "Ci abita lui" in text(empty)
    page.post(path, form | {"words": "Bar Sport"})
    spot = DangerPlace.objects.get()
    assert "Bar Sport" in text(page.get(path))
    for who in ("luca", "chiara", "paolo"):
        assert as_user(who).get(path).status_code == 404
    assert page.post(f"{path}{spot.id}/togli/", {"note": ""}).status_code == 422
    page.post(f"{path}{spot.id}/togli/", {"note": "Il bar ha chiuso per sempre."})
    spot.refresh_from_db()
    assert spot.ends_on == TODAY


def test_a_protected_match_is_seen_by_who_is_named_only(market: Market, as_user: Open) -> None:
    match = propose(market)
    hide(market.world, market.cases["Amina"], "Rosa")
    assert as_user("luca").get(f"/abbinamenti/{match.id}/").status_code == 404
    shown = text(as_user("marta").get(f"/abbinamenti/{match.id}/"))
    assert "Rosa" in shown
    assert "Amina" not in shown


def test_the_list_costs_the_same_for_one_and_for_two(market: Market, as_user: Open) -> None:
    propose(market)
    page = as_user("luca")
    page.get("/abbinamenti/")
    with CaptureQueriesContext(connection) as few:
        page.get("/abbinamenti/")
    propose(market, "Sara", "garden")
    before = ReadLine.objects.count()
    with CaptureQueriesContext(connection) as many:
        page.get("/abbinamenti/")
    assert len(many) == len(few)
    assert ReadLine.objects.count() == before + 1


def test_places_for_a_person_cost_the_same_whatever_the_places(market: Market, as_user: Open) -> None:
    page, path = as_user("luca"), f"/persone/{market.cases['Amina'].id}/posti/"
    page.get(path)
    with CaptureQueriesContext(connection) as few:
        page.get(path)
    place(market.world, "Bottega Nuova", "Banco")
    with CaptureQueriesContext(connection) as many:
        page.get(path)
    assert len(many) == len(few)
