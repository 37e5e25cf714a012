"""Every page once, at both widths, as a role that sees most of it: it fits, and it has no barrier."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Error

from ciao.access.actor import acting
from ciao.access.roles import ROLES
from ciao.accounts.models import User
from ciao.cases.actions import write_note
from ciao.outreach.actions import open_public_page, record_signal
from ciao.programmes.actions import give_mandate
from tests.browser.conftest import Visit
from tests.browser.stories import a_whole_thread
from tests.cast import START, World
from tests.house.pages import Page, pages

pytestmark = pytest.mark.browser
MAIN = ["/", "/persone/", "/segnalazioni/", "/progetti/", "/corsi/", "/tirocini/", "/indicatori/"]
# Widest view first; the first role that holds a page's action opens it.
ROLES_TRIED = [
    "case_manager", "coordinator", "partner_administrator", "tutor", "trainer", "evaluator", "system_administrator",
    "data_protection_officer",
]  # fmt: skip
MOST = 160


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def test_the_pages_of_every_day_fit_and_have_no_barrier(enter: Callable[[str], Visit], world: World) -> None:
    tell_a_story(world)
    marta = enter("marta")
    faults = []
    for path in [*MAIN, first_link(marta, "/persone/", "/persone/")]:
        assert marta.go(path) == 200, path
        faults += marta.faults()
    assert faults == []


@pytest.mark.sweep
def test_every_page_fits_and_has_no_barrier(enter: Callable[[str], Visit], world: World) -> None:
    tell_a_story(world)
    faults, met = [], set()
    for role in ROLES_TRIED:
        visit = enter(works_as(world, role))
        faults += walked(visit, met)
    faults += [f"{page.name} was never opened" for page in openable() if page.name not in met]
    assert faults == [], "\n".join(faults)


def walked(visit: Visit, met: set[str]) -> list[str]:
    """Follows links from the home, one address per page, and looks at those not met before."""
    routes = {page.name: as_pattern(page) for page in pages()}
    waiting, seen, faults = ["/", "/segnala/una-mano/"], set(), []
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        name = next((name for name, pattern in routes.items() if pattern.match(path)), None)
        if name is None or name in seen:
            continue
        seen.add(name)
        status = opened(visit, path)
        if status is None:
            continue
        if status != 200:
            faults.append(f"{path} does not open for {visit.page.title()}")
            continue
        hrefs = visit.page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
        waiting += [re.split(r"[?#]", href)[0] for href in hrefs if href.startswith("/")]
        if name not in met:
            met.add(name)
            faults += visit.faults()
    return faults


def opened(visit: Visit, path: str) -> int | None:
    """The status of a page; None where the address answers with a file, in which there is nothing to look at."""
    try:
        return visit.go(path)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return None


def openable() -> list[Page]:
    """Pages that open without a row, beginning something or listing it, for a role we walk as."""
    held = set().union(*(ROLES[role].actions for role in ROLES_TRIED))
    return [page for page in pages() if page.action in held and not page.converters and page.name in LISTS]


LISTS = {
    "desk:home", "desk:staff", "desk:invite", "desk:reads", "desk:system", "desk:profile", "cases:list", "cases:new",
    "outreach:signals", "outreach:new", "outreach:public_page", "programmes:list", "programmes:new",
    "programmes:activities", "programmes:organizations", "governance:bodies", "notifications:notices",
    "notifications:outbox", "services:editions", "services:catalogue", "services:new_service", "services:hours",
    "hosts:list", "hosts:new", "internships:list", "internships:agreements", "internships:new_agreement",
    "outcomes:due", "indicators:board", "indicators:esf", "indicators:expected", "budget:upload", "costs:budget",
    "costs:expenses", "costs:new", "costs:allowances", "costs:timesheets", "costs:new_timesheet", "prints:documents",
    "access:matrix", "cases:covers", "cases:new_cover", "cases:tasks", "cases:supervision", "cases:approvals",
    "cases:approval_rules", "cases:caseload", "cases:duplicates", "desk:agenda", "desk:feed_link", "desk:warnings",
    "desk:warning_numbers",
    "questionnaires:instruments", "questionnaires:load",
    "assessments:needs", "assessments:concepts",
}  # fmt: skip


def as_pattern(page: Page) -> re.Pattern[str]:
    """The addresses a route answers to."""
    shape = re.sub(r"<uuid:\w+>", "[0-9a-f-]{36}", re.sub(r"<(?:str|slug):\w+>", "[^/]+", page.route))
    return re.compile(f"^/{shape}$")


def first_link(visit: Visit, path: str, start: str) -> str:
    visit.go(path)
    hrefs = visit.page.eval_on_selector_all("main a[href]", "all => all.map(one => one.getAttribute('href'))")
    return str(next(href for href in hrefs if re.match(f"^{start}[0-9a-f-]{{36}}/$", href)))


def works_as(world: World, role: str) -> str:
    """Those of the cast are there already; the others come in."""
    known = {"case_manager": "marta", "coordinator": "paolo", "partner_administrator": "giulia", "tutor": "luca",
             "trainer": "teo", "evaluator": "elena"}  # fmt: skip
    if role in known:
        return known[role]
    world.mandates[role] = give_mandate(
        user=User.objects.create_user(email=f"{role}@example.org", given_name="Prova"),
        organization=world.organizations["capofila"],
        programme=None if role == "system_administrator" else world.programme,
        role=role,
        by=None,
        starts_on=START,
    )
    return role


def tell_a_story(world: World) -> None:
    """Amina followed by Marta, on a course and in an internship; a signal that waits, the public page open."""
    with acting(world.actor("paolo")) as paolo:
        open_public_page(programme=world.programme, slug="una-mano", by=paolo)
        record_signal(programme=world.programme, by=paolo, source="self", name="Nina", story="Cerco lavoro")
    case = a_whole_thread(world)
    with acting(world.actor("marta")) as marta:
        write_note(case=case, text="Primo colloquio", happened_on=date(2026, 3, 12), by=marta)
