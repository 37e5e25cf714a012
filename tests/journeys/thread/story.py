"""Who tells the story, and how a page is read and filled in."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.cases.models import Case
from ciao.core import clock
from tests.cast import World
from tests.files.samples import PDF
from tests.journeys.forms import typed


@dataclass
class Story:
    """The cast with their open pages, and the addresses met so far; every date is the day it is told."""

    world: World
    as_user: Callable[[str], Any]
    cases: dict[str, Case] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    allowances: dict[str, str] = field(default_factory=dict)
    expenses: dict[str, str] = field(default_factory=dict)
    _pages: dict[str, Any] = field(default_factory=dict)

    def page(self, name: str) -> Any:
        """The browser of a member of the cast."""
        if name not in self._pages:
            self._pages[name] = self.as_user(name)
        return self._pages[name]

    def get(self, name: str, path: str, on: date) -> str:
        """The words of a page that must open."""
        with clock.at(on):
            answer = self.page(name).get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code} for {name}"
        return words(answer)

    def status(self, name: str, path: str, on: date) -> int:
        """Whether a page opens for somebody."""
        with clock.at(on):
            return int(self.page(name).get(path).status_code)

    def fill(self, name: str, path: str, holding: str, today: date, /, *, files: Any = None, **answers: Any) -> str:
        """Opens a page, types and sends; returns where it leads."""
        answer = self.send(name, path, holding, today, files=files, **answers)
        assert answer.status_code == 302, f"{path}: {said(answer)}"
        return str(answer.url)

    def send(self, name: str, path: str, holding: str, today: date, /, *, files: Any = None, **answers: Any) -> Any:
        """The same, with its answer whatever it is."""
        with clock.at(today):
            page = self.page(name).get(path)
            assert page.status_code == 200, f"{path}: {page.status_code} for {name}"
            return self.page(name).post(path, {**typed(page, holding, **answers), **(files or {})})

    def mandate(self, name: str) -> str:
        return str(self.world.mandates[name].id)

    def body(self, name: str) -> str:
        return str(self.world.organizations[name].id)


def paper(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF)


def words(answer: Any) -> str:
    """A page as it is read, with plain spaces."""
    return html.unescape(answer.content.decode()).replace("\u00a0", " ")


def said(answer: Any) -> str:
    """The page's own part, without its tags: what a refusal is read in."""
    return bare(words(answer).partition("<main")[2])[:1500]


def bare(text: str) -> str:
    """Without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def row(page: str, heading: str) -> str:
    """The row of a table that begins with a heading."""
    rows = [bare("<tr" + one.partition("</tr")[0]) for one in page.split("<tr")[1:]]
    found = [one for one in rows if heading in one.split(" € ")[0]]
    assert found, f"«{heading}» is in no row"
    return found[0]


def heading(page: str) -> str:
    """What the page is called."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert found, "a page without a heading"
    return bare(found[1])


def links(page: str) -> set[str]:
    """Where the page's own part leads."""
    return set(re.findall(r'href="([^"]*)"', page.split("<main")[1].split("</main>")[0]))


def id_in(path: str) -> UUID:
    """The last identifier of an address."""
    return UUID(re.findall(r"[0-9a-f-]{36}", path)[-1])
