"""One's own week, and a feed that says when and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from ciao.access.actor import acting
from ciao.access.models import Link
from ciao.audit.models import ReadLine
from ciao.cases.actions import call_conference, cancel_appointment, fix_appointment, open_case
from ciao.cases.models import Appointment, Case
from ciao.core import clock
from ciao.desk.agenda.ical import Event, calendar, escaped, folded, instant
from ciao.desk.agenda.views import end_feeds
from ciao.desk.oversight.permissions import check_grants
from tests.cast import World
from tests.conftest import TODAY

AsUser = Callable[[str], Any]


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("marta")) as marta:
        case = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 3, 12), by=marta,
            person={"given_name": "Amina"},
        )  # fmt: skip
        at = datetime(2026, 11, 25, 9, 30, tzinfo=clock.ROME)
        fix_appointment(
            case=case, starts_at=at, starts_by=world.mandates["marta"], by=marta, place="Rozzano", about="Il permesso",
            minutes=45,
        )  # fmt: skip
        call_conference(
            case=case, starts_at=at + timedelta(days=1), issues="La casa", by=marta,
            colleagues=[world.mandates["marta"]],
        )  # fmt: skip
    return case


@pytest.mark.parametrize(
    ("text", "safe"),
    [("a;b", "a\\;b"), ("a,b", "a\\,b"), ("a\\b", "a\\\\b"), ("a\r\nb\nc", "a\\nb\\nc"), ("è", "è")],
)
def test_text_is_escaped(text: str, safe: str) -> None:
    assert escaped(text) == safe


@pytest.mark.parametrize("line", ["SUMMARY:x", "SUMMARY:" + "è" * 200, "SUMMARY:" + "🌻" * 60, "x" * 75, "x" * 76])
def test_lines_are_folded_at_75_octets_and_unfold_to_what_they_were(line: str) -> None:
    parts = folded(line).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert "".join([parts[0], *(part[1:] for part in parts[1:])]) == line
    assert all(part.startswith(" ") for part in parts[1:])


@pytest.mark.parametrize(
    ("at", "said"),
    [(datetime(2026, 11, 25, 9, 30, tzinfo=clock.ROME), "20261125T083000Z"),
     (datetime(2026, 7, 1, 9, 30, tzinfo=clock.ROME), "20260701T073000Z"),
     (datetime(2026, 7, 1, 9, 30, tzinfo=UTC), "20260701T093000Z")],
)  # fmt: skip
def test_instants_are_in_utc_summer_and_winter(at: datetime, said: str) -> None:
    assert instant(at) == said


def test_a_calendar_has_the_shape_of_rfc_5545() -> None:
    at = datetime(2026, 11, 25, 9, 30, tzinfo=clock.ROME)
    text = calendar("Agenda", [Event("1@ciao", at, at + timedelta(minutes=45), "Colloquio")], at)
    lines = text.split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert "\n" not in text.replace("\r\n", "")
    assert "DTSTART:20261125T083000Z" in lines
    assert "DTEND:20261125T091500Z" in lines
    assert "SUMMARY:Colloquio" in lines


def test_the_week_shows_ones_own_meetings_and_is_one_read(world: World, as_user: AsUser, amina: Case) -> None:
    marta = as_user("marta")
    html = marta.get("/agenda/").content.decode()
    for words in ("Colloquio con Amina", "Riunione su Amina", "Rozzano", "Il permesso"):
        assert words in html
    assert ReadLine.objects.filter(purpose="agenda").count() == 1
    assert "Amina" not in marta.get("/agenda/", {"dal": "2026-12-07"}).content.decode()
    assert "Amina" in marta.get("/agenda/", {"dal": "boh"}).content.decode()
    for who in ("chiara", "paolo", "elena"):
        page = as_user(who).get("/agenda/")
        assert page.status_code == 200
        assert "Amina" not in page.content.decode()


def address(page: Any) -> str:
    html = page.content.decode()
    return "/agenda/calendario/" + html.split("/agenda/calendario/")[1].split("<")[0]


def test_the_feed_says_when_and_nothing_else(world: World, as_user: AsUser, amina: Case) -> None:
    page = as_user("marta").post("/profilo/calendario/", {"fai": "crea"})
    answer = Client().get(address(page))
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert text.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:Colloquio" in text
    assert "SUMMARY:Riunione" in text
    assert "DTEND:20261125T091500Z" in text
    meeting = Appointment.objects.get()
    for secret in ("Amina", "caso", "Rozzano", "permesso", "LOCATION", str(meeting.id), str(amina.id), "casa"):
        assert secret not in text
    with acting(world.actor("marta")) as marta:
        cancel_appointment(appointment=meeting, by=marta)
    assert "Colloquio" not in Client().get(address(page)).content.decode()


def test_a_new_address_ends_the_one_before_and_a_revoked_one_is_gone(
    world: World, as_user: AsUser, amina: Case
) -> None:
    marta = as_user("marta")
    assert "Non c’è un indirizzo attivo" in marta.get("/profilo/calendario/").content.decode()
    first = address(marta.post("/profilo/calendario/", {"fai": "crea"}))
    second = address(marta.post("/profilo/calendario/", {"fai": "crea"}))
    assert first != second
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]
    assert check_grants(TODAY) == ([], [])
    assert second not in marta.get("/profilo/calendario/").content.decode()
    marta.post("/profilo/calendario/", {"fai": "revoca"})
    assert Client().get(second).status_code == 404
    assert Client().get("/agenda/calendario/boh/").status_code == 404
    assert Link.objects.filter(revoked_at__isnull=True).count() == 0


def test_a_feed_ends_with_its_year_and_with_the_mandate(world: World, as_user: AsUser, amina: Case) -> None:
    url = address(as_user("marta").post("/profilo/calendario/", {"fai": "crea"}))
    with clock.at(TODAY + timedelta(days=366)):
        assert Client().get(url).status_code == 404
    world.mandates["marta"].__class__.objects.filter(id=world.mandates["marta"].id).update(ends_on=date(2026, 11, 1))
    assert Client().get(url).status_code == 404


def test_whoever_leaves_takes_no_calendar_with_them(world: World, as_user: AsUser, amina: Case) -> None:
    url = address(as_user("marta").post("/profilo/calendario/", {"fai": "crea"}))
    with acting(world.actor("paolo")) as paolo:
        end_feeds([world.mandates["marta"].id], paolo)
    assert Client().get(url).status_code == 404
