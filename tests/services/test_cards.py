"""Cards at the door: opaque, harmless twice, void once made again, late by the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.services import actions
from ciao.services.actions.cards import AtDoor, token_of
from ciao.services.models import Attendance, DoorCard, Session
from ciao.services.rules import at_door, session_hours
from ciao.services.views.cards import word_of
from tests.cast import World
from tests.services.conftest import Course, at, meeting
from tests.services.test_actions import TODAY, marked

Open = Callable[[str], Any]


@pytest.fixture
def session(world: World, course: Course) -> Session:
    return meeting(world, course, TODAY)


def cards(world: World, course: Course) -> dict[str, DoorCard]:
    with acting(world.actor("teo")) as teo:
        actions.issue_cards(enrolments=course.enrolments.values(), by=teo)
    return {name: DoorCard.objects.get(enrolment=one, revoked_at=None) for name, one in course.enrolments.items()}


def shown(world: World, session: Session, card: DoorCard, now: datetime, who: str = "teo") -> AtDoor:
    with clock.at(now), acting(world.actor(who)) as actor:
        return actions.mark_at_door(session=session, token=token_of(card), by=actor)


@pytest.mark.parametrize(
    ("hour", "minute", "presence", "hours"),
    [(13, 30, "P", "3"), (14, 0, "P", "3"), (14, 10, "P", "3"), (14, 11, "R", "2.82"), (16, 59, "R", "0.02")],
)
def test_who_shows_a_card_is_present_or_late_by_the_clock(
    world: World, course: Course, session: Session, hour: int, minute: int, presence: str, hours: str
) -> None:
    done = shown(world, session, cards(world, course)["Amina"], at(TODAY, hour, minute))
    assert (done.mark.presence, done.mark.attended_hours, done.is_new) == (presence, Decimal(hours), True)


def test_the_same_card_twice_changes_nothing(world: World, course: Course, session: Session) -> None:
    card = cards(world, course)["Amina"]
    first = shown(world, session, card, at(TODAY, 14, 5))
    again = shown(world, session, card, at(TODAY, 15))
    assert (again.is_new, again.mark) == (False, first.mark)
    assert Attendance.objects.get().presence == "P"


def test_a_card_does_not_cover_what_a_colleague_wrote(world: World, course: Course, session: Session) -> None:
    card = cards(world, course)["Amina"]
    marked(world, course, session, Amina="A")
    with pytest.raises(NotPossible, match="Teo ha segnato «assente»"):
        shown(world, session, card, at(TODAY, 14, 30))
    assert Attendance.objects.get().presence == "A"


def test_a_card_made_again_opens_nothing(world: World, course: Course, session: Session) -> None:
    old = cards(world, course)["Amina"]
    with acting(world.actor("teo")) as teo:
        new = actions.reissue_card(card=old, by=teo)
        old.refresh_from_db()
        with pytest.raises(NotPossible, match="già stato rifatto"):
            actions.reissue_card(card=old, by=teo)
    with pytest.raises(NotPossible, match="non vale per questo corso"):
        shown(world, session, old, at(TODAY, 14))
    assert shown(world, session, new, at(TODAY, 14)).is_new
    assert len(cards(world, course)) == 2
    assert DoorCard.objects.count() == 3


def test_after_the_end_before_the_day_and_for_a_stranger_a_card_does_nothing(
    world: World, course: Course, session: Session
) -> None:
    card = cards(world, course)["Amina"]
    with pytest.raises(NotPossible, match="finito alle 17:00"):
        shown(world, session, card, at(TODAY, 17))
    with pytest.raises(NotPossible, match="si segnano da quel giorno"):
        shown(world, meeting(world, course, date(2026, 11, 25)), card, at(TODAY, 14))
    with pytest.raises(NotPossible, match="non vale per questo corso"):
        shown(world, session, card, at(TODAY, 14), who="chiara")
    assert Attendance.objects.count() == 0


def test_the_sheet_and_the_door_are_of_who_leads(world: World, course: Course, session: Session, as_user: Open) -> None:
    page, url = as_user("teo"), f"/corsi/{course.edition.id}/cartellini/"
    assert "2 persone sono senza cartellino" in page.get(url).content.decode().replace("\u00a0", " ")
    assert page.post(url).url == url
    assert page.post(url).url == url
    assert DoorCard.objects.count() == 2
    printed = page.get(url).content.decode()
    assert printed.count("data:image/svg+xml") == 2
    word = token_of(DoorCard.objects.get(enrolment=course.enrolments["Sara"]))
    assert word not in printed
    with clock.at(at(TODAY, 14, 2)):
        door = page.get(f"/corsi/porta/{word}/").url
        assert door == f"/corsi/incontri/{session.id}/porta/?codice={word}"
        assert word in page.get(door).content.decode()
        assert Attendance.objects.count() == 0
        told = page.post(f"/corsi/incontri/{session.id}/porta/", {"code": f"http://127.0.0.1/corsi/porta/{word}/"})
        assert "Sara" in told.content.decode()
        assert "presente, alle 14:02" in told.content.decode()
        again = page.post(f"/corsi/incontri/{session.id}/porta/", {"code": word}).content.decode()
        assert "era già segnata alle 14:02" in again
        wrong = page.post(f"/corsi/incontri/{session.id}/porta/", {"code": "abc"})
    assert (wrong.status_code, "non vale per questo corso" in wrong.content.decode()) == (422, True)
    card = DoorCard.objects.get(enrolment=course.enrolments["Sara"])
    assert page.post(f"/corsi/cartellini/{card.id}/rifai/").url == url
    assert page.get(f"/corsi/porta/{word}/").status_code == 404
    chiara = as_user("chiara")
    for address in (url, f"/corsi/incontri/{session.id}/porta/", f"/corsi/porta/{word}/"):
        assert chiara.get(address).status_code == 404
    assert chiara.post(f"/corsi/cartellini/{card.id}/rifai/").status_code == 404


@given(st.integers(0, 23), st.integers(0, 59))
def test_hours_at_the_door_never_pass_the_meeting(hour: int, minute: int) -> None:
    begins, ends = at(TODAY, 9), at(TODAY, 12)
    found = at_door(at(TODAY, hour, minute), begins, ends)
    assert found is None if hour >= 12 else found is not None and 0 < found <= session_hours(begins, ends)


def test_the_word_of_a_card_is_found_in_what_a_reader_types() -> None:
    word = "0123456789abcdef0123"
    assert word_of(f"https://ciao.example/corsi/porta/{word}/") == word
    assert word_of(word.upper()) == word
    assert word_of(" altro ") == "altro"
