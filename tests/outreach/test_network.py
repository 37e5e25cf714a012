"""Antennas, interviews, posters and links: who may keep them and what each lets one do."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from ciao.access.actions import bearer_of
from ciao.access.actor import PUBLIC, acting
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.outreach import actions
from ciao.outreach.models import Antenna, AntennaLink, Interview, Knock, Signal
from ciao.territories.models import Municipality
from tests.cast import World
from tests.outreach.test_actions import TODAY
from tests.outreach.test_figures import antenna_of

TOLD: dict[str, Any] = {
    "kind": "focus_group", "held_on": TODAY, "with_whom": "quattro insegnanti", "themes": ["training"],
    "emerged": "Ragazzi fermi da settembre.",
}  # fmt: skip


@pytest.fixture
def antenna(world: World) -> Antenna:
    with acting(world.actor("paolo")) as paolo:
        actions.open_public_page(programme=world.programme, slug="aiuto", by=paolo)
    return antenna_of(world, municipality=Municipality.objects.get(name="Rozzano"))


def test_an_antenna_is_read_in_the_programme_and_not_outside_its_roles(world: World, antenna: Antenna) -> None:
    for name, sees in (("paolo", True), ("marta", True), ("elena", True), ("giulia", False), ("luca", False)):
        with acting(world.actor(name)):
            assert Antenna.objects.exists() is sees, name


def test_an_antenna_sent_twice_is_kept_once_and_its_days_make_sense(world: World) -> None:
    row_id = uuid.uuid4()
    assert antenna_of(world, row_id=row_id).id == antenna_of(world, row_id=row_id, name="Altra").id
    with pytest.raises(NotPossible, match="dopo oggi"):
        antenna_of(world, started_on=TODAY + timedelta(days=1))


def test_an_antenna_leaves_and_comes_back(world: World, antenna: Antenna) -> None:
    with acting(world.actor("karim")) as karim:
        with pytest.raises(NotPossible, match="nella rete dal"):
            actions.end_antenna(antenna=antenna, on=antenna.started_on - timedelta(days=1), by=karim)
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.end_antenna(antenna=antenna, on=TODAY + timedelta(days=1), by=karim)
        actions.end_antenna(antenna=antenna, on=TODAY, by=karim)
        assert not Antenna.objects.active().exists()
        for attempt in (actions.make_poster, lambda **one: actions.open_antenna_link(label="", **one)):
            with pytest.raises(NotPossible, match="uscita dalla rete"):
                attempt(antenna=antenna, by=karim)
        actions.resume_antenna(antenna=antenna, by=karim)
        actions.edit_antenna(antenna=antenna, by=karim, name="Oratorio", started_on=TODAY)
        assert Antenna.objects.active().get().name == "Oratorio"


def test_an_interview_takes_the_comune_of_its_antenna_and_its_promise_a_day(world: World, antenna: Antenna) -> None:
    with acting(world.actor("karim")) as karim:
        with pytest.raises(NotPossible, match="entro quando"):
            actions.record_interview(programme=world.programme, by=karim, follow_up="Un incontro", **TOLD)
        row = actions.record_interview(
            programme=world.programme, by=karim, antenna=antenna, follow_up="Un incontro", follow_up_on=TODAY,
            row_id=uuid.uuid4(), **TOLD,
        )  # fmt: skip
        assert str(row.municipality) == "Rozzano"
        assert actions.record_interview(programme=world.programme, by=karim, row_id=row.id, **TOLD).id == row.id
        with pytest.raises(NotPossible, match="Scegli un giorno"):
            actions.finish_follow_up(interview=row, on=TODAY + timedelta(days=1), by=karim)
        actions.finish_follow_up(interview=row, on=TODAY, by=karim)
        with pytest.raises(NotPossible, match="in sospeso"):
            actions.finish_follow_up(interview=row, on=TODAY, by=karim)
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.edit_interview(interview=row, by=karim, held_on=TODAY + timedelta(days=1))
        assert actions.edit_interview(interview=row, by=karim, themes=["home"]).theme_words() == "casa"


def test_doors_need_the_public_page(world: World) -> None:
    antenna = antenna_of(world)
    with acting(world.actor("karim")) as karim, pytest.raises(NotPossible, match="pagina pubblica"):
        actions.make_poster(antenna=antenna, by=karim)


def test_a_poster_has_one_code_for_ever(world: World, antenna: Antenna) -> None:
    with acting(world.actor("karim")) as karim:
        first = actions.make_poster(antenna=antenna, by=karim)
        assert actions.make_poster(antenna=antenna, by=karim).code == first.code
        assert len(first.code) == 7


def test_the_bearer_of_a_link_reads_its_own_door_and_nothing_of_the_network(world: World, antenna: Antenna) -> None:
    other = antenna_of(world, name="Scuola")
    with acting(world.actor("karim")) as karim:
        row, token = actions.open_antenna_link(antenna=antenna, label="segreteria", by=karim)
        actions.open_antenna_link(antenna=other, label="", by=karim)
        actions.record_interview(programme=world.programme, by=karim, antenna=antenna, **TOLD)
    bearer = bearer_of(token)
    assert bearer is not None
    with acting(bearer):
        assert [one.id for one in AntennaLink.objects.all()] == [row.id]
        assert not Antenna.objects.exists()
        assert not Interview.objects.exists()
        actions.record_signal(
            programme=world.programme, by=bearer, source="parish", name="Nina", antenna_id=row.antenna_id
        )
        assert not Signal.objects.exists()
    with acting(world.actor("paolo")):
        assert Signal.objects.get().antenna == antenna


def test_a_link_ends_when_revoked_or_past_its_days(world: World, antenna: Antenna) -> None:
    with acting(world.actor("karim")) as karim:
        row, token = actions.open_antenna_link(antenna=antenna, label="segreteria", by=karim)
    with clock.at(TODAY + timedelta(days=181)):
        assert bearer_of(token) is None
    with acting(world.actor("karim")) as karim:
        actions.revoke_antenna_link(antenna_link=row, by=karim)
    assert bearer_of(token) is None


def test_knocks_are_counted_by_address_and_by_door_for_an_hour_and_forgotten_in_a_day(world: World) -> None:
    door, now = uuid.uuid4(), clock.now()

    def knock(address: str, minutes: int) -> bool:
        with clock.at(now + timedelta(minutes=minutes)), acting(PUBLIC):
            return actions.knock(address=address, door=door, per_address=2, per_door=3)

    assert [knock("10.0.0.1", 0) for _ in range(3)] == [True, True, False]
    assert not knock("10.0.0.2", 0)
    assert knock("10.0.0.1", 61)
    knock("10.0.0.1", 26 * 60)
    assert Knock.objects.count() == 1
    assert "10.0.0" not in Knock.objects.get().address_hash
