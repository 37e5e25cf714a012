"""Registers on paper: prepared with their codes, and joined again to their meeting when the scan comes back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.core.formats import date_field
from ciao.files.actions import store_bytes
from ciao.services.enums import RegisterState
from ciao.services.models import Enrolment, PaperSheet, Session, SheetScan
from ciao.services.panel import known
from ciao.services.paper.layout import ROWS
from ciao.services.paper.reading import ScannedPage, pages_of

UNREAD = (
    "Non leggiamo il codice del foglio. Rifai la foto dall’alto, con i quattro angoli e senza ombre, "
    "o segna le presenze dal registro."
)
OTHERS = "Questo foglio non è di un incontro che conduci."


@transaction.atomic
def prepare_sheet(*, session: Session, by: Actor) -> PaperSheet:
    """The rows of the sheet, by name, are fixed now: who is enrolled later writes in by hand, without a box."""
    if session.state != RegisterState.OPEN:
        raise NotPossible("Il registro di questo incontro non è aperto: non serve un foglio.")
    rows = visible(Enrolment.objects.all(), by, Action.ATTENDANCE_TAKE).filter(edition_id=session.edition_id)
    there = list(rows.on_day(session.day))
    if not there or session.edition.register_scope_id is None:
        raise NotPossible("Quel giorno non c’è nessuna iscrizione: prima iscrivi chi partecipa.")
    names = known({one.case_id for one in there}, by)
    there.sort(key=lambda one: names[one.case_id].name.casefold())
    sheet = PaperSheet(
        scope_id=session.edition.register_scope_id, session=session, enrolment_ids=[one.id for one in there],
        prepared_by=by.id,
    )  # fmt: skip
    sheet.save(force_insert=True)
    return sheet


@transaction.atomic
def join_scan(*, upload: Any, by: Actor, session: Session | None = None) -> list[SheetScan]:
    """Each page finds its meeting by its code and is kept as evidence; what its boxes say is only proposed.

    Raises `NotPossible` where no page is readable, or one is of another meeting than the one it was given for.
    """
    joined = [_join(page, session, by) for page in _pages(upload) if page is not None]
    if not joined:
        raise NotPossible(UNREAD)
    return joined


def _pages(upload: Any) -> list[ScannedPage | None]:
    try:
        return list(pages_of(b"".join(upload.chunks())))
    except (OSError, ValueError, RuntimeError) as broken:
        raise NotPossible(UNREAD) from broken


def _join(page: ScannedPage, session: Session | None, by: Actor) -> SheetScan:
    rows = visible(PaperSheet.objects, by, Action.ATTENDANCE_TAKE).select_related("session__edition__service")
    sheet = rows.filter(id=page.code.sheet_id).first()
    if sheet is None:
        raise NotPossible(OTHERS)
    if session is not None and sheet.session_id != session.id:
        raise NotPossible(f"Questo foglio è di un altro incontro: {_said(sheet.session)}. Caricalo lì.")
    image = store_bytes(
        content=page.picture, name=f"foglio-{sheet.session.number}-{page.code.page}.jpg", scope=sheet.scope_id,
        level=Level.ATTENDANCE, by=by,
    )  # fmt: skip
    scan = SheetScan(
        scope_id=sheet.scope_id, sheet=sheet, page=page.code.page, image=image, found=_found(page, sheet),
        joined_by=by.id,
    )  # fmt: skip
    scan.save(force_insert=True)
    return scan


def _found(page: ScannedPage, sheet: PaperSheet) -> dict[str, str]:
    first = (page.code.page - 1) * ROWS
    ids: list[UUID] = sheet.enrolment_ids[first : first + ROWS]
    return {str(ids[row]): presence for row, presence in page.ticked.items() if row < len(ids)}


def _said(session: Session) -> str:
    return f"{session.edition.title}, incontro {session.number} del {date_field(session.starts_at)}"
