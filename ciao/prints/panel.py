"""What a page about a subject offers to print, and what was already issued on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core.formats import date_table
from ciao.documents.models import IssuedDocument
from ciao.prints.actions import may_read
from ciao.prints.rules import KINDS, Kind


@dataclass(frozen=True)
class Offer:
    """One button: the kind's label, where it leads, the valid document there already is, if any."""

    code: str
    label: str
    about: str
    url: str
    latest: IssuedDocument | None


@dataclass(frozen=True)
class IssuedLine:
    """One document already issued, as a list shows it."""

    title: str
    url: str
    when: str
    state: str
    is_valid: bool
    missing_count: int


def offered(subject: Any, actor: Actor) -> list[Offer]:
    """The kinds this actor may issue on this subject now."""
    kinds = [one for one in KINDS if isinstance(subject, one.subject) and may(actor, one.action)]
    return [_offer(one, subject, actor) for one in kinds if may_read(actor, one, subject)]


def issued(subject: Any, actor: Actor) -> list[IssuedLine]:
    """The documents on this subject that the actor may see, latest first."""
    rows = visible(IssuedDocument.objects, actor, Action.DOCUMENT_VIEW).filter(subject_id=subject.id)
    return [_line(one) for one in rows.prefetch_related("signatures")]


def _offer(kind: Kind, subject: Any, actor: Actor) -> Offer:
    rows = visible(IssuedDocument.objects, actor, Action.DOCUMENT_VIEW).filter(
        subject_id=subject.id, kind=kind.code, state="issued"
    )
    url = reverse("prints:issue", args=[kind.code, subject.id])
    return Offer(kind.code, kind.label, kind.about, url, rows.first())


def _line(document: IssuedDocument) -> IssuedLine:
    missing = [one for one in document.signatures.all() if one.state == "requested"]
    return IssuedLine(
        title=str(document), url=reverse("prints:document", args=[document.id]),
        when=date_table(document.issued_on), state=document.get_state_display(),
        is_valid=document.state == "issued", missing_count=len(missing) if document.state == "issued" else 0,
    )  # fmt: skip
