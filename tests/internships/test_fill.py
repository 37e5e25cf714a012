"""The month's register by link: one tap a day, two hands, one signature each, nothing overwritten unseen."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import polib
import pytest
from django.test import Client

from ciao.access.actions import bearer_of
from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Note
from ciao.core import clock
from ciao.internships import actions
from ciao.internships.actions.fill import Changed, days_digest, digest_of, link_of, signatures_of, stamp
from ciao.internships.models import Internship, MonthlyRegister, RegisterDay, RegisterLink, RegisterSignature
from ciao.internships.rules import Day
from ciao.people.models import Identity, Person
from tests.conftest import TODAY
from tests.internships.conftest import OCTOBER, Kitchen

DAY = date(2026, 10, 5)
FIVE = Decimal(5)
LANGUAGES = ("en", "fr", "es", "ar", "ro", "uk")
pytestmark = pytest.mark.django_db


@pytest.fixture
def running(kitchen: Kitchen) -> Internship:
    with acting(kitchen.world.actor("luca")) as luca:
        return kitchen.running(luca)


def given(kitchen: Kitchen, internship: Internship, filler: str = "trainee", days: int = 30) -> str:
    with acting(kitchen.world.actor("luca")) as luca:
        _, token = actions.give_register_link(internship=internship, filler=filler, days=days, by=luca)
    return token


def tap(token: str, day: date = DAY, kind: str = "present", seen: str = "", **more: Any) -> None:
    bearer = bearer_of(token)
    assert bearer is not None
    with acting(bearer):
        of = link_of(bearer.id)
        assert of is not None
        hours = FIVE if kind == "present" else Decimal(0)
        actions.fill_day(of=of, day=day, given=Day(kind, more.get("hours", hours)), seen=seen, by=bearer)


def test_one_tap_writes_a_day(kitchen: Kitchen, running: Internship) -> None:
    tap(given(kitchen, running))
    row = RegisterDay.objects.get()
    assert (row.kind, row.worked_hours, row.recorded_by_label) == ("present", FIVE, "chi fa il tirocinio")


def test_the_bearer_reads_days_and_nothing_of_the_person(kitchen: Kitchen, running: Internship) -> None:
    bearer = bearer_of(given(kitchen, running))
    assert bearer is not None
    with acting(bearer):
        assert RegisterLink.objects.count() == 1
        for model in (Person, Identity, Note):
            assert not model.objects.exists(), model


def test_what_the_other_hand_wrote_meanwhile_is_told_and_stays(kitchen: Kitchen, running: Internship) -> None:
    trainee, host = given(kitchen, running), given(kitchen, running, "host_tutor")
    tap(host, hours=Decimal(3))
    with pytest.raises(Changed, match=r"tutor dell’ente ospitante ha segnato «3.h»"):
        tap(trainee)
    assert RegisterDay.objects.get().worked_hours == Decimal(3)
    tap(trainee, seen=stamp(RegisterDay.objects.get()))
    assert RegisterDay.objects.get().worked_hours == FIVE


def test_the_same_answer_twice_is_no_conflict(kitchen: Kitchen, running: Internship) -> None:
    token = given(kitchen, running)
    tap(token)
    tap(token)
    assert RegisterDay.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "hours", "said"),
    [(date(2026, 8, 31), FIVE, "non tocca"), (TODAY + timedelta(days=1), FIVE, "deve ancora venire"),
     (DAY, Decimal(25), "da 0 a 24"), (DAY, Decimal(0), "scrivi le ore")],
)  # fmt: skip
def test_a_day_that_cannot_be_is_refused(
    kitchen: Kitchen, running: Internship, day: date, hours: Decimal, said: str
) -> None:
    token = given(kitchen, running)
    with pytest.raises(NotPossible, match=said):
        tap(token, day, hours=hours)
    assert not RegisterDay.objects.exists()


def test_a_link_stopped_replaced_or_expired_opens_nothing(kitchen: Kitchen, running: Internship) -> None:
    first = given(kitchen, running)
    second = given(kitchen, running)
    assert bearer_of(first) is None
    assert bearer_of(second) is not None
    with clock.at(TODAY + timedelta(days=31)):
        assert bearer_of(second) is None
    with acting(kitchen.world.actor("luca")) as luca:
        assert actions.stop_register_links(internship=running, by=luca) == 1
    assert bearer_of(second) is None


def test_no_link_before_the_start(kitchen: Kitchen) -> None:
    with acting(kitchen.world.actor("luca")) as luca:
        internship = kitchen.open(luca)
        with pytest.raises(NotPossible, match="in corso"):
            actions.give_register_link(internship=internship, filler="trainee", days=30, by=luca)


def signed(token: str, name: str = "Amina", seen: str = "") -> RegisterSignature:
    bearer = bearer_of(token)
    assert bearer is not None
    with acting(bearer):
        of = link_of(bearer.id)
        assert of is not None
        return actions.sign_register(of=of, month_on=OCTOBER, name=name, seen=seen, by=bearer)


def test_both_hands_sign_and_a_changed_day_asks_again(kitchen: Kitchen, running: Internship) -> None:
    trainee, host = given(kitchen, running), given(kitchen, running, "host_tutor")
    with pytest.raises(NotPossible, match="vuoto"):
        signed(trainee)
    tap(trainee)
    register = MonthlyRegister.objects.get()
    with pytest.raises(NotPossible, match="scrivi il tuo nome"):
        signed(trainee, name=" ")
    signed(trainee, seen=digest_of(register))
    signed(host, "Il tutor della cucina")
    assert all(signatures_of(register).values())
    tap(host, date(2026, 10, 6))
    assert not any(signatures_of(register).values())
    with pytest.raises(Changed, match="è cambiato"):
        signed(trainee, seen=days_digest([]))


def test_a_confirmed_month_is_closed_to_links(kitchen: Kitchen, running: Internship) -> None:
    token = given(kitchen, running)
    tap(token)
    with acting(kitchen.world.actor("luca")) as luca:
        actions.confirm_register(register=MonthlyRegister.objects.get(), on=TODAY, by=luca)
    with pytest.raises(NotPossible, match="confermato"):
        tap(token, date(2026, 10, 6))


def test_of_two_who_confirm_the_second_is_told(kitchen: Kitchen, running: Internship) -> None:
    tap(given(kitchen, running))
    one, other = MonthlyRegister.objects.get(), MonthlyRegister.objects.get()
    with acting(kitchen.world.actor("luca")) as luca:
        actions.confirm_register(register=one, on=TODAY, by=luca)
        with pytest.raises(NotPossible, match="qualcuno è arrivato prima"):
            actions.confirm_register(register=other, on=TODAY, by=luca)


# -- pages ----------------------------------------------------------------------------------------------------------


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def test_the_tutor_gives_a_link_and_the_phone_fills_the_month(
    kitchen: Kitchen, running: Internship, as_user: Callable[[str], Any]
) -> None:
    luca = as_user("luca")
    url = f"/tirocini/{running.id}/collegamento-al-registro/"
    answer = luca.post(url, {"filler": "trainee", "days": "90"})
    found = re.search(r"/registro/([\w-]+)/", text(answer))
    assert found is not None
    phone = Client()
    address = f"/registro/{found[1]}/"
    page = text(phone.get(f"{address}?mese=2026-10"))
    assert "Presente" in page
    assert "Cucina" not in page
    tapped = phone.post(f"{address}giorno/", {"day": "2026-10-05", "kind": "present", "seen": ""})
    assert tapped.status_code == 302
    clash = phone.post(f"{address}giorno/", {"day": "2026-10-05", "kind": "absent", "seen": ""})
    assert clash.status_code == 422
    assert "ha segnato «5 h»" in text(clash)
    wrong = phone.post(f"{address}giorno/", {"day": "2026-10-06", "kind": "present", "hours": "26", "seen": ""})
    assert wrong.status_code == 422
    done = phone.post(f"{address}firma/", {"mese": "2026-10", "name": "Amina", "strokes": "", "seen": ""})
    assert done.status_code == 302
    assert "firmato" in text(phone.get(f"{address}?mese=2026-10"))
    assert luca.post(f"{url}ferma/").status_code == 302
    assert phone.get(address).status_code == 404
    assert as_user("chiara").get(url).status_code == 404


def test_the_page_speaks_seven_languages(kitchen: Kitchen, running: Internship) -> None:
    address = f"/registro/{given(kitchen, running)}/?mese=2026-10"
    assert "Tap each day" in text(Client().get(f"{address}&lingua=en"))
    assert 'dir="rtl"' in text(Client().get(f"{address}&lingua=ar"))


def test_no_other_kind_of_link_opens_it(kitchen: Kitchen) -> None:
    assert Client().get("/registro/niente/").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_page_is_translated(language: str) -> None:
    root = Path(__file__).resolve().parents[2]
    pages = (root / "ciao/internships/templates/internships").glob("fill*.html")
    words = {one for page in pages for one in re.findall(r'\{% translate "([^"]+)" %\}', page.read_text())}
    done = {
        one.msgid
        for folder in ("ciao/internships/locale", "locale")
        for one in polib.pofile(str(root / folder / language / "LC_MESSAGES/django.po"))
        if one.translated()
    }
    assert words
    assert words <= done


def test_the_same_days_give_the_same_fingerprint_in_any_order() -> None:
    days = [(date(2026, 10, 1), "present", Decimal(5)), (date(2026, 10, 2), "absent", Decimal(0))]
    assert days_digest(days) == days_digest(days[::-1])
    assert days_digest(days) != days_digest([(days[0][0], "present", Decimal("5.01")), days[1]])
