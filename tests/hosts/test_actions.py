"""Hosts and places: adding, moving, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from ciao.access.actor import Actor, acting
from ciao.access.lifecycle import NotPossible
from ciao.hosts import actions
from ciao.hosts.models import Host, Vacancy
from ciao.partners.models import Organization
from tests.cast import World

TODAY = date(2026, 11, 23)


def kitchen(world: World, by: Actor, *, is_open: bool = False) -> Host:
    body = actions.name_body(name="Cucina Aperta", by=by)
    host = actions.add_host(programme=world.programme, organization=body, by=by, headcount=14)
    return actions.move_host(host=host, verb="agree", on=TODAY, by=by) if is_open else host


def test_a_body_is_known_by_name_or_written_down_once(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        one = actions.name_body(name=" Cucina Aperta ", by=paolo)
        assert actions.name_body(name="cucina aperta", by=paolo) == one
        assert Organization.objects.named("Cucina Aperta").count() == 1


def test_a_host_is_added_once(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo)
        again = actions.add_host(programme=world.programme, organization=host.organization, by=paolo, row_id=host.id)
        assert again == host
        with pytest.raises(NotPossible, match="cercalo nell’elenco"):
            kitchen(world, paolo)


def test_the_whole_programme_reads_hosts_and_who_finds_them_edits(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo)
    with acting(world.actor("luca")) as luca:
        assert Host.objects.get() == host
        with pytest.raises(PermissionDenied):
            actions.edit_host(host=host, by=luca, trade="altro")
    with acting(world.actor("giulia")):
        assert Host.objects.count() == 0


def test_what_is_known_changes_and_the_talk_leaves_its_story(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo)
        actions.edit_host(host=host, by=paolo, trade="ristorazione", phone="02 123")
        actions.move_host(host=host, verb="contact", on=TODAY, by=paolo)
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            actions.move_host(host=host, verb="pause", on=TODAY, by=paolo)
        actions.move_host(host=host, verb="pause", on=TODAY, by=paolo, note="Ristruttura")
        found = Host.objects.get()
        assert (found.trade, found.phone, found.state, found.changes.count()) == ("ristorazione", "02 123", "paused", 2)


def test_a_place_wants_an_open_door_and_ordered_dates(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo)
        with pytest.raises(NotPossible, match="prima segna che è disponibile"):
            actions.add_vacancy(host=host, title="Aiuto cucina", starts_on=TODAY, by=paolo)
        actions.move_host(host=host, verb="agree", on=TODAY, by=paolo)
        with pytest.raises(NotPossible, match="la fine viene dopo"):
            actions.add_vacancy(host=host, title="x", starts_on=TODAY, ends_on=date(2026, 11, 1), by=paolo)
        one = actions.add_vacancy(host=host, title="Aiuto cucina", starts_on=TODAY, by=paolo)
        assert actions.add_vacancy(host=host, title="Aiuto cucina", starts_on=TODAY, by=paolo, row_id=one.id) == one
        assert list(Vacancy.objects.open()) == [one]


def test_a_closed_place_is_reopened_before_it_changes(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo, is_open=True)
        one = actions.add_vacancy(host=host, title="Aiuto cucina", starts_on=TODAY, by=paolo)
        actions.edit_vacancy(vacancy=one, by=paolo, title="Cuoca")
        actions.move_vacancy(vacancy=one, verb="close", on=TODAY, by=paolo, note="Hanno assunto")
        with pytest.raises(NotPossible, match="riaprilo"):
            actions.edit_vacancy(vacancy=one, by=paolo, title="Cameriera")
        actions.move_vacancy(vacancy=one, verb="reopen", on=TODAY, by=paolo, note="Errore")
        assert Vacancy.objects.get().title == "Cuoca"
