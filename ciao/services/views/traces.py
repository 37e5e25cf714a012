"""Beside a register: who signed it, and what was corrected since it was first written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.roles import may
from ciao.access.visibility import scopes, visible
from ciao.core.formats import hours
from ciao.documents.models import IssuedDocument
from ciao.services.enums import Presence, RegisterState
from ciao.services.forms import RollLine
from ciao.services.models import Session
from ciao.services.rules import CAME
from ciao.signatures.panel import SignatureLine, signature_lines

KIND = "session_register"


@dataclass(frozen=True)
class Correction:
    """One answer that took the place of another."""

    name: str
    before: str
    after: str
    who: str
    at: datetime


@dataclass(frozen=True)
class Signing:
    """The register as it was issued to be signed; `is_old` once it was opened again afterwards."""

    document: IssuedDocument | None
    lines: Sequence[SignatureLine]
    is_old: bool
    issue_url: str

    @property
    def is_signed(self) -> bool:
        """Everybody asked has signed, and nothing changed since."""
        return self.document is not None and not self.is_old and all(one.signed for one in self.lines)


def corrections(session: Session, lines: Iterable[RollLine]) -> list[Correction]:
    """From the history of each row, in the order things were changed."""
    names = {line.enrolment_id: line.name for line in lines}
    rows = apps.get_model("services", "AttendanceEvent").objects.filter(session_id=session.id, enrolment_id__in=names)
    by_person: dict[UUID, list[Any]] = defaultdict(list)
    for one in rows.defer("note").order_by("pgh_id"):
        by_person[one.enrolment_id].append(one)
    found = [
        Correction(names[key], _words(before), _words(after), after.recorded_by_label, after.recorded_at)
        for key, past in by_person.items()
        for before, after in pairwise(past)
        if (before.presence, before.attended_hours) != (after.presence, after.attended_hours)
    ]
    return sorted(found, key=lambda one: one.at)


def signing(session: Session, by: Actor) -> Signing | None:
    """Where the signature of a closed register stands, for who reads it; None for the others."""
    inside = scopes(by, Level.ATTENDANCE).filter(Q(id=session.edition.register_scope_id)).exists()
    if session.state != RegisterState.LOCKED or not inside:
        return None
    rows = visible(IssuedDocument.objects.all(), by, Action.DOCUMENT_VIEW).valid().about(session.id).filter(kind=KIND)
    document = rows.select_related("file").first()
    closed = session.changes.first()
    is_old = bool(document and closed and document.issued_at < closed.changed_at)
    lines = signature_lines(document, by) if document and not is_old else []
    issues = may(by, Action.DOCUMENT_ISSUE) and (document is None or is_old)
    url = f"{reverse(settings.PLACES['issue'], args=[KIND, session.id])}?da=fascicolo" if issues else ""
    return Signing(document, lines, is_old, url)


def _words(one: Any) -> str:
    label = str(dict(Presence.choices)[one.presence])
    return f"{label}, {hours(one.attended_hours)}" if one.presence in CAME else label
