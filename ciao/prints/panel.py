"""What a page about a subject offers to print, and what was already issued on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import Panel
from ciao.access.visibility import visible
from ciao.cases.dossier.facts import names_for, title_of
from ciao.cases.models import Case
from ciao.core.formats import date_table
from ciao.documents.enums import DocumentState
from ciao.documents.models import IssuedDocument
from ciao.prints.actions import may_issue
from ciao.prints.rules import KINDS, Kind
from ciao.signatures.enums import SignatureState

FROM_SUBJECT = "da=fascicolo"


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
    kinds = [one for one in KINDS if isinstance(subject, one.subject)]
    return [_offer(one, subject, actor) for one in kinds if one.is_timely(subject) and may_issue(actor, one, subject)]


def issued(subject: Any, actor: Actor) -> list[IssuedLine]:
    """The documents on this subject that the actor may see, latest first."""
    rows = visible(IssuedDocument.objects, actor, Action.DOCUMENT_VIEW).filter(subject_id=subject.id)
    return [_line(one) for one in rows.prefetch_related("signatures")]


def trail(subject: Any, actor: Actor, *, here: str) -> list[tuple[str, str]]:
    """Where a page on this subject's documents stands: under the person where one may see the path, else in the list.

    Names the person: the page that shows it logs the read.
    """
    if not isinstance(subject, Case):
        return [("Documenti", reverse("prints:documents")), (here, "")]
    name = title_of(subject, names_for([subject], actor).get(subject.person_id))
    return [("Persone", reverse("cases:list")), (name, subject.get_absolute_url()), (here, "")]


def documents(subject: Any, actor: Actor) -> Panel | None:
    """The block of documents for a composed page; none for who can neither read nor issue any."""
    offers, lines = offered(subject, actor), issued(subject, actor)
    if not offers and not lines:
        return None
    context = {"offers": offers, "issued": lines}
    return Panel("documenti", "Documenti", "prints/offered.html", context, count=len(lines))


def _offer(kind: Kind, subject: Any, actor: Actor) -> Offer:
    rows = visible(IssuedDocument.objects, actor, Action.DOCUMENT_VIEW).filter(
        subject_id=subject.id, kind=kind.code, state=DocumentState.ISSUED
    )
    url = f"{reverse('prints:issue', args=[kind.code, subject.id])}?{FROM_SUBJECT}"
    return Offer(kind.code, kind.label, kind.about, url, rows.first())


def _line(document: IssuedDocument) -> IssuedLine:
    is_valid = document.state == DocumentState.ISSUED
    missing = [one for one in document.signatures.all() if one.state == SignatureState.REQUESTED]
    return IssuedLine(
        title=str(document), url=reverse("prints:document", args=[document.id]),
        when=date_table(document.issued_on), state=document.get_state_display(), is_valid=is_valid,
        missing_count=len(missing) if is_valid else 0,
    )  # fmt: skip
