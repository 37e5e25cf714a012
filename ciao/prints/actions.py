"""Issuing a document of any kind: facts, number, PDF, archive, signatures asked, read logged."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.roles import may
from ciao.access.visibility import scopes
from ciao.audit.actions import record_read
from ciao.core.formats import date_field
from ciao.documents import actions as documents
from ciao.documents.actions import Paper, Stamp
from ciao.documents.models import IssuedDocument
from ciao.documents.rules import number_label
from ciao.prints.rules import Kind, Signer
from ciao.prints.typesetting import typeset
from ciao.programmes.models import Programme, ProgrammeLogo
from ciao.signatures.actions import request_signature, withdraw


@transaction.atomic
def issue_document(
    *,
    kind: Kind,
    subject: Any,
    by: Actor,
    issued_on: date | None = None,
    replaces: IssuedDocument | None = None,
    reason: str = "",
) -> IssuedDocument:
    """One paper leaves the house; a reissue says why, replaces the first and asks for signatures anew.

    Raises `PermissionDenied` where the actor may not issue this kind or read what it says, `NotPossible` with
    the sentence to show where the moment is wrong. A print of personal data is a read.
    """
    if not may_issue(by, kind, subject):
        raise PermissionDenied(kind.code)
    signers = kind.signers(subject)
    paper = paper_of(kind, subject, by)
    document = documents.issue_document(
        paper=paper, render=renderer(kind, signers, by), by=by, issued_on=issued_on, replaces=replaces,
        reason=reason,
    )  # fmt: skip
    if replaces is not None:
        for signature in replaces.signatures.standing():
            withdraw(signature=signature, reason=f"Sostituito dal n. {document.number_label}", by=by)
    _ask_signatures(document, kind, signers, by)
    _log(document, kind, subject, by)
    return document


def may_issue(by: Actor, kind: Kind, subject: Any) -> bool:
    """Whether the role issues this kind, and reads the subject's circle as deep as the document goes."""
    return may(by, kind.action) and scopes(by, kind.level).filter(id=kind.scope_id(subject)).exists()


def paper_of(kind: Kind, subject: Any, by: Actor) -> Paper:
    """The facts of a document, before it has a number."""
    return Paper(
        kind=kind.code, title=kind.title(subject), programme_id=kind.programme(subject).id,
        subject_id=subject.id, scope_id=kind.scope_id(subject), level=kind.level, person_id=kind.person_id(subject),
        facts={"frame": _frame(kind.programme(subject)), "facts": kind.context(subject, by)},
    )  # fmt: skip


def renderer(kind: Kind, signers: list[Signer], by: Actor) -> Callable[[Paper, Stamp], bytes]:
    """How this kind becomes a PDF once its number is known; logos dress the page and are no part of its content."""

    def render(paper: Paper, stamp: Stamp) -> bytes:
        lines = [{"name": one.name, "role": one.role} for one in signers]
        logos = logos_of(paper.programme_id)
        data = {**paper.facts, "title": paper.title, "stamp": stamped(stamp, by), "signers": lines, "logos": logos}
        return typeset(kind.template, data)

    return render


def logos_of(programme_id: uuid.UUID) -> list[dict[str, Any]]:
    """The line of logos as the layout draws it: bytes as numbers, so that the typesetter opens no file but its own."""
    rows = ProgrammeLogo.objects.filter(programme_id=programme_id).current().select_related("file")
    return [{"image": list(one.file.content()), "label": one.label} for one in rows]


def _ask_signatures(document: IssuedDocument, kind: Kind, signers: list[Signer], by: Actor) -> None:
    for one in signers:
        request_signature(
            document=document, signer_kind=one.kind, signer_id=one.id, name=one.name, role=one.role,
            methods=kind.methods, by=by,
        )  # fmt: skip


def _log(document: IssuedDocument, kind: Kind, subject: Any, by: Actor) -> None:
    record_read(
        by=by, scope=document.scope_id, purpose=f"stampa: {kind.label}", groups=kind.reads,
        person_ids=kind.people(subject),
    )  # fmt: skip


def _frame(programme: Programme) -> dict[str, str]:
    return {"programme": str(programme), "controller": programme.controller.name, "call": programme.call}


def stamped(stamp: Stamp, by: Actor) -> dict[str, Any]:
    """What the foot of a paper states."""
    return {
        "number": number_label(stamp.year, stamp.number), "issued_on": date_field(stamp.issued_on),
        "version": stamp.version, "fingerprint": stamp.content_sha256, "issued_by": by.label,
        "demo": settings.DEMO,
    }  # fmt: skip
