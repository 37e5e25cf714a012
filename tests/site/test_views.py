"""Anybody may ask for a hand; nothing stays on the device and nothing is revealed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from ciao.access.actor import PUBLIC, acting
from ciao.cases.actions import open_case
from ciao.core import clock
from ciao.core.stamp import Stamp, read_stamp
from ciao.outreach.actions import close_public_page
from ciao.outreach.models import PublicPage, Signal
from ciao.site.rules import PER_ADDRESS
from tests.cast import World

URL = "/segnala/aiuto/"
TYPED = {
    "for_whom": "me", "name": "Nina", "comune": "015189", "channel": "call", "phone": "333 1234567",
    "safe_contact": "some_hours", "hours": "mattina", "story": "Cerco <b>lavoro</b>",
}  # fmt: skip


def stamp_of(client: Client, url: str = URL) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', client.get(url).content.decode())
    assert found
    return found[1]


def send(client: Client, seconds: float = 30, url: str = URL, **changes: Any) -> Any:
    token = changes.pop("stamp", None) or stamp_of(client, url)
    with clock.at(clock.now() + timedelta(seconds=seconds)):
        return client.post(url, {**TYPED, "stamp": token, **changes})


def kept(world: World) -> list[Signal]:
    with acting(world.actor("paolo")):
        return list(Signal.objects.select_related("municipality"))


def test_a_request_arrives_with_everything_that_was_said(world: World, page: PublicPage) -> None:
    answer = send(Client())
    assert (answer.status_code, answer.url) == (302, "/segnala/aiuto/grazie/?lingua=it")
    [signal] = kept(world)
    assert (signal.source, signal.name, signal.phone, signal.story) == (
        "self", "Nina", "333 1234567", "Cerco <b>lavoro</b>",
    )  # fmt: skip
    assert (signal.channel, signal.safe_contact, signal.best_time, signal.language) == (
        "call", "some_hours", "mattina", "italiano",
    )  # fmt: skip
    assert str(signal.municipality) == "Rozzano"
    assert signal.recorded_by is None


def test_a_number_given_for_someone_else_belongs_to_who_writes(world: World, page: PublicPage) -> None:
    send(Client(), for_whom="someone", channel="email", email="io@example.org", comune="altrove")
    [signal] = kept(world)
    assert (signal.source, signal.phone, signal.email, signal.sender_contact) == (
        "family_or_friend", "", "", "333 1234567",
    )  # fmt: skip
    assert signal.municipality is None


def test_nothing_is_stored_on_the_device(page: PublicPage) -> None:
    client = Client()
    answer = client.get(URL)
    send(client)
    client.get("/segnala/aiuto/grazie/?lingua=ar")
    assert not client.cookies
    assert "no-store" in answer.headers["Cache-Control"]
    assert 'autocomplete="off"' in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "direction", "words"),
    [
        ("it", "ltr", "Serve una mano"), ("en", "ltr", "use a hand"), ("fr", "ltr", "Besoin d’un coup de main"),
        ("es", "ltr", "¿Necesitas una mano"), ("ar", "rtl", "هل تحتاج إلى مساعدة"),
        ("ro", "ltr", "Ai nevoie de o mână"), ("uk", "ltr", "Потрібна допомога"), ("xx", "ltr", "Serve una mano"),
    ],
)  # fmt: skip
def test_the_page_speaks_seven_languages(page: PublicPage, language: str, direction: str, words: str) -> None:
    html = Client().get(f"{URL}?lingua={language}", headers={"accept-language": "de"}).content.decode()
    shown = "it" if language == "xx" else language
    assert f'<html lang="{shown}" dir="{direction}">' in html
    assert words in html
    assert "tel:112" in html
    assert "tel:1522" in html
    assert "data-quick-exit" in html


def test_what_was_typed_comes_back_with_the_errors_in_that_language(world: World, page: PublicPage) -> None:
    answer = send(Client(), url=f"{URL}?lingua=fr", name="", phone="")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "2 points à corriger" in html
    assert "Écrivez un prénom ou un surnom" in html
    assert "Cerco &lt;b&gt;lavoro&lt;/b&gt;" in html
    assert kept(world) == []


@pytest.mark.parametrize(("channel", "missing"), [("message", "phone"), ("email", "email")])
def test_the_way_chosen_needs_its_address(page: PublicPage, channel: str, missing: str) -> None:
    answer = send(Client(), channel=channel, phone="", email="")
    assert list(answer.context["form"].errors) == [missing]


def test_a_wrong_address_is_said_once(page: PublicPage) -> None:
    answer = send(Client(), channel="email", email="non è un indirizzo")
    assert answer.context["form"].errors["email"] == ["Controlla l’indirizzo e-mail"]


@pytest.mark.parametrize("seconds", [0, 2, 25 * 3600])
def test_a_machine_or_a_stale_page_sends_nothing_and_loses_nothing(
    world: World, page: PublicPage, seconds: float
) -> None:
    answer = send(Client(), seconds=seconds)
    assert answer.status_code == 422
    assert "Rileggi un momento" in answer.content.decode()
    assert 'value="Nina"' in answer.content.decode()
    assert kept(world) == []


def test_an_invented_stamp_is_refused(world: World, page: PublicPage) -> None:
    assert send(Client(), stamp="invented").status_code == 422
    assert read_stamp("invented") is None
    assert kept(world) == []


def test_the_trap_for_machines_thanks_and_keeps_nothing(world: World, page: PublicPage) -> None:
    assert send(Client(), website="http://spam.example").status_code == 302
    assert kept(world) == []


def test_sending_twice_keeps_one(world: World, page: PublicPage) -> None:
    client = Client()
    token = stamp_of(client)
    assert [send(client, stamp=token).status_code for _ in range(2)] == [302, 302]
    assert len(kept(world)) == 1


def test_sending_twice_with_a_forgetful_cache_keeps_one(world: World, page: PublicPage) -> None:
    from django.core.cache import cache

    client = Client()
    token = stamp_of(client)
    send(client, stamp=token)
    cache.clear()
    assert send(client, stamp=token).status_code == 302
    assert len(kept(world)) == 1


def test_too_many_requests_from_one_address_wait(world: World, page: PublicPage) -> None:
    client = Client()
    codes = [send(client).status_code for _ in range(PER_ADDRESS + 1)]
    assert codes == [302] * PER_ADDRESS + [422]
    assert len(kept(world)) == PER_ADDRESS


def test_a_known_person_gets_the_same_answer(world: World, page: PublicPage) -> None:
    unknown = send(Client(), name="Zoe")
    with acting(world.actor("marta")) as marta:
        open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=clock.today(), by=marta,
            person={"given_name": "Nina"}, identity={"gender": "F"}, contact={"phone": "333 1234567"},
        )  # fmt: skip
    known = send(Client())
    assert (known.status_code, known.url, known.content) == (unknown.status_code, unknown.url, unknown.content)


def test_a_worker_signed_in_writes_as_anybody(world: World, page: PublicPage, as_user: Any) -> None:
    send(as_user("marta"))
    [signal] = kept(world)
    assert signal.recorded_by is None
    with acting(world.actor("marta")):
        assert not Signal.objects.exists()


def test_a_closed_page_says_whom_to_ask_and_an_absent_one_is_absent(world: World, page: PublicPage) -> None:
    with acting(world.actor("paolo")) as paolo:
        close_public_page(page=page, by=paolo)
    html = Client().get(URL).content.decode()
    assert "Questa pagina è chiusa" in html
    assert "Azienda Sociale Tre Ponti" in html
    assert Client().get("/segnala/altro/").status_code == 404


@pytest.mark.parametrize("path", ["grazie/", "dati/"])
def test_the_other_public_pages_open(page: PublicPage, path: str) -> None:
    assert Client().get(f"{URL}{path}?lingua=uk").status_code == 200


def test_a_stamp_is_plausible_for_a_person(world: World) -> None:
    import uuid

    opened = datetime(2026, 11, 23, 10, tzinfo=clock.ROME).timestamp()
    stamp = Stamp(uuid.uuid4(), opened)
    assert read_stamp(stamp.token()) == stamp
    assert [stamp.is_plausible(opened + one) for one in (2.9, 3, 86_400, 86_401)] == [False, True, True, False]


def test_the_public_reads_no_signal(world: World, page: PublicPage) -> None:
    send(Client())
    with acting(PUBLIC):
        assert Signal.objects.count() == 0
