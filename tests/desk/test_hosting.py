"""Who is in a host now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from ciao.access.actor import acting
from ciao.core import clock
from ciao.hosts import actions as hosts
from tests.cast import World
from tests.conftest import TODAY
from tests.internships.conftest import Kitchen, kitchen  # noqa: F401 (a fixture)

Open = Callable[[str], Any]


def test_the_home_says_how_many_hosts_to_call_again(world: World, as_user: Open) -> None:
    with clock.at(TODAY - timedelta(days=61)), acting(world.actor("paolo")) as paolo:
        body = hosts.name_body(name="Forno Vecchio", by=paolo)
        hosts.add_host(programme=world.programme, organization=body, by=paolo)
    assert "1 ente da risentire" in as_user("paolo").get("/").content.decode()
    assert "da risentire" not in as_user("luca").get("/").content.decode()


def test_internships_are_listed_for_who_follows_them_and_counted_for_all(
    world: World,
    kitchen: Kitchen,  # noqa: F811 (the fixture above)
    as_user: Open,
) -> None:
    with acting(world.actor("luca")) as luca:
        kitchen.running(luca)
    url = f"/enti-ospitanti/{kitchen.host.id}/tirocini/"
    found = as_user("luca").get(url).content.decode()
    assert "Amina" in found
    assert "1 tirocinio su" in found
    with acting(world.actor("paolo")) as paolo:
        hosts.edit_host(host=kitchen.host, by=paolo, headcount=0)
        hosts.move_host(host=kitchen.host, verb="pause", on=TODAY, by=paolo, note="Ristruttura")
    theirs = as_user("paolo").get(url).content.decode()
    assert "Amina" not in theirs
    assert "un altro fuori dal tuo incarico" in theirs
    assert "I tirocini in corso continuano" in theirs
    host_page = as_user("luca").get(f"/enti-ospitanti/{kitchen.host.id}/").content.decode()
    assert "Tirocini in questo ente" in host_page
    assert "Amina" not in as_user("chiara").get(url).content.decode()
    assert as_user("giulia").get(url).status_code == 404
