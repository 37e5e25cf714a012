"""A register on paper goes out with codes and comes back to its meeting; its boxes only propose."""

from __future__ import annotations

import io
import random
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS
from ciao.services import actions
from ciao.services.models import Attendance, PaperSheet, Session, SheetScan
from ciao.services.paper import layout
from ciao.services.paper.reading import DPI, pages_of
from tests.cast import World
from tests.services.conftest import Course, meeting
from tests.services.test_actions import TODAY, marked

Open = Callable[[str], Any]
Ticks = dict[int, str]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def session(world: World, course: Course) -> Session:
    return meeting(world, course, TODAY)


def printed(world: World, session: Session) -> tuple[PaperSheet, Image.Image]:
    """The sheet as the printer gives it, at the density of a scan."""
    with acting(world.actor("teo")) as teo:
        sheet = actions.prepare_sheet(session=session, by=teo)
        document = issue_document(kind=KINDS["attendance_sheet"], subject=sheet, by=teo)
        content = document.file.content()
    page = pypdfium2.PdfDocument(content)[0]
    return sheet, page.render(scale=DPI / 72).to_pil().convert("L")


def ticked(image: Image.Image, ticks: Ticks) -> Image.Image:
    """With a cross of a pen in some boxes."""
    drawn, scale = image.copy(), image.width / 210
    pen = ImageDraw.Draw(drawn)
    for row, presence in ticks.items():
        x, y = (one * scale for one in layout.box_of(row, presence))
        side = layout.BOX * scale
        for ends in (((x + 2, y + 2), (x + side - 2, y + side - 2)), ((x + side - 2, y + 2), (x + 2, y + side - 2))):
            pen.line(ends, fill=30, width=6)
    return drawn


def file_of(image: Image.Image, kind: str = "JPEG") -> SimpleUploadedFile:
    out = io.BytesIO()
    image.save(out, kind)
    return SimpleUploadedFile(f"foglio.{kind.lower()}", out.getvalue())


def joined(world: World, image: Image.Image, session: Session | None = None, who: str = "teo") -> list[SheetScan]:
    with acting(world.actor(who)) as actor:
        return actions.join_scan(upload=file_of(image), by=actor, session=session)


@pytest.mark.parametrize(
    "scanned",
    [
        lambda image: image,
        lambda image: image.rotate(3, expand=True, fillcolor=255),
        lambda image: image.rotate(180),
        lambda image: image.filter(ImageFilter.GaussianBlur(1.2)).point(lambda one: int(one * 0.8)),
        lambda image: image.resize((1240, 1754)),
        lambda image: image.transform(
            image.size, Image.Transform.PERSPECTIVE, (1.02, 0.03, -20, 0.01, 1.03, -15, 1e-5, 1.5e-5), fillcolor=255
        ),
    ],
    ids=["flat", "crooked", "upside down", "pale and blurred", "small", "from aside"],
)
def test_a_ticked_sheet_finds_its_meeting_and_proposes(
    world: World, course: Course, session: Session, scanned: Callable[[Image.Image], Image.Image]
) -> None:
    sheet, image = printed(world, session)
    scan = joined(world, scanned(ticked(image, {0: "P", 1: "A"})))[0]
    amina, sara = (str(course.enrolments[name].id) for name in ("Amina", "Sara"))
    assert (scan.sheet, scan.page) == (sheet, 1)
    assert scan.found == {amina: "P", sara: "A"}
    assert Attendance.objects.count() == 0


def test_a_doubtful_row_is_left_to_whoever_looks(world: World, course: Course, session: Session) -> None:
    _, image = printed(world, session)
    twice = ticked(ticked(image, {0: "P"}), {0: "A", 1: "R"})
    assert joined(world, twice)[0].found == {str(course.enrolments["Sara"].id): "R"}


def test_a_sheet_of_another_meeting_says_which(world: World, course: Course, session: Session) -> None:
    other = meeting(world, course, date(2026, 11, 24))
    _, image = printed(world, session)
    with pytest.raises(NotPossible, match="di un altro incontro: Cucina e HACCP, edizione 1, incontro 1 del 23"):
        joined(world, image, other)
    assert SheetScan.objects.count() == 0


def test_what_cannot_be_read_says_so(world: World, course: Course, session: Session) -> None:
    with pytest.raises(NotPossible, match="Non leggiamo il codice"):
        joined(world, Image.new("L", (400, 600), 255))
    with acting(world.actor("teo")) as teo, pytest.raises(NotPossible, match="Non leggiamo il codice"):
        actions.join_scan(upload=SimpleUploadedFile("x.pdf", b"%PDF-1.7 broken"), by=teo)


@pytest.mark.parametrize("stranger", ["chiara", "marta"])
def test_a_sheet_is_of_who_leads(world: World, course: Course, session: Session, stranger: str) -> None:
    _, image = printed(world, session)
    with pytest.raises(NotPossible, match="non è di un incontro che conduci"):
        joined(world, image, who=stranger)
    with acting(world.actor("chiara")) as chiara, pytest.raises(NotPossible, match="nessuna iscrizione"):
        actions.prepare_sheet(session=session, by=chiara)


def test_the_page_shows_the_sheet_and_waits_for_a_person(
    world: World, course: Course, session: Session, as_user: Open
) -> None:
    page, url = as_user("teo"), f"/corsi/incontri/{session.id}/presenze/"
    assert page.post(f"/corsi/incontri/{session.id}/foglio/").url.startswith("/documenti/")
    _, image = printed(world, session)
    upload = file_of(ticked(image, {0: "P", 1: "G"}), "PNG")
    answer = page.post(f"/corsi/incontri/{session.id}/foglio/carica/", {"scan": upload})
    assert answer.url == url
    shown = page.get(url).content.decode().replace("\u00a0", " ")
    assert "2 risposte lette dal foglio" in shown
    assert "letta dal foglio" in shown
    assert 'value="G" checked' in shown
    scan = SheetScan.objects.get()
    assert f"/allegati/{scan.image_id}/" in shown
    assert Attendance.objects.count() == 0
    upload.seek(0)
    assert page.post("/corsi/fogli/", {"scan": upload}).url == url
    bad = page.post("/corsi/fogli/", {"scan": SimpleUploadedFile("a.txt", b"ciao")})
    assert bad.status_code == 422
    chiara = as_user("chiara")
    assert chiara.get(f"/corsi/incontri/{session.id}/foglio/carica/").status_code == 404
    assert chiara.post(f"/corsi/incontri/{session.id}/foglio/").status_code == 404


def test_a_closed_register_needs_no_sheet(world: World, course: Course, session: Session) -> None:
    marked(world, course, session, Amina="P", Sara="P")
    with acting(world.actor("teo")) as teo:
        closed = actions.lock_register(session=session, on=TODAY, by=teo)
        with pytest.raises(NotPossible, match="non serve un foglio"):
            actions.prepare_sheet(session=closed, by=teo)


@given(st.uuids(), st.integers(1, 999), st.sampled_from("ABCD"))
def test_a_code_says_back_what_it_was_made_of(sheet_id: uuid.UUID, page: int, corner: str) -> None:
    assert layout.code_of(layout.code_text(sheet_id, page, corner)) == layout.Code(sheet_id, page, corner)


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_noise_is_no_sheet(seed: int) -> None:
    dots = random.Random(seed)
    image = Image.frombytes("L", (200, 280), dots.randbytes(200 * 280))
    out = io.BytesIO()
    image.save(out, "PNG")
    assert list(pages_of(out.getvalue())) == [None]
    assert layout.code_of("CIAO1/nulla/1/A") is None
