"""Logos of the documents: what may be one, in which order they stand, and that papers carry them."""

from __future__ import annotations

import io
import struct
import uuid
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions import open_case
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS
from ciao.programmes import actions
from ciao.programmes.models import ProgrammeLogo
from ciao.programmes.rules import NotALogo, check_logo
from tests.cast import World

# A JPEG's start: a comment segment, then a frame of 3 by 2 pixels.
JPEG = b"\xff\xd8\xff\xfe\x00\x04hi\xff\xc0\x00\x11\x08\x00\x02\x00\x03\x03" + b"\x00" * 9


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int = 40, height: int = 10) -> bytes:
    rows = b"".join(b"\0" + b"\x00\x55\xaa" * width for _ in range(height))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def file(content: bytes | None = None, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, png() if content is None else content)


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def added(world: World, *labels: str) -> list[ProgrammeLogo]:
    with acting(world.actor("paolo")) as paolo:
        return [
            actions.add_logo(programme=world.programme, label=one, upload=file(png(40 + number)), by=paolo)
            for number, one in enumerate(labels)
        ]


def on_the_line(world: World) -> list[str]:
    with acting(world.actor("paolo")):
        return [one.label for one in world.programme.logos.current()]


@pytest.mark.parametrize(("content", "size"), [(png(), (40, 10)), (png(1, 7), (1, 7)), (JPEG, (3, 2))])
def test_the_size_is_read_from_the_picture_itself(content: bytes, size: tuple[int, int]) -> None:
    assert check_logo(content) == size


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "vuoto"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>", "Se è un SVG, esportalo come PNG"),
        (b"GIF89a" + b"\0" * 40, "PNG o JPEG"),
        (b"\xff\xd8\xff\xd9", "PNG o JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG o JPEG"),
        (png()[:16] + struct.pack(">II", 7000, 1) + png()[24:], "al massimo 6000 punti"),
        (png() + b"\0" * 1024**2, "più di 1 MB"),
    ],
)
def test_what_is_no_logo_is_refused_with_its_reason(content: bytes, sentence: str) -> None:
    with pytest.raises(NotALogo, match=sentence):
        check_logo(content)


def test_logos_stand_in_the_order_one_gives_them(world: World) -> None:
    first, _, third = added(world, "Unione europea", "Stato", "Regione")
    with acting(world.actor("paolo")) as paolo:
        actions.move_logo(logo=third, earlier=True, by=paolo)
        actions.move_logo(logo=first, earlier=True, by=paolo)
    assert on_the_line(world) == ["Unione europea", "Regione", "Stato"]
    with acting(world.actor("paolo")) as paolo:
        actions.move_logo(logo=first, earlier=False, by=paolo)
    assert on_the_line(world) == ["Regione", "Unione europea", "Stato"]


def test_taken_off_it_stays_on_record(world: World) -> None:
    first, _ = added(world, "Unione europea", "Stato")
    with acting(world.actor("paolo")) as paolo:
        actions.remove_logo(logo=first, by=paolo)
        actions.remove_logo(logo=first, by=paolo)
        assert ProgrammeLogo.objects.count() == 2
        assert first.file.superseded_reason == "Logo tolto dai documenti"
    added(world, "Regione")
    assert on_the_line(world) == ["Stato", "Regione"]


def test_sending_a_logo_twice_adds_it_once(world: World) -> None:
    row_id = uuid.uuid4()
    with acting(world.actor("paolo")) as paolo:
        for _ in range(2):
            actions.add_logo(programme=world.programme, label="Stato", upload=file(), by=paolo, row_id=row_id)
    assert on_the_line(world) == ["Stato"]


def test_a_broken_picture_is_refused_before_it_stops_every_document(world: World) -> None:
    broken = png()[:40] + b"\xff\xff\xff" + png()[43:]
    assert check_logo(broken) == (40, 10)
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="rovinata"):
        actions.add_logo(programme=world.programme, label="Stato", upload=file(broken), by=paolo)


def test_a_line_holds_six(world: World) -> None:
    added(world, *"abcdef")
    with pytest.raises(NotPossible, match="Su una riga stanno 6 loghi"):
        added(world, "g")


@pytest.mark.parametrize("many", [0, 1, 6])
def test_documents_carry_the_logos_on_every_page(world: World, many: int) -> None:
    added(world, *"abcdef"[:many])
    with acting(world.actor("marta")) as marta:
        case = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 3, 12), by=marta,
            person={"given_name": "Amina"}, identity={"gender": "F"},
        )  # fmt: skip
        content = issue_document(kind=KINDS["case_opening"], subject=case, by=marta).file.content()
    reader: Any = PdfReader(io.BytesIO(content))
    assert [len(page.images) for page in reader.pages] == [many]
    assert "Documento n. 2026/001" in reader.pages[0].extract_text()


def test_the_coordinator_adds_orders_and_removes(world: World, as_user: Callable[[str], Any]) -> None:
    paolo, url = as_user("paolo"), f"/progetti/{world.programme.id}/loghi/"
    assert "I documenti escono senza loghi" in paolo.get(url).content.decode()
    for label in ("Regione", "Unione europea"):
        answer = paolo.post(url, {"label": label, "upload": file(), "row_id": str(uuid.uuid4())})
        assert (answer.status_code, answer.url) == (302, url)
    with acting(world.actor("paolo")):
        region, europe = world.programme.logos.current()
    image = paolo.get(f"{url}{europe.id}/immagine/")
    assert (image["Content-Type"], image.content) == ("image/png", png())
    assert paolo.get(f"{url}{europe.id}/").status_code == 405
    paolo.post(f"{url}{europe.id}/", {"do": "earlier"})
    assert on_the_line(world) == ["Unione europea", "Regione"]
    assert "Logo tolto" in paolo.post(f"{url}{region.id}/", {"do": "remove"}, follow=True).content.decode()
    assert on_the_line(world) == ["Unione europea"]
    assert 'alt="Unione europea"' in paolo.get(f"/progetti/{world.programme.id}/").content.decode()


def test_a_wrong_file_is_told_and_the_label_stays(world: World, as_user: Callable[[str], Any]) -> None:
    url = f"/progetti/{world.programme.id}/loghi/"
    given = {"label": "Stato", "upload": file(b"<svg/>", "logo.svg"), "row_id": str(uuid.uuid4())}
    answer = as_user("paolo").post(url, given)
    assert answer.status_code == 422
    assert "esportalo come PNG" in answer.content.decode()
    assert 'value="Stato"' in answer.content.decode()
    assert on_the_line(world) == []


@pytest.mark.parametrize("name", ["marta", "giulia", "chiara", "elena"])
def test_who_may_not_change_the_programme_finds_no_page(world: World, as_user: Callable[[str], Any], name: str) -> None:
    (one,) = added(world, "Stato")
    url = f"/progetti/{world.programme.id}/loghi/"
    assert as_user(name).get(url).status_code == 404
    assert as_user(name).post(f"{url}{one.id}/", {"do": "remove"}).status_code == 404
    assert on_the_line(world) == ["Stato"]
