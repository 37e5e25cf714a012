"""A register that goes on without network: kept sealed, sent once, never over a colleague's, wiped on leaving."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from ciao.access.actor import acting
from ciao.core import clock
from ciao.programmes.models import Activity
from ciao.services import actions
from ciao.services.models import Attendance, Enrolment, SentMark, Session
from ciao.services.rules import Mark
from tests.browser.conftest import Visit
from tests.cast import World
from tests.conftest import TODAY
from tests.services.conftest import person

# Without this Playwright leaves service workers on line when the page is not.
os.environ["PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS"] = "1"
pytestmark = pytest.mark.browser
Enter = Callable[[str], Visit]
TWELVE = ["Amina", "Bianca", "Carla", "Dora", "Emma", "Fatou", "Gaia", "Hana", "Ines", "Lina", "Mara", "Sara"]
KEPT = "async kind => (await CiaoDevice.all(kind)).length"
SEALED = """async () => { const open = indexedDB.open('ciao-device');
  const base = await new Promise(done => { open.onsuccess = () => done(open.result); });
  const rows = base.transaction('kept').objectStore('kept').getAll();
  const found = await new Promise(done => { rows.onsuccess = () => done(rows.result); });
  const read = new TextDecoder('latin1');
  return found.map(one => [one.kind, one.id, one.owner, read.decode(one.sealed)].join(' ')); }"""
CACHED = """async () => { const found = [];
  for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys())
    found.push(new URL(one.url).pathname);
  return found; }"""


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def session(world: World) -> Session:
    return register(world, ["Amina", "Sara"])


def register(world: World, names: list[str]) -> Session:
    """A meeting of today, led by Teo, with these people enrolled."""
    scope = world.programme.scope
    activity = Activity.objects.create(scope=scope, programme=world.programme, number=4, title="Formazione")
    cases = [person(world, name) for name in names]
    with acting(world.actor("marta")) as marta:
        service = actions.add_service(
            programme=world.programme, activity=activity, organization=world.organizations["cooperativa"],
            kind="course", title="Cucina e HACCP", by=marta,
        )  # fmt: skip
        edition = actions.add_edition(
            service=service, starts_on=date(2026, 11, 2), ends_on=date(2026, 12, 18), by=marta
        )
        actions.add_staff(
            edition=edition, mandate=world.mandates["teo"], role="trainer", starts_on=date(2026, 11, 2), by=marta
        )
        for case in cases:
            actions.enrol(edition=edition, case=case, enrolled_on=date(2026, 11, 2), by=marta)
        begins, ends = (datetime.combine(TODAY, time(hour), tzinfo=clock.ROME) for hour in (9, 12))
        return actions.add_session(
            edition=edition, starts_at=begins, ends_at=ends, trainer=world.mandates["teo"], by=marta
        )


def answer(visit: Visit, name: str, presence: str) -> None:
    row = visit.page.locator("[data-roll] > li", has=visit.page.locator(f"legend:text-is('{name}')"))
    row.locator(f"label:has(input[value={presence}])").click()


def row_says(visit: Visit, name: str, words: str) -> None:
    row = visit.page.locator("[data-roll] > li", has=visit.page.locator(f"legend:text-is('{name}')"))
    row.locator(".c-saved", has_text=words).wait_for()


def ready(visit: Visit, session: Session) -> None:
    """The page is open, its list is sealed on the device and the worker stands by."""
    visit.go(f"/corsi/incontri/{session.id}/presenze/")
    visit.page.locator("form[data-ready]").wait_for()
    visit.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    visit.page.wait_for_function("async () => Boolean(await caches.match('/corsi/senza-rete/'))")


def marks() -> dict[str, str]:
    rows = Attendance.objects.values_list("enrolment__case__person__given_name", "presence")
    return dict(rows)


def test_twelve_people_take_four_clicks_and_two_for_each_exception(enter: Enter, world: World) -> None:
    session = register(world, TWELVE)
    visit, clicks = enter("teo"), []
    page = visit.page
    page.expose_function("clicked", lambda: clicks.append(1))
    page.add_init_script("addEventListener('pointerdown', () => window.clicked(), true)")
    visit.width(360)
    visit.go("/")
    page.get_by_role("link", name=re.compile("(Apri|Chiudi) le presenze")).first.click()
    page.locator("form[data-ready]").wait_for()
    page.get_by_role("button", name="Tutti presenti").click()
    answer(visit, "Dora", "A")
    answer(visit, "Mara", "G")
    with page.expect_navigation():
        page.get_by_role("button", name="Salva e chiudi").click()
    assert len(clicks) == 5
    assert Session.objects.get(id=session.id).state == "locked"
    assert sorted(marks().values()) == ["A", "G", *["P"] * 10]


def test_without_network_it_is_kept_reopened_and_sent_once(enter: Enter, session: Session) -> None:
    visit = enter("teo")
    ready(visit, session)
    page, context = visit.page, visit.page.context
    answer(visit, "Sara", "A")
    row_says(visit, "Sara", "salvata")
    context.set_offline(True)
    try:
        answer(visit, "Amina", "P")
        row_says(visit, "Amina", "su questo tablet")
        page.locator("#sv-band", has_text="Senza rete. 1 presenza è al sicuro qui").wait_for()
        page.close()
        again = Visit(context.new_page(), visit.address)
        again.go(f"/corsi/incontri/{session.id}/presenze/")
        row_says(again, "Amina", "su questo tablet")
        row_says(again, "Sara", "salvata")
        assert again.page.locator("[name^=p_][value=A]").nth(1).is_checked()
        assert again.page.get_by_role("heading", name="Presenze senza rete").is_visible()
        answer(again, "Sara", "R")
        row_says(again, "Sara", "scrivi a che ora entra")
        again.page.locator("[name^=e_]").nth(1).fill("10.30")
        again.page.locator("[name^=e_]").nth(1).blur()
        row_says(again, "Sara", "su questo tablet")
        faults = again.faults()
        assert not any("Amina" in one for one in again.page.evaluate(SEALED))
        assert marks() == {"Sara": "A"}
    finally:
        context.set_offline(False)
    row_says(again, "Sara", "salvata")
    again.page.locator("#sv-band", has_text="La rete è tornata").wait_for()
    assert marks() == {"Amina": "P", "Sara": "R"}
    assert SentMark.objects.count() == 3
    cached = again.page.evaluate(CACHED)
    assert "/corsi/senza-rete/" in cached
    assert [one for one in cached if not one.startswith("/static/")] == ["/corsi/senza-rete/"]
    again.page.close()
    assert faults == []


def test_two_answers_are_shown_side_by_side_and_one_is_chosen(enter: Enter, world: World, session: Session) -> None:
    visit = enter("teo")
    ready(visit, session)
    visit.page.context.set_offline(True)
    answer(visit, "Amina", "A")
    answer(visit, "Sara", "P")
    row_says(visit, "Sara", "su questo tablet")
    with acting(world.actor("marta")) as marta:
        given = {one.id: Mark("G") for one in Enrolment.objects.all()}
        actions.save_attendance(session=session, marks=given, others_count=0, by=marta)
    visit.page.context.set_offline(False)
    row_says(visit, "Amina", "da decidere")
    assert visit.page.get_by_text("Tu: assente. Marta, alle").is_visible()
    assert marks() == {"Amina": "G", "Sara": "G"}
    assert visit.faults() == []
    visit.page.get_by_role("button", name="Tieni la tua").first.click()
    row_says(visit, "Amina", "salvata")
    visit.page.get_by_role("button", name="Tieni quella di Marta").click()
    row_says(visit, "Sara", "salvata")
    assert marks() == {"Amina": "A", "Sara": "G"}
    assert visit.page.locator("[name^=p_][value=G]:checked").count() == 1


def test_a_login_that_expired_keeps_the_queue_for_its_own_user(enter: Enter, session: Session) -> None:
    visit = enter("teo")
    ready(visit, session)
    context = visit.page.context
    cookies: Any = context.cookies()
    context.clear_cookies()
    answer(visit, "Amina", "P")
    visit.page.locator("#sv-band", has_text="Siamo usciti per sicurezza. 1 presenza").wait_for()
    with visit.page.expect_navigation(url="**/accesso/login/**"):
        visit.page.get_by_role("link", name="Entra di nuovo").click()
    visit.page.wait_for_function("async () => Boolean(window.CiaoDevice) && (await CiaoDevice.reader()) === null")
    assert visit.page.evaluate(KEPT, "mark") == 0
    marta = enter("marta")
    marta.go(f"/corsi/incontri/{session.id}/presenze/")
    marta.page.locator("form[data-ready]").wait_for()
    assert marta.page.evaluate(KEPT, "mark") == 0
    assert marta.page.locator("[data-roll] input:checked").count() == 0
    assert marks() == {}
    marta.page.close()
    context.clear_cookies()
    context.add_cookies(cookies)
    visit.go(f"/corsi/incontri/{session.id}/presenze/")
    row_says(visit, "Amina", "salvata")
    assert marks() == {"Amina": "P"}


def test_leaving_wipes_the_device(enter: Enter, session: Session) -> None:
    visit = enter("teo")
    ready(visit, session)
    page = visit.page
    assert page.evaluate(KEPT, "roll") == 1
    visit.page.locator(".c-who summary").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Esci", exact=True).click()
    page.wait_for_load_state()
    visit.go("/accesso/login/")
    assert page.evaluate(SEALED) == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0
    assert page.evaluate(CACHED) == []
