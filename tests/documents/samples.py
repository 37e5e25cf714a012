"""A governance paper of the programme, with a PDF that is only its number."""

from __future__ import annotations

import uuid
from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Level
from ciao.documents.actions import Paper, Stamp, issue_document
from ciao.documents.models import IssuedDocument
from tests.cast import World

SUBJECT = uuid.UUID("11111111-1111-4111-8111-111111111111")


def paper(world: World, **changes: Any) -> Paper:
    values: dict[str, Any] = {
        "kind": "minutes", "title": "Verbale della cabina di regia", "programme_id": world.programme.id,
        "subject_id": SUBJECT, "scope_id": world.programme.scope_id, "level": Level.GOVERNANCE,
        "facts": {"topic": "avvio"},
    }  # fmt: skip
    return Paper(**{**values, **changes})


def rendered(paper: Paper, stamp: Stamp) -> bytes:
    return f"%PDF-1.7 {paper.kind} {stamp.year}/{stamp.number}".encode()


def issued(world: World, by: Actor, **options: Any) -> IssuedDocument:
    return issue_document(paper=paper(world), render=rendered, by=by, **options)
