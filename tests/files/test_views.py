"""Downloads: attachment only, visible rows only, a read when it is about a person."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.urls import reverse

from ciao.access.actor import acting
from ciao.access.enums import Level
from ciao.audit.models import ReadLine
from ciao.files.actions import store_bytes
from ciao.files.models import StoredFile
from tests.cast import World
from tests.files.samples import PDF

PERSON = uuid.uuid4()


@pytest.fixture
def file(world: World, settings: LazySettings, tmp_path: Path) -> StoredFile:
    settings.FILES_ROOT = tmp_path
    with acting(world.actor("paolo")) as paolo:
        return store_bytes(
            content=PDF, name="età.pdf", scope=world.programme.scope_id, level=Level.GOVERNANCE, by=paolo,
            person_id=PERSON,
        )  # fmt: skip


def test_a_download_is_an_attachment_and_leaves_a_read_line(file: StoredFile, as_user: Any) -> None:
    answer = as_user("paolo").get(reverse("files:download", args=[file.id]))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''et%C3%A0.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert ReadLine.objects.get().person_ids == [PERSON]


@pytest.mark.parametrize("name", ["marta", "chiara"])
def test_out_of_reach_is_as_absent(file: StoredFile, as_user: Any, name: str) -> None:
    page = as_user(name)
    there = page.get(reverse("files:download", args=[file.id]))
    absent = page.get(reverse("files:download", args=[uuid.uuid4()]))
    assert there.status_code == absent.status_code == 404
    assert not ReadLine.objects.exists()
