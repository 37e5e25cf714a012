"""Pages about reaching a person: one tap, three minutes, and the day she agrees."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.drafts.models import Draft
from ciao.outreach import actions
from ciao.outreach.models import Attempt, FirstContact, Signal
from tests.cast import World
from tests.outreach.test_actions import TODAY, signal_of

AsUser = Callable[[str], Any]
MET = {"met_on": "23.11.2026", "channel": "in_person", "needs": ["work", "home"], "own_words": "Vorrei lavorare"}


def test_one_tap_writes_an_attempt_and_the_third_proposes_to_give_up(world: World, as_user: AsUser) -> None:
    signal, paolo = signal_of(world, phone="333 1234567", safe_contact="always"), as_user("paolo")
    url = f"/segnalazioni/{signal.id}/"
    html = paolo.get(url).content.decode()
    assert "tel:+393331234567" in html
    assert "https://wa.me/393331234567?text=Ciao%2C%20sono%20Paolo" in html
    for _ in range(3):
        assert paolo.post(f"{url}tentativo/", {"channel": "call", "outcome": "no_answer"}).url == url
    html = paolo.get(url).content.decode()
    assert "3 tentativi senza risposta" in html
    assert "Segna non raggiungibile" in html
    assert "3 tentativi" in paolo.get("/segnalazioni/").content.decode()
    paolo.post(f"{url}tentativo/", {"channel": "call", "outcome": "boh"})
    paolo.post(f"{url}non-raggiungibile/", {"reason": "Tre volte", "on": "23.11.2026"})
    paolo.post(f"{url}tentativo/", {"channel": "call", "outcome": "answered"})
    assert "non c’è più da chiamare" in paolo.get(url).content.decode()
    with acting(world.actor("paolo")):
        assert Attempt.objects.count() == 3


def test_no_message_is_offered_where_it_is_a_danger(world: World, as_user: AsUser) -> None:
    signal = signal_of(world, phone="333 1234567", safe_contact="no_messages", channel="message")
    html = as_user("paolo").get(f"/segnalazioni/{signal.id}/").content.decode()
    assert "tel:+39333" in html
    assert "wa.me" not in html
    assert "Testo pronto" not in html


def test_the_ready_text_is_in_the_persons_language_and_names_no_programme(world: World, as_user: AsUser) -> None:
    from ciao.core.command.messages import compile_all

    compile_all()
    signal = signal_of(world, phone="333 1234567", safe_contact="always", language="Francese")
    html = as_user("paolo").get(f"/segnalazioni/{signal.id}/").content.decode()
    ready = re.search(r'<textarea class="c-in" id="ready"[^>]*>([^<]*)<', html)
    assert ready
    assert ready[1].startswith("Bonjour, c’est Paolo")
    assert "CIAO" not in ready[1]


def test_a_first_contact_keeps_its_draft_and_its_words(world: World, as_user: AsUser) -> None:
    signal, paolo = signal_of(world), as_user("paolo")
    url = f"/segnalazioni/{signal.id}/primo-contatto/"
    with acting(world.actor("paolo")):
        scope = Signal.objects.get().scope_id
    paolo.post(f"/bozze/outreach-first-contact/{scope}/{signal.id}/", {"own_words": "a metà"})
    assert "a metà" in paolo.get(url).content.decode()
    bad = paolo.post(url, {**MET, "met_on": "31.12.2026"})
    assert bad.status_code == 422
    assert "Vorrei lavorare" in bad.content.decode()
    typed = {**MET, "barriers": ["hours"], "arranged_transport": "biglietti", "is_informed": "on"}
    paolo.post(url, typed)
    html = paolo.get(f"/segnalazioni/{signal.id}/").content.decode()
    for words in ("lavoro, casa", "«Vorrei lavorare»", "biglietti", "da organizzare", "Informata il 23.11.2026"):
        assert words in html
    assert 'value="biglietti"' in paolo.get(url).content.decode()
    with acting(world.actor("paolo")):
        assert Draft.objects.count() == 0


def test_a_first_contact_page_leaves_one_read_line(world: World, as_user: AsUser) -> None:
    signal = signal_of(world)
    as_user("paolo").get(f"/segnalazioni/{signal.id}/primo-contatto/")
    line = ReadLine.objects.get()
    assert (line.purpose, line.person_ids) == ("primo contatto", [signal.id])


def test_somebody_met_on_the_street_becomes_a_signal_once(world: World, as_user: AsUser) -> None:
    karim, url = as_user("karim"), "/segnalazioni/incontro/"
    found = re.search(r'name="row_id" value="([^"]+)"', karim.get(url).content.decode())
    assert found
    empty = karim.post(url, {**MET, "row_id": found[1]})
    assert empty.status_code == 422
    assert "almeno un soprannome" in empty.content.decode()
    typed = {**MET, "row_id": found[1], "name": "Volpe", "where": "stazione"}
    assert karim.post(url, typed).url == f"/segnalazioni/{found[1]}/"
    karim.post(url, typed)
    with acting(world.actor("karim")):
        signal = Signal.objects.get()
        assert (signal.name, signal.place, signal.source) == ("Volpe", "stazione", "community_agent")
        assert FirstContact.objects.get().needs == ["work", "home"]


def test_the_form_refuses_a_name_from_a_centre_and_keeps_what_was_typed(world: World, as_user: AsUser) -> None:
    paolo = as_user("paolo")
    found = re.search(r'name="row_id" value="([^"]+)"', paolo.get("/segnalazioni/nuova/").content.decode())
    assert found
    typed = {"row_id": found[1], "source": "anti_violence", "name": "Nina", "code": "C-7",
             "received_on": "23.11.2026", "legal_basis": "social_assistance"}  # fmt: skip
    bad = paolo.post("/segnalazioni/nuova/", typed)
    assert bad.status_code == 422
    assert "segnala con un codice" in bad.content.decode()
    assert 'value="C-7"' in bad.content.decode()
    url = paolo.post("/segnalazioni/nuova/", {**typed, "name": ""}).url
    html = paolo.get(url).content.decode()
    assert "Codice del centro" in html
    assert "Prendi in carico" not in html


def test_once_she_agrees_the_code_has_a_name_and_the_path_may_open(world: World, as_user: AsUser) -> None:
    signal, paolo = signal_of(world, source="anti_violence", name="", code="C-7"), as_user("paolo")
    url = f"/segnalazioni/{signal.id}/"
    early = paolo.post(f"{url}consenso-al-nome/", {"name": "Nina", "agreed_on": "23.11.2026"})
    assert "scrivi prima il primo contatto" in early.content.decode()
    with acting(world.actor("paolo")) as by:
        actions.record_first_contact(signal=signal, met_on=TODAY, channel="in_person", by=by)
    assert "Chiedere se è d’accordo" in paolo.get(url).content.decode()
    paolo.post(f"{url}consenso-al-nome/", {"name": "Nina", "agreed_on": "23.11.2026"})
    html = paolo.get(url).content.decode()
    assert "Nina" in html
    assert "Prendi in carico" in html


def test_a_stranger_finds_none_of_these_pages(world: World, as_user: AsUser) -> None:
    signal, chiara = signal_of(world), as_user("chiara")
    for page in ("primo-contatto/", "consenso-al-nome/"):
        assert chiara.get(f"/segnalazioni/{signal.id}/{page}").status_code == 404
    answer = chiara.post(f"/segnalazioni/{signal.id}/tentativo/", {"channel": "call", "outcome": "answered"})
    assert answer.status_code == 404


def test_the_queue_says_what_is_about_to_go_and_whose_it_is(world: World, as_user: AsUser) -> None:
    old = signal_of(world, received_on=TODAY - timedelta(days=26))
    new = signal_of(world)
    paolo = as_user("paolo")
    with acting(world.actor("paolo")) as by:
        actions.assign_signal(signal=new, to=world.mandates["paolo"], on=TODAY, by=by)
    html = paolo.get("/segnalazioni/?scadenza=vicina").content.decode()
    assert "tra 5 giorni si cancella: la persona non sa che abbiamo i suoi dati" in html
    assert f"n. {new.number}<" not in html
    assert f"n. {old.number}<" not in paolo.get("/segnalazioni/?di=mie").content.decode()
    assert f"n. {new.number}<" not in paolo.get("/segnalazioni/?di=nessuno").content.decode()
