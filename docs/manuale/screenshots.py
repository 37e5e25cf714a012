"""Makes the pictures of the manual from a demo that lives on a fixed day: `make manual`.

Only the demo's invented people are ever shown: the address asked for must show the demo's door, or nothing is made.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

FOLDER = Path(__file__).parent / "img"
ROOT = Path(__file__).resolve().parents[2]
DAY, WAIT = "2026-11-23", 300
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {1280: 860, 360: 760}


@dataclass(frozen=True)
class Shot:
    """One picture: who opens what, and how wide; `link` is followed from the page by the start of its address."""

    name: str
    who: str
    path: str = "/"
    link: str = ""
    width: int = 1280


SHOTS = [
    Shot("scrivania-marta", "marta"),
    Shot("scrivania-marta-telefono", "marta", width=360),
    Shot("persone", "marta", "/persone/"),
    Shot("fascicolo", "marta", "/persone/?q=Amina", "/persone/<id>/"),
    Shot("fascicolo-telefono", "marta", "/persone/?q=Amina", "/persone/<id>/", 360),
    Shot("filo", "marta", "/indennita/?stato=paid", "/indennita/<id>/"),
    Shot("scrivania-paolo", "paolo"),
    Shot("progetto", "paolo", "/progetti/", "/progetti/<id>/"),
    Shot("attivita", "paolo", "/attivita/"),
    Shot("nuovo-progetto", "paolo", "/progetti/nuovo/"),
    Shot("segnalazioni", "paolo", "/segnalazioni/"),
    Shot("segnalazione", "paolo", "/segnalazioni/", "/segnalazioni/<id>/"),
    Shot("governance", "paolo", "/governance/"),
    Shot("budget", "paolo", "/budget/"),
    Shot("scrivania-nora", "nora"),
    Shot("nuova-segnalazione-telefono", "nora", "/segnalazioni/nuova/", width=360),
    Shot("scrivania-giulia", "giulia"),
    Shot("utenti", "giulia", "/utenti/"),
    Shot("spese", "giulia", "/spese/"),
    Shot("scrivania-olga", "olga"),
    Shot("registro-letture", "olga", "/registro-letture/"),
    Shot("accessi", "olga", "/accessi/"),
    Shot("scrivania-elena", "elena"),
    Shot("indicatori", "elena", "/indicatori/"),
    Shot("scrivania-luca", "luca"),
    Shot("registro-mese", "luca", "/", "/tirocini/<id>/registro/<month>/"),
    Shot("presenze", "teo", "/", "/corsi/incontri/<id>/presenze/"),
    Shot("presenze-telefono", "teo", "/", "/corsi/incontri/<id>/presenze/", 360),
    Shot("scrivania-sandro", "sandro"),
    Shot("enti", "elena", "/enti/"),
    Shot("enti-ospitanti", "zoe", "/enti-ospitanti/"),
]


def main(address: str = "") -> None:
    """Makes every picture, from the demo at `address` or from one started for the purpose."""
    if address:
        make_all(address)
        return
    with demo() as started:
        make_all(started)


def make_all(address: str) -> None:
    """One visit per person, so that each code is used once."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        for who in dict.fromkeys(shot.who for shot in SHOTS):
            with entered(playwright, address, who) as context:
                for shot in [one for one in SHOTS if one.who == who]:
                    take(context, address, shot)


@contextmanager
def demo() -> Iterator[str]:
    """A demo of its own, in a folder that goes when the pictures are made."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    words = [sys.executable, "-m", "ciao.core.command", "demo", "--oggi", DAY, "--porta", str(port)]
    with tempfile.TemporaryDirectory(prefix="ciao-manuale-") as home:
        running = subprocess.Popen(words, cwd=ROOT, env={**os.environ, "CIAO_HOME": home}, stdout=subprocess.DEVNULL)
        try:
            _until_it_answers(address, running)
            yield address
        finally:
            running.terminate()
            running.wait(60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until_it_answers(address: str, running: "subprocess.Popen[bytes]") -> None:
    last = time.monotonic() + WAIT
    while time.monotonic() < last and running.poll() is None:
        try:
            with urlopen(f"{address}/prova/", timeout=30) as answer:  # noqa: S310 (our own demo)
                answer.read()
            return
        except OSError:
            time.sleep(1)
    raise SystemExit("La demo non parte: prova «make run» e guarda che cosa dice.")


@contextmanager
def entered(playwright: Playwright, address: str, who: str) -> Iterator[BrowserContext]:
    """A browser past password and code, as that member of the demo."""
    with tempfile.TemporaryDirectory(prefix="ciao-browser-") as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=ARGUMENTS, locale="it-IT", timezone_id="Europe/Rome"
        )
        page = context.new_page()
        page.goto(f"{address}/prova/")
        email, code, password = _account(page.content(), who)
        page.goto(f"{address}/accesso/login/")
        page.locator("[name=login]").fill(email)
        page.locator("[name=password]").fill(password)
        page.locator("main form button[type=submit], main form .btn-primary").first.click()
        page.locator("[name=code]").fill(code)
        page.locator("main form button[type=submit], main form .btn-primary").first.click()
        page.wait_for_url(f"{address}/")
        page.close()
        yield context
        context.close()


def _account(html: str, who: str) -> tuple[str, str, str]:
    text = re.sub(r"<[^>]+>", " ", html)
    found = re.search(rf"({who}@\S+)\s+(\d{{6}})", text)
    password = re.search(r"<code>([^<]+)</code>", html)
    if not found or not password:
        raise SystemExit(f"La pagina /prova/ non ha l’accesso di {who}.")
    return found[1], found[2], password[1]


def take(context: BrowserContext, address: str, shot: Shot) -> None:
    """Opens the page and keeps what one sees without scrolling."""
    page = context.new_page()
    page.set_viewport_size({"width": shot.width, "height": SIZES[shot.width]})
    page.goto(address + shot.path)
    if shot.link:
        page.goto(address + _first_link(page, shot.link))
    page.screenshot(path=FOLDER / f"{shot.name}.png", animations="disabled")
    page.close()


def _first_link(page: Page, shape: str) -> str:
    written = shape.replace("<id>", "[0-9a-f-]{36}").replace("<month>", r"\d{4}-\d{1,2}")
    pattern = re.compile(f"^{written}$")
    links = page.eval_on_selector_all("main a[href]", "all => all.map(one => one.getAttribute('href'))")
    return next(link for link in links if pattern.match(link))


if __name__ == "__main__":
    main(*sys.argv[1:2])
