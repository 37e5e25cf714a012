"""Signing through the pages, with a finger, on paper, with a code."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ciao.access.actor import acting
from ciao.signatures.models import Signature
from tests.cast import World
from tests.files.samples import PNG
from tests.signatures.samples import STROKES, asked


@pytest.fixture
def signature(world: World, settings: LazySettings, tmp_path: Path) -> Signature:
    settings.FILES_ROOT = tmp_path
    with acting(world.actor("paolo")) as paolo:
        return asked(world, paolo)


def url(name: str, signature: Signature) -> str:
    return reverse(f"signatures:{name}", args=[signature.id])


def test_the_pad_takes_a_drawing(signature: Signature, as_user: Callable[[str], Any]) -> None:
    page = as_user("paolo")
    shown = page.get(url("on_screen", signature)).content.decode()
    assert 'id="pad"' in shown
    assert 'name="strokes"' in shown
    assert "Oppure scrivi il tuo nome" in shown
    answer = page.post(url("on_screen", signature), {"strokes": json.dumps(STROKES)}, follow=True)
    assert "Firma salvata. Hanno firmato tutti." in answer.content.decode()
    assert '<path d="M10 10L20 30' in answer.content.decode()


def test_the_keyboard_is_enough(signature: Signature, as_user: Callable[[str], Any]) -> None:
    page = as_user("paolo")
    empty = page.post(url("on_screen", signature), {"strokes": "", "written_name": ""})
    assert empty.status_code == 422
    assert "1 cosa da correggere per firmare" in empty.content.decode()
    assert page.post(url("on_screen", signature), {"written_name": "Amina"}).status_code == 302
    assert Signature.objects.get().written_name == "Amina"


def test_a_scan_is_recorded(signature: Signature, as_user: Callable[[str], Any]) -> None:
    page = as_user("paolo")
    assert page.get(url("paper", signature)).status_code == 200
    scan = SimpleUploadedFile("pagina.png", PNG)
    assert page.post(url("paper", signature), {"signed_on": "24.11.2026", "scan": scan}).status_code == 422
    scan.seek(0)
    assert page.post(url("paper", signature), {"signed_on": "23.11.2026", "scan": scan}).status_code == 302
    assert Signature.objects.get().method == "paper"


def test_a_program_is_not_a_signed_file(signature: Signature, as_user: Callable[[str], Any]) -> None:
    upload = SimpleUploadedFile("firma.p7m", b"MZ")
    answer = as_user("paolo").post(url("signed_file", signature), {"signed_on": "23.11.2026", "upload": upload})
    assert "È un programma" in answer.content.decode()


def test_a_code_is_sent_and_wrong_tries_are_counted(signature: Signature, as_user: Callable[[str], Any]) -> None:
    page = as_user("paolo")
    assert "Manda il codice" in page.get(url("code", signature)).content.decode()
    page.post(url("send_code", signature), {"to": "amina@example.org"})
    assert "vale 10 minuti" in page.get(url("code", signature)).content.decode()
    for left in ("4 volte", "3 volte", "2 volte", "una volta"):
        assert f"ancora {left}" in page.post(url("code", signature), {"code": "x"}).content.decode()
    found = re.search(r"\b\d{6}\b", str(mail.outbox[-1].body))
    assert found
    assert page.post(url("code", signature), {"code": found.group()}).status_code == 302
    assert Signature.objects.get().is_signed


def test_a_signature_is_taken_back(signature: Signature, as_user: Callable[[str], Any]) -> None:
    page = as_user("paolo")
    assert page.get(url("withdraw", signature)).status_code == 200
    shown = page.post(url("withdraw", signature), {"reason": "Persona sbagliata"}, follow=True)
    assert "Firma ritirata" in shown.content.decode()


@pytest.mark.parametrize("name", ["marta", "chiara"])
def test_out_of_reach_is_as_absent(signature: Signature, as_user: Callable[[str], Any], name: str) -> None:
    page = as_user(name)
    assert page.get(reverse("signatures:of_document", args=[signature.document_id])).status_code == 404
    assert page.get(url("on_screen", signature)).status_code == 404
    assert page.post(url("on_screen", signature), {"written_name": "x"}).status_code == 404
