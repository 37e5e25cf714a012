"""Documents are numbered once, kept as they were issued, replaced or annulled with a reason."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from ciao.access.actor import acting
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.documents.actions import (
    Paper,
    Stamp,
    issue_document,
    record_protocol,
    reinstate_document,
    void_document,
)
from ciao.documents.enums import DocumentState
from ciao.documents.models import DocumentChange, IssuedDocument
from tests.cast import World
from tests.documents.samples import SUBJECT, issued, paper


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def test_numbers_follow_in_each_year(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        labels = [issued(world, paolo).number_label for _ in range(2)]
        last_year = issued(world, paolo, issued_on=date(2025, 12, 31)).number_label
    assert (labels, last_year) == (["2026/001", "2026/002"], "2025/001")


def test_what_was_rendered_is_what_is_kept(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        document = issued(world, paolo)
        content = document.file.content()
    assert content == b"%PDF-1.7 minutes 2026/1"
    assert document.sha256 == hashlib.sha256(content).hexdigest() == document.file.sha256
    assert len(document.content_sha256) == 64
    assert (document.issued_on, document.issued_by_label) == (date(2026, 11, 23), paolo.label)


def test_only_readers_of_its_level_see_it(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        issued(world, paolo)
    for name, sees in [("elena", True), ("marta", False), ("chiara", False)]:
        with acting(world.actor(name)) as actor:
            assert visible(IssuedDocument.objects, actor, Action.DOCUMENT_VIEW).exists() is sees
            assert IssuedDocument.objects.exists() is sees


def test_a_failed_rendering_leaves_no_document_and_no_gap(world: World) -> None:
    def broken(paper: Paper, stamp: Stamp) -> bytes:
        raise RuntimeError("no font")

    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(RuntimeError):
            issue_document(paper=paper(world), render=broken, by=paolo)
        assert issued(world, paolo).number == 1


def test_a_reissue_takes_the_place_of_the_first(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        first = issued(world, paolo)
        second = issued(world, paolo, replaces=first, reason="Mancava un punto")
        assert (first.state, second.version, second.number) == (DocumentState.SUPERSEDED, 2, 2)
        assert IssuedDocument.objects.valid().about(SUBJECT).get() == second
        assert DocumentChange.objects.get().reason == "Mancava un punto"
        with pytest.raises(NotPossible, match="Ora è sostituito"):
            issued(world, paolo, replaces=first, reason="Ancora")


def test_annulling_needs_a_reason_and_can_be_undone(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        document = issued(world, paolo)
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            void_document(document=document, reason="", by=paolo)
        void_document(document=document, reason="Riguarda un altro incontro", by=paolo)
        assert document.state == DocumentState.VOID
        reinstate_document(document=document, reason="Era quello giusto", by=paolo)
        assert document.state == DocumentState.ISSUED
    with acting(world.actor("elena")):
        assert DocumentChange.objects.count() == 2


def test_a_day_to_come_is_refused(world: World) -> None:
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="dopo oggi"):
        issued(world, paolo, issued_on=date(2026, 11, 24))


def test_the_protocol_is_typed_with_its_day(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        document = issued(world, paolo, issued_on=date(2026, 11, 20))
        for protocol, day in [
            (" ", date(2026, 11, 21)),
            ("12/A", date(2026, 11, 19)),
            ("12/A", date(2026, 11, 24)),
        ]:
            with pytest.raises(NotPossible):
                record_protocol(document=document, protocol=protocol, on=day, by=paolo)
        record_protocol(document=document, protocol=" 12/A ", on=date(2026, 11, 21), by=paolo)
    document.refresh_from_db()
    assert (document.protocol, document.protocol_on) == ("12/A", date(2026, 11, 21))
