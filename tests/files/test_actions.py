"""A file is sealed on disk, read by its circle at its level, and never thrown away."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.access.actor import acting
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.core.crypto import KeyMissing, Tampered
from ciao.files import vault
from ciao.files.actions import store_file, supersede_file
from ciao.files.models import StoredFile
from tests.cast import World
from tests.files.samples import PDF


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def upload(content: bytes = PDF, name: str = "verbale.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def stored(world: World, level: Level = Level.GOVERNANCE) -> StoredFile:
    with acting(world.actor("paolo")) as paolo:
        return store_file(upload=upload(), scope=world.programme.scope, level=level, by=paolo)


def path_of(file: StoredFile, root: Path) -> Path:
    return root / file.stored_as[:2] / file.stored_as


def test_the_bytes_come_back_and_lie_sealed(world: World, tmp_path: Path) -> None:
    file = stored(world)
    path = path_of(file, tmp_path)
    assert file.content() == PDF
    assert b"PDF" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (file.name, file.kind, file.size_bytes) == ("verbale.pdf", "pdf", len(PDF))


def test_only_who_reads_at_its_level_sees_it(world: World) -> None:
    file = stored(world)
    for name, sees in [("paolo", True), ("elena", True), ("marta", False), ("chiara", False)]:
        with acting(world.actor(name)) as actor:
            assert StoredFile.objects.filter(id=file.id).exists() is sees
            assert visible(StoredFile.objects, actor, Action.FILE_VIEW).exists() is sees


def test_two_files_cannot_be_exchanged_on_disk(world: World, tmp_path: Path) -> None:
    one, two = stored(world), stored(world)
    path_of(one, tmp_path).write_bytes(path_of(two, tmp_path).read_bytes())
    with pytest.raises(Tampered):
        one.content()


def test_a_lost_file_or_key_is_named(world: World, tmp_path: Path) -> None:
    file = stored(world)
    path_of(file, tmp_path).write_bytes(b"k99:" + b"x" * 40)
    with pytest.raises(KeyMissing):
        file.content()
    path_of(file, tmp_path).unlink()
    with pytest.raises(vault.Missing):
        file.content()


def test_a_program_and_a_file_too_big_are_refused(world: World, settings: LazySettings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024**2
    with acting(world.actor("paolo")) as paolo:
        for content, words in [
            (b"MZ", "programma"),
            (b"x" * (1024**2 + 1), "Il file è di 2 MB: il massimo è 1"),
        ]:
            with pytest.raises(NotPossible, match=words):
                store_file(upload=upload(content), scope=world.programme.scope, level=Level.GOVERNANCE, by=paolo)


def test_taking_away_needs_a_reason_and_leaves_the_file(world: World) -> None:
    file = stored(world)
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="Scrivi perché"):
            supersede_file(file=file, by=paolo, reason=" ")
        supersede_file(file=file, by=paolo, reason="Caricato due volte")
        with pytest.raises(NotPossible, match="già stato tolto"):
            supersede_file(file=file, by=paolo, reason="Ancora")
        assert not StoredFile.objects.current().exists()
        assert StoredFile.objects.get().content() == PDF
