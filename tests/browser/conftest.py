"""A real Chromium, as thin as can be, in front of the live server."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from ciao.core.reference import load_reference_data
from tests.cast import World, make_world
from tests.conftest import TODAY

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDTHS = {1280: 900, 360: 800}
# Playwright keeps a loop in this thread, where Django would refuse to touch the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What sticks out at the right, except what is only for screen readers or lies in a part that scrolls by itself.
CUT = """() => [...document.querySelectorAll('main *')].filter(one => {
  const box = one.getBoundingClientRect();
  if (box.width < 2 || box.right <= innerWidth + 1 || !one.checkVisibility()) return false;
  for (let at = one; at && at !== document.body; at = at.parentElement) {
    if (at.getBoundingClientRect().width < 2) return false;
    if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX)) return false;
  }
  return true;
}).map(one => one.textContent.trim().slice(0, 40)).slice(0, 3)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserContext]:
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        opened = playwright.chromium.launch_persistent_context(
            profile, executable_path=str(CHROMIUM), args=ARGUMENTS, locale="it-IT"
        )
        opened.set_default_timeout(10_000)
        yield opened
        opened.close()


@pytest.fixture(autouse=True)
def _served_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's threads do not see the frozen clock: they live on the same day by its other door."""
    monkeypatch.setenv("CIAO_OGGI", TODAY.isoformat())
    monkeypatch.setattr("ciao.core.stamp.MIN_SECONDS", 0)


@pytest.fixture(scope="module", autouse=True)
def _tables_put_back(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What a browser test writes is emptied with everything else: the tests after it find the comuni again."""
    yield
    with django_db_blocker.unblock():
        load_reference_data()


@pytest.fixture
def world(transactional_db: None) -> World:
    """The cast, written down for good so that the server's threads see it; the test before emptied every table."""
    load_reference_data()
    return make_world()


@pytest.fixture
def enter(browser: BrowserContext, live_server: LiveServer, world: World) -> Iterator[Callable[[str], "Visit"]]:
    """`enter("marta")` is a page of hers, past password and second factor; `enter("")` is anybody's."""
    opened: list[Page] = []

    def enter_as(name: str) -> Visit:
        browser.clear_cookies()
        if name:
            browser.add_cookies([_session(world, name, live_server.url)])
        opened.append(browser.new_page())
        return Visit(opened[-1], live_server.url)

    yield enter_as
    for page in opened:
        page.close()


def _session(world: World, name: str, address: str) -> Any:
    user = world.user(name)
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    return {"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": address}


class Visit:
    """One tab and what every page in it must be: fitting its width, and without a barrier."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.width(1280)

    def width(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": WIDTHS[width]})

    def go(self, path: str) -> int:
        answer = self.page.goto(self.address + path)
        return answer.status if answer else 0

    def press(self, words: str) -> None:
        """The button or link that says so, in the page and not in its menu; its answer is waited for."""
        found = self.page.locator("main").get_by_role("button", name=words, exact=True)
        found = found.or_(self.page.locator("main").get_by_role("link", name=words, exact=True))
        with self.page.expect_navigation():
            found.first.click()

    def faults(self) -> list[str]:
        """Sideways scrolling, words that are cut and axe's violations, at both widths."""
        found = []
        for width in WIDTHS:
            self.width(width)
            if self.page.evaluate(SIDEWAYS) > 0:
                found.append(f"{self.page.url} scrolls sideways at {width}")
            found += [f"{self.page.url} cuts «{words}» at {width}" for words in self.page.evaluate(CUT)]
            found += [
                f"{self.page.url} at {width}: {one['id']}, {one['nodes'][0]['target']}"
                for one in Axe().run(self.page).response["violations"]
            ]
        self.width(1280)
        return found
