"""What the community says on pages and homes: the next step of an event, what waits, and for whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from ciao.access.actor import PUBLIC, acting
from ciao.community import actions, tasks
from ciao.community.models import Booking, Event
from ciao.community.panel import event_step, facts_of, waiting
from ciao.core import clock
from ciao.outreach.models import PublicPage
from tests.cast import World
from tests.community.conftest import BOOKED, new_id
from tests.community.test_public_views import COMES, send

COUNTED: dict[str, Any] = {"adults_count": 3, "children_count": 1, "counted_how": "estimate"}


def titles(world: World, name: str) -> list[str]:
    with acting(world.actor(name)) as by:
        return [one.title for one in waiting(by)]


def step(world: World, event: Event, page: PublicPage | None, name: str = "paolo") -> str:
    with acting(world.actor(name)) as by:
        return event_step(event, page, by).title


def test_an_event_says_what_comes_next_at_each_step(
    world: World, draft: Event, page: PublicPage, after: Callable[..., Any]
) -> None:
    assert step(world, draft, None) == "Manca la pagina pubblica"
    assert step(world, draft, page, "marta") == "Niente da fare qui"
    assert step(world, draft, page) == "Pubblicare"
    with acting(world.actor("paolo")) as paolo:
        actions.publish_event(event=draft, by=paolo)
    assert step(world, draft, page) == "Mandare un promemoria"
    with after(draft):
        assert step(world, draft, page) == "Dire quante persone sono venute"
        assert titles(world, "paolo") == ["Festa dell’orto: quante persone sono venute?"]
        with acting(world.actor("paolo")) as paolo:
            actions.hold_event(event=draft, by=paolo, **COUNTED)
        assert titles(world, "paolo") == []
        assert step(world, draft, page) == "Chiedere com’è andata"
        with acting(world.actor("paolo")) as paolo:
            actions.open_survey(programme=world.programme, event=draft, by=paolo)
        assert step(world, draft, page) == "Leggere com’è andata"
    assert ("Sono venute", "4 persone: 3 adulti, 1 bambino o ragazzo (stima)") in facts_of(draft)


def test_an_event_called_off_asks_to_warn(world: World, event: Event, page: PublicPage) -> None:
    with acting(world.actor("paolo")) as paolo:
        actions.cancel_event(event=event, reason="pioggia", by=paolo)
    assert step(world, event, page) == "È annullato: avvisa chi si era prenotato"


def test_ideas_and_offers_wait_for_who_looks_after_them_and_for_nobody_else(world: World) -> None:
    told: dict[str, Any] = {"kind": "lab", "source": "citizen", "title": "Radio", "idea": "Un’ora a settimana"}
    with acting(world.actor("paolo")) as paolo:
        actions.receive_proposal(programme_id=world.programme.id, by=paolo, **told)
        other = actions.receive_proposal(programme_id=world.programme.id, by=paolo, **told)
        actions.put_off_proposal(proposal=other, answer="Più avanti", on=clock.today(), by=paolo)
        actions.receive_offer(programme_id=world.programme.id, by=paolo, kind="time", what="Due ore")
    assert titles(world, "paolo") == ["1 proposta da leggere", "1 risposta da dare", "1 offerta da abbinare"]
    for name in ("marta", "luca", "elena", "giulia"):
        assert titles(world, name) == [], name


def test_the_home_shows_what_waits(world: World, as_user: Callable[[str], Any]) -> None:
    with acting(world.actor("paolo")) as paolo:
        actions.receive_offer(programme_id=world.programme.id, by=paolo, kind="time", what="Due ore")
    assert "1 offerta da abbinare" in as_user("paolo").get("/").content.decode()
    assert "1 offerta da abbinare" not in as_user("luca").get("/").content.decode()


def test_the_night_empties_old_bookings_under_its_own_name(event: Event, after: Callable[..., Any]) -> None:
    actions.book(event_id=event.id, by=PUBLIC, row_id=new_id(), **BOOKED)
    with after(event, 31):
        tasks.forget_citizens(timestamp=0)
    assert Booking.objects.get().name == ""


def test_too_many_from_one_place_are_slowed_down(
    event: Event, page: PublicPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ciao.community.views.frame.PER_ADDRESS", 2)
    codes = [send(f"/eventi/aiuto/{event.id}/prenota/", COMES, people_count="1").status_code for _ in range(3)]
    assert codes == [302, 302, 422]
    with clock.at(clock.now() + timedelta(hours=2)):
        assert send(f"/eventi/aiuto/{event.id}/prenota/", COMES, people_count="1").status_code == 302
