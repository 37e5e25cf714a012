"""From a poster or by an antenna's link: who signals says from where, and reads nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ciao.access.actor import acting
from ciao.core import clock
from ciao.outreach.actions import add_antenna, make_poster, open_antenna_link, revoke_antenna_link
from ciao.outreach.models import Antenna, AntennaLink, PublicPage
from ciao.site.rules import PER_ADDRESS
from tests.cast import World
from tests.site.test_views import TYPED, kept, send

SAID = {"sender_name": "Suor Pia", "sender_contact": "02 1234567", "name": "Nina", "comune": "015189", "story": "Sola"}


@pytest.fixture
def antenna(world: World, page: PublicPage) -> Antenna:
    with acting(world.actor("paolo")) as paolo:
        return add_antenna(programme=world.programme, name="San Rocco", kind="parish", by=paolo)


def link_to(world: World, antenna: Antenna) -> tuple[AntennaLink, str]:
    with acting(world.actor("paolo")) as paolo:
        row, token = open_antenna_link(antenna=antenna, label="segreteria", by=paolo)
    return row, f"/chi-segnala/{token}/"


def say(client: Client, url: str, **changes: Any) -> Any:
    found = re.search(r'name="stamp" value="([^"]+)"', client.get(url).content.decode())
    assert found
    with clock.at(clock.now() + timedelta(seconds=30)):
        return client.post(url, {**SAID, "stamp": found[1], **changes})


def test_a_poster_says_from_where_and_a_wrong_code_loses_nothing(world: World, antenna: Antenna) -> None:
    with acting(world.actor("paolo")) as paolo:
        code = make_poster(antenna=antenna, by=paolo).code
    for url in (f"/segnala/aiuto/da/{code}/", "/segnala/aiuto/da/inventato/"):
        assert send(Client(), url=url).status_code == 302
    assert sorted(one.antenna_id == antenna.id for one in kept(world)) == [False, True]
    assert {one.source for one in kept(world)} == {"self"}


def test_a_link_signals_in_the_name_of_its_antenna_and_says_who(world: World, antenna: Antenna) -> None:
    _, url = link_to(world, antenna)
    client = Client()
    answer = say(client, url)
    assert (answer.status_code, answer.url) == (302, f"{url}?lingua=it&fatto=1")
    assert "Rispondiamo a te" in client.get(answer.url).content.decode()
    [signal] = kept(world)
    assert (signal.source, signal.antenna_id, signal.sender_name) == ("parish", antenna.id, "Suor Pia")
    assert (signal.name, signal.legal_basis, str(signal.municipality)) == ("Nina", "public_task", "Rozzano")
    assert not client.cookies


def test_a_centre_is_asked_for_a_code_and_never_for_a_name(world: World, page: PublicPage) -> None:
    with acting(world.actor("paolo")) as paolo:
        centre = add_antenna(programme=world.programme, name="Centro", kind="anti_violence", by=paolo)
    _, url = link_to(world, centre)
    html = Client().get(url).content.decode()
    assert 'name="code"' in html
    assert 'name="name"' not in html
    assert 'name="phone"' not in html
    say(Client(), url, code="C-7", comune="altrove")
    [signal] = kept(world)
    assert (signal.code, signal.name, signal.source, signal.legal_basis) == (
        "C-7", "", "anti_violence", "social_assistance",
    )  # fmt: skip


def test_what_was_typed_comes_back_in_the_language_of_the_page(world: World, antenna: Antenna) -> None:
    _, url = link_to(world, antenna)
    answer = say(Client(), f"{url}?lingua=fr", name="", sender_contact="")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "2 points à corriger" in html
    assert 'value="Suor Pia"' in html
    assert kept(world) == []


def test_unknown_revoked_and_expired_links_answer_alike(world: World, antenna: Antenna) -> None:
    row, revoked = link_to(world, antenna)
    _, old = link_to(world, antenna)
    with acting(world.actor("paolo")) as paolo:
        revoke_antenna_link(antenna_link=row, by=paolo)
    answers = [Client().get("/chi-segnala/inventato/"), Client().get(revoked)]
    with clock.at(clock.now() + timedelta(days=200)):
        answers.append(Client().get(old))
    assert {one.status_code for one in answers} == {404}
    assert all("non vale più" in one.content.decode() for one in answers)
    assert not any(one.cookies for one in answers)


def test_a_link_has_its_own_brake(world: World, antenna: Antenna) -> None:
    _, url = link_to(world, antenna)
    codes = [say(Client(), url).status_code for _ in range(PER_ADDRESS + 1)]
    assert codes == [302] * PER_ADDRESS + [422]


def test_the_public_form_from_a_poster_comes_back_whole(world: World, antenna: Antenna) -> None:
    answer = send(Client(), url="/segnala/aiuto/da/inventato/", phone="")
    assert answer.status_code == 422
    assert TYPED["name"] in answer.content.decode()
