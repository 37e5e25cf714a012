"""The network on the home: promises past their day, orientations to ask about, signals about to be erased."""

from __future__ import annotations

from datetime import timedelta

from ciao.access.actor import acting
from ciao.core import clock
from ciao.desk.home import network
from ciao.desk.home.blocks import Parts
from ciao.desk.oversight.permissions import check_grants
from ciao.outreach import actions
from tests.cast import World
from tests.outreach.test_actions import TODAY, signal_of
from tests.outreach.test_figures import antenna_of


def parts_of(world: World, name: str) -> Parts:
    with acting(world.actor(name)) as actor:
        parts = Parts(actor, clock.today())
        network.add(parts)
    return parts


def test_a_promise_past_its_day_is_late_for_who_made_it(world: World) -> None:
    with acting(world.actor("karim")) as karim:
        actions.record_interview(
            programme=world.programme, by=karim, kind="interview", held_on=TODAY - timedelta(days=9),
            with_whom="il parroco", themes=["home"], emerged="Casa", follow_up="Tornare a sentirlo",
            follow_up_on=TODAY - timedelta(days=2), follow_up_owner=world.mandates["karim"],
        )  # fmt: skip
    [late] = parts_of(world, "karim").late
    assert (late.text, late.weight) == (": Tornare a sentirlo", 2)
    assert parts_of(world, "marta").late == []


def test_orientations_are_asked_about_after_their_days(world: World) -> None:
    signal = signal_of(world, received_on=TODAY - timedelta(days=40))
    with acting(world.actor("paolo")) as paolo:
        actions.orient_signal(
            signal=signal, destination="Sportello", reason="Casa", on=TODAY - timedelta(days=30), by=paolo
        )
    assert [one.title for one in parts_of(world, "paolo").warnings] == ["1 orientamento da risentire"]
    assert parts_of(world, "giulia").warnings == []


def test_whoever_is_about_to_be_forgotten_is_one_call_away(world: World) -> None:
    for days in (26, 3):
        signal_of(world, received_on=TODAY - timedelta(days=days))
    signal_of(world, received_on=TODAY - timedelta(days=26), source="self")
    assert [one.title for one in parts_of(world, "paolo").warnings] == ["1 segnalazione si cancella tra poco"]


def test_a_link_and_its_permission_are_explained_even_once_revoked(world: World) -> None:
    antenna = antenna_of(world)
    with acting(world.actor("paolo")) as paolo:
        actions.open_public_page(programme=world.programme, slug="aiuto", by=paolo)
        row, _ = actions.open_antenna_link(antenna=antenna, label="segreteria", by=paolo)
    missing, unexplained = check_grants(TODAY)
    assert [one for one in (*missing, *unexplained) if one.holder_id == row.link_id] == []
    with acting(world.actor("paolo")) as paolo:
        actions.revoke_antenna_link(antenna_link=row, by=paolo)
    missing, unexplained = check_grants(TODAY)
    assert [one for one in (*missing, *unexplained) if one.holder_id == row.link_id] == []
