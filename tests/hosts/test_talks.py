"""Talking with hosts: people, what was said, whom to call again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.hosts import actions
from ciao.hosts.models import Host, HostContact, HostTalk
from ciao.hosts.views.board import to_call_again, why_again
from tests.cast import World
from tests.hosts.test_actions import TODAY, kitchen

Open = Callable[[str], Any]
DAY = timedelta(days=1)


def other(world: World, by: Any, name: str = "Forno Vecchio") -> Host:
    body = actions.name_body(name=name, by=by)
    return actions.add_host(programme=world.programme, organization=body, by=by)


def test_the_first_talk_makes_a_lead_contacted_and_sending_twice_writes_once(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo)
        one = actions.record_talk(host=host, talked_on=TODAY - DAY, way="phone", said="Richiamare", by=paolo)
        again = actions.record_talk(host=host, talked_on=TODAY, way="phone", said="x", by=paolo, row_id=one.id)
        assert again == one
        assert host.state == "contacted"
        assert host.changes.get().changed_on == TODAY - DAY
        actions.record_talk(host=host, talked_on=TODAY, way="visit", said="Visto il laboratorio", by=paolo)
        assert host.changes.count() == 1


def test_a_talk_that_cannot_be_is_refused(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        host, forno = kitchen(world, paolo), other(world, paolo)
        rita = actions.add_contact(host=forno, name="Rita", by=paolo)
        given: dict[str, Any] = {"host": host, "way": "phone", "said": "x", "by": paolo}
        with pytest.raises(NotPossible, match="che c’è già stato"):
            actions.record_talk(talked_on=TODAY + DAY, **given)
        with pytest.raises(NotPossible, match="ci si risente dopo"):
            actions.record_talk(talked_on=TODAY, next_on=TODAY - DAY, **given)
        with pytest.raises(NotPossible, match="di un altro ente"):
            actions.record_talk(talked_on=TODAY, contact=rita, **given)
        assert not HostTalk.objects.exists()
    with acting(world.actor("luca")) as luca, pytest.raises(PermissionDenied):
        actions.record_talk(host=host, talked_on=TODAY, way="phone", said="x", by=luca)


def test_people_are_added_once_change_and_leave(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        host, forno = kitchen(world, paolo), other(world, paolo)
        site = actions.add_site(host=forno, name="Negozio", by=paolo)
        with pytest.raises(NotPossible, match="di un altro ente"):
            actions.add_contact(host=host, name="Rita", by=paolo, site=site)
        rita = actions.add_contact(host=host, name="Rita", by=paolo, role="cuoca", phone="02 1")
        assert actions.add_contact(host=host, name="Rita", by=paolo, row_id=rita.id) == rita
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.edit_contact(contact=rita, name="Rita", by=paolo, left_on=TODAY + DAY)
        actions.edit_contact(contact=rita, name="Rita", by=paolo, role="direttrice", left_on=TODAY)
        assert (HostContact.objects.get().role, HostContact.objects.get().left_on) == ("direttrice", TODAY)


def test_who_is_quiet_promised_or_had_an_intern_is_called_again(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        with clock.at(date(2026, 6, 1)):
            hosts = [other(world, paolo, f"Ente {at}") for at in range(6)]
        quiet, promised, later, ended, hired, closed = hosts
        for one, day, again in (
            (quiet, TODAY - 61 * DAY, None), (promised, TODAY - 3 * DAY, TODAY), (later, TODAY - 90 * DAY, TODAY + DAY),
            (ended, TODAY - 10 * DAY, None), (hired, TODAY - 10 * DAY, None), (closed, TODAY - 90 * DAY, None),
        ):  # fmt: skip
            with clock.at(day):
                actions.record_talk(host=one, talked_on=day, way="phone", said="x", next_on=again, by=paolo)
        actions.move_host(host=closed, verb="close", on=TODAY, by=paolo, note="Ha chiuso")
        actions.move_host(host=ended, verb="agree", on=TODAY - 9 * DAY, by=paolo)
        place = actions.add_vacancy(host=ended, title="x", starts_on=TODAY - 9 * DAY, ends_on=TODAY - 2 * DAY, by=paolo)
        actions.move_vacancy(vacancy=place, verb="fill", on=TODAY - 9 * DAY, by=paolo)
        actions.record_hirings(host=hired, ended_on=TODAY - DAY, ended_count=1, hired_count=0, by=paolo)
        never = other(world, paolo, "Ente nuovo")
        said = {str(one.organization): why_again(one) for one in to_call_again(paolo)}
        assert said == {
            "Ente 0": "61 giorni senza contatti",
            "Ente 1": "ci si doveva risentire il 23.11.2026",
            "Ente 3": "un tirocinio è finito il 21.11.2026: chiedi se ne accoglie un altro",
            "Ente 4": "un tirocinio è finito il 22.11.2026: chiedi se ne accoglie un altro",
        }
        with clock.at(TODAY + 61 * DAY):
            fresh = [one for one in to_call_again(paolo) if one.id == never.id]
            assert [why_again(one) for one in fresh] == ["mai sentito"]


def test_the_board_shows_every_host_with_its_age_and_what_comes_next(world: World, as_user: Open) -> None:
    page, url = as_user("paolo"), "/enti-ospitanti/a-che-punto-siamo/"
    assert "Nessun ente da risentire" in page.get(url).content.decode()
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo)
        with clock.at(TODAY - 5 * DAY):
            actions.record_talk(
                host=host, talked_on=TODAY - 5 * DAY, way="phone", said="x", next_on=TODAY - DAY, by=paolo
            )
    with CaptureQueriesContext(connection) as few:
        found = page.get(url).content.decode()
    assert "da 5 giorni" in found
    assert "da risentire il 22.11.2026" in found
    assert "Risentire un ente" in found
    with acting(world.actor("paolo")) as paolo:
        for at in range(14):
            other(world, paolo, f"Ente {at}")
    with CaptureQueriesContext(connection) as many:
        found = page.get(url).content.decode()
    assert len(many) == len(few)
    assert "Vedi tutti" in found
    again = page.get("/enti-ospitanti/da-risentire/").content.decode()
    assert "ci si doveva risentire" in again
    assert "Ente 3" not in again
    assert as_user("giulia").get(url).status_code == 404


def test_a_talk_and_a_person_are_written_from_the_page(world: World, as_user: Open) -> None:
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo)
    page, url = as_user("paolo"), f"/enti-ospitanti/{host.id}/"
    row = {"row_id": "7f1c8a52-4f4e-4a44-8f0e-1c52a4f3a001"}
    assert page.post(f"{url}referente/", {**row, "name": "Rita", "role": "cuoca", "phone": "02 5"}).url == url
    with acting(world.actor("paolo")):
        rita = HostContact.objects.get()
    given = {**row, "talked_on": "23.11.2026", "way": "phone", "contact": str(rita.id), "said": "Interessati"}
    wrong = page.post(f"{url}contatto/", {**given, "next_on": "presto"})
    assert wrong.status_code == 422
    assert "Interessati" in wrong.content.decode()
    assert page.post(f"{url}contatto/", {**given, "next_on": "30.11.2026", "next_step": "visita"}).url == url
    found = page.get(url).content.decode()
    assert "Telefonata con Rita: Interessati. Risentirsi il 30.11.2026: visita." in found
    assert page.post(f"/enti-ospitanti/referenti/{rita.id}/", {"name": "Rita", "left_on": "23.11.2026"}).url == url
    assert "non c’è più dal 23.11.2026" in page.get(url).content.decode()
    for path in (f"{url}contatto/", f"{url}referente/", f"/enti-ospitanti/referenti/{rita.id}/"):
        assert page.get(path).status_code == 200
        assert as_user("luca").get(path).status_code == 404
