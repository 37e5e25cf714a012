"""The look in a real browser: no accessibility violation, no sideways scrolling, nothing refused."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PATHS = {
    "/componenti/": 200,
    "/componenti/tasti/": 200,
    "/accesso/login/": 200,
    "/accesso/password/reset/": 200,
    "/niente-qui/": 404,
}
SCROLL = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="chromium is not installed"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server without database: who may enter is tested elsewhere, here only how pages look."""
    looks = [name for name in settings.MIDDLEWARE if not name.startswith("ciao.")]
    with override_settings(MIDDLEWARE=looks, ROOT_URLCONF="tests.core.urls"):
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[BrowserContext]:
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        browser = playwright.chromium.launch_persistent_context(
            profile, executable_path=str(CHROMIUM), args=ARGUMENTS, locale="it-IT"
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: BrowserContext, address: str) -> Iterator[Page]:
    opened = chromium.new_page()
    opened.base = address  # type: ignore[attr-defined]
    yield opened
    opened.close()


def visit(page: Page, path: str, width: int = 1280) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    answer = page.goto(page.base + path)  # type: ignore[attr-defined]
    assert answer is not None
    assert answer.status == PATHS[path]


def test_every_page_has_zero_violations_at_both_widths(page: Page) -> None:
    found = []
    for path in PATHS:
        for width in (1280, 360):
            visit(page, path, width)
            found += [(path, width, one["id"], one["nodes"]) for one in Axe().run(page).response["violations"]]
    assert found == []


def test_no_page_scrolls_sideways_at_320(page: Page) -> None:
    wide = []
    for path in PATHS:
        visit(page, path, 320)
        if page.evaluate(SCROLL) > 0:
            wide.append(path)
    assert wide == []


def test_the_policy_refuses_nothing_of_ours(page: Page) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "violates" in message.text else None)
    for path in PATHS:
        visit(page, path)
    assert [text for text in refused if "application/font-woff" not in text] == []


def test_the_first_tab_goes_to_the_content_and_the_ring_is_seen(page: Page) -> None:
    visit(page, "/componenti/tasti/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Vai al contenuto"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineColor") == "rgb(255, 153, 0)"


def test_the_error_summary_takes_the_focus(page: Page) -> None:
    visit(page, "/componenti/")
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")


def test_an_answer_opens_the_field_under_it(page: Page) -> None:
    visit(page, "/componenti/")
    phone = page.locator("#id_b-phone")
    assert not phone.is_visible()
    page.locator("#id_b-contact_0").check()
    assert phone.is_visible()


def test_a_draft_is_saved_after_two_seconds_of_quiet(page: Page) -> None:
    visit(page, "/componenti/")
    with page.expect_request(lambda request: request.method == "POST", timeout=5000) as sent:
        page.locator("#id_s-note").press_sequentially("adesso")
    assert "adesso" in (sent.value.post_data or "")
