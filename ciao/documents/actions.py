"""Numbering, archiving, replacing and annulling; the PDF itself is made in `prints`."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from ciao.access.actor import Actor
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.documents.lifecycle import DOCUMENT
from ciao.documents.models import IssuedDocument
from ciao.documents.rules import file_name, fingerprint
from ciao.files.actions import store_bytes


@dataclass(frozen=True)
class Paper:
    """What is about to be issued: facts and where it belongs; `facts` must be plain JSON values."""

    kind: str
    title: str
    programme_id: uuid.UUID
    subject_id: uuid.UUID
    scope_id: uuid.UUID
    level: Level
    facts: dict[str, Any]
    person_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Stamp:
    """What the page foot states: the number, the day, the fingerprint of the facts."""

    year: int
    number: int
    issued_on: date
    content_sha256: str
    version: int


Renderer = Callable[[Paper, Stamp], bytes]


@transaction.atomic
def issue_document(
    *,
    paper: Paper,
    render: Renderer,
    by: Actor,
    issued_on: date | None = None,
    replaces: IssuedDocument | None = None,
    reason: str = "",
) -> IssuedDocument:
    """Numbers, renders and archives a paper; one that replaces another says why and takes its place.

    If rendering fails nothing is stored and the number stays free. Raises `NotPossible` for a day to come.
    """
    day = issued_on or clock.today()
    if day > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if replaces is not None:
        DOCUMENT.move(replaces, "supersede", by=by, on=day, reason=reason)
    stamp = Stamp(
        year=day.year, number=next_document_number(paper.programme_id, day.year), issued_on=day,
        content_sha256=fingerprint(paper.facts), version=replaces.version + 1 if replaces else 1,
    )  # fmt: skip
    return _archive(paper, stamp, render(paper, stamp), by, replaces)


@transaction.atomic
def void_document(*, document: IssuedDocument, reason: str, by: Actor, on: date | None = None) -> IssuedDocument:
    """Correction: the document should not have been issued; it keeps its number and says why."""
    DOCUMENT.move(document, "void", by=by, on=on or clock.today(), reason=reason)
    return document


@transaction.atomic
def reinstate_document(*, document: IssuedDocument, reason: str, by: Actor, on: date | None = None) -> IssuedDocument:
    """Correction of the correction: it was annulled by mistake."""
    DOCUMENT.move(document, "reinstate", by=by, on=on or clock.today(), reason=reason)
    return document


@transaction.atomic
def record_protocol(*, document: IssuedDocument, protocol: str, on: date, by: Actor) -> IssuedDocument:
    """The number the body's own register gave, typed by hand; history keeps an earlier one."""
    if not protocol.strip():
        raise NotPossible("Scrivi il numero di protocollo.")
    if not document.issued_on <= on <= clock.today():
        raise NotPossible(f"Il protocollo va dal {document.issued_on:%d.%m.%Y} a oggi.")
    document.protocol, document.protocol_on = protocol.strip(), on
    document.save(update_fields=["protocol", "protocol_on"])
    return document


def next_document_number(programme_id: uuid.UUID, year: int) -> int:
    """The next number of the programme's series of the year; safe when two people issue at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ciao_next_number(%s, %s)", [str(programme_id), f"document:{year}"])
        return int(cursor.fetchone()[0])


def _archive(paper: Paper, stamp: Stamp, content: bytes, by: Actor, replaces: IssuedDocument | None) -> IssuedDocument:
    file = store_bytes(
        content=content, name=file_name(stamp.year, stamp.number, paper.kind), scope=paper.scope_id,
        level=paper.level, by=by, person_id=paper.person_id,
    )  # fmt: skip
    document = IssuedDocument(
        scope_id=paper.scope_id, level=int(paper.level), programme_id=paper.programme_id, year=stamp.year,
        number=stamp.number, kind=paper.kind, subject_id=paper.subject_id, person_id=paper.person_id,
        title=paper.title, version=stamp.version, replaces=replaces, file=file, sha256=file.sha256,
        content_sha256=stamp.content_sha256, issued_on=stamp.issued_on, issued_by=by.id,
        issued_by_label=by.label,
    )  # fmt: skip
    document.save(force_insert=True)
    return document
