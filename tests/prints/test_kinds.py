"""The contract every kind of document keeps."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.conf import LazySettings
from pypdf import PdfReader

from ciao.access.actor import acting
from ciao.access.enums import Action
from ciao.access.roles import ROLES
from ciao.audit.models import ReadLine
from ciao.cases.models import Case
from ciao.documents.models import IssuedDocument
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS, Kind
from ciao.prints.typesetting import ROOT
from tests.cast import World

every_kind = pytest.mark.parametrize("kind", list(KINDS), ids=lambda kind: kind.code)


def issued(world: World, case: Case, kind: Kind) -> tuple[IssuedDocument, str]:
    with acting(world.actor("marta")) as marta:
        document = issue_document(kind=kind, subject=case, by=marta)
        return document, text_of(document.file.content())


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@every_kind
def test_it_says_what_it_is_in_italian_and_who_may_issue_it(kind: Kind) -> None:
    assert kind.label
    assert kind.label[0].islower()
    assert kind.about.endswith(".")
    assert any(kind.action in role.actions for role in ROLES.values())
    assert (ROOT / kind.template).is_file()


@every_kind
def test_it_says_which_signatures_suffice(kind: Kind, world: World, amina: Case) -> None:
    document, _ = issued(world, amina, kind)
    with acting(world.actor("marta")):
        asked = list(document.signatures.all())
    assert len(asked) == len(kind.signers(amina))
    assert all(one.sufficient == list(kind.methods) for one in asked)


@every_kind
def test_the_pdf_carries_number_and_fingerprint_and_can_be_read(kind: Kind, world: World, amina: Case) -> None:
    document, text = issued(world, amina, kind)
    assert document.number_label == "2026/001"
    assert "Documento n. 2026/001" in text
    assert document.content_sha256 in text
    assert "pagina 1 di 1" in " ".join(text.split())
    assert "DATI DI PROVA" not in text


@every_kind
def test_what_a_person_wrote_is_never_a_command(kind: Kind, world: World, amina: Case) -> None:
    _, text = issued(world, amina, kind)
    assert "Amina #strong[" in text
    assert '"x" $y$' in text.replace("“", '"').replace("”", '"')


@every_kind
def test_printing_is_a_read(kind: Kind, world: World, amina: Case) -> None:
    issued(world, amina, kind)
    line = ReadLine.objects.get()
    assert line.person_ids == [amina.person_id]
    assert line.purpose == f"stampa: {kind.label}"


@every_kind
def test_demo_papers_say_so(kind: Kind, world: World, amina: Case, settings: LazySettings) -> None:
    settings.DEMO = True
    assert "DATI DI PROVA" in issued(world, amina, kind)[1]


@every_kind
def test_the_pdf_is_tagged_with_title_and_language(kind: Kind, world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        content = issue_document(kind=kind, subject=amina, by=marta).file.content()
    reader: Any = PdfReader(io.BytesIO(content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert str(reader.trailer["/Root"]["/Lang"]) == "it"
    assert reader.metadata.title == kind.title(amina)


def test_issue_is_for_roles_with_the_action() -> None:
    assert Action.DOCUMENT_ISSUE in ROLES["case_manager"].actions
    assert Action.DOCUMENT_ISSUE not in ROLES["tutor"].actions
