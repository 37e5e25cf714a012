"""Who has signed and who has not, as the `signatures` component shows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.core.formats import date_table
from ciao.documents.models import IssuedDocument
from ciao.signatures.enums import Method, SignerKind
from ciao.signatures.models import Signature

_PAGES = {
    Method.ON_SCREEN: ("Firma sullo schermo", "signatures:on_screen"),
    Method.PAPER: ("Carica la pagina firmata", "signatures:paper"),
    Method.CODE: ("Firma con un codice", "signatures:code"),
    Method.SIGNED_FILE: ("Carica il file firmato", "signatures:signed_file"),
}


@dataclass(frozen=True)
class Way:
    """One way of signing that suffices, and the page for it."""

    label: str
    url: str


@dataclass(frozen=True)
class SignatureLine:
    """One signature: `name`, `signed` and `when` are what the component asks for."""

    id: str
    name: str
    signed: bool
    when: str
    note: str
    drawing: str
    ways: list[Way] = field(default_factory=list)

    @property
    def shown(self) -> list[SignatureLine]:
        """The line alone, as the component wants it."""
        return [self]


def signature_lines(document: IssuedDocument, actor: Actor) -> list[SignatureLine]:
    """Signatures asked for or given on a document, in the order asked, with the ways open to who looks."""
    return [_line(one, actor) for one in document.signatures.standing()]


def missing_count(document: IssuedDocument) -> int:
    """How many signatures are still to be given."""
    return int(document.signatures.missing().count())


def _line(one: Signature, actor: Actor) -> SignatureLine:
    when = f"il {date_table(one.signed_on)}" if one.is_signed else f"dal {date_table(one.requested_at)}"
    ways = [] if one.is_signed else [_way(method, one) for method in _open_ways(one, actor)]
    return SignatureLine(str(one.id), one.name, one.is_signed, when, _note(one), one.drawing, ways)


def _open_ways(one: Signature, actor: Actor) -> list[Method]:
    """Someone who works here draws a signature only from their own access."""
    is_theirs = one.signer_kind != SignerKind.USER or one.signer_id == actor.user_id
    return [method for method in one.sufficient if is_theirs or method != Method.ON_SCREEN]


def _way(method: Method, one: Signature) -> Way:
    label, name = _PAGES[method]
    return Way(label, reverse(name, args=[one.id]))


def _note(one: Signature) -> str:
    if not one.is_signed:
        return one.role
    parts = [one.role, Method(one.method).label, one.written_name and f"scritto: {one.written_name}"]
    if one.method == Method.SIGNED_FILE:
        parts.append("firma digitale non verificata da CIAO!")
        parts.append("contiene il documento" if one.has_original else "contenuto da controllare")
    return " · ".join(str(part) for part in parts if part)
