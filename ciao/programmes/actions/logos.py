"""Putting a logo on the documents, in its place, and taking it off."""

from __future__ import annotations

import json
import uuid
from typing import Any

import typst
from django.core.files.base import File
from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core import clock
from ciao.files.actions import store_file, supersede_file
from ciao.programmes.models import Programme, ProgrammeLogo
from ciao.programmes.rules import LOGOS_ON_A_LINE, NotALogo, check_logo

MAY = Action.PROGRAMME_AMEND
_PROOF = b"""#set document(title: "prova")
#set text(lang: "it")
#image(bytes(json(bytes(sys.inputs.image))), alt: "prova", height: 11mm)"""


@transaction.atomic
def add_logo(
    *,
    programme: Programme,
    label: str,
    upload: File[Any],
    by: Actor,
    row_id: uuid.UUID | None = None,
) -> ProgrammeLogo:
    """One more logo, last on the line; `label` is read aloud where the picture is not seen.

    Raises `NotPossible` for what is no PNG or JPEG up to 1 MB, for one the typesetter cannot draw, and past 6.
    """
    ensure(by, MAY)
    found = ProgrammeLogo.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    current = list(programme.logos.current())
    if len(current) >= LOGOS_ON_A_LINE:
        raise NotPossible(f"Su una riga stanno {LOGOS_ON_A_LINE} loghi: prima togline uno.")
    _check(upload)
    file = store_file(upload=upload, scope=programme.scope_id, level=Level.PROGRAMME, by=by)
    return ProgrammeLogo.objects.create(
        id=row_id or uuid.uuid4(), scope_id=programme.scope_id, programme=programme, label=label, file=file,
        place=max((one.place for one in current), default=0) + 1, added_by=by.id,
    )  # fmt: skip


@transaction.atomic
def move_logo(*, logo: ProgrammeLogo, earlier: bool, by: Actor) -> ProgrammeLogo:
    """One place to the left or to the right; at the end of the line nothing happens."""
    ensure(by, MAY)
    rows = list(logo.programme.logos.current())
    here = rows.index(logo)
    there = here - 1 if earlier else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    for place, one in enumerate(rows, 1):
        if one.place != place:
            one.place = place
            one.save(update_fields=["place"])
    return logo


@transaction.atomic
def remove_logo(*, logo: ProgrammeLogo, by: Actor) -> ProgrammeLogo:
    """From now on documents go without it; those already issued keep it. Twice is harmless."""
    ensure(by, MAY)
    if logo.removed_at is None:
        logo.removed_at, logo.removed_by = clock.now(), by.id
        logo.save(update_fields=["removed_at", "removed_by"])
        supersede_file(file=logo.file, by=by, reason="Logo tolto dai documenti")
    return logo


def _check(upload: Any) -> None:
    content = b"".join(upload.chunks())
    try:
        check_logo(content)
    except NotALogo as refusal:
        raise NotPossible(str(refusal)) from refusal
    if not _can_be_drawn(content):
        raise NotPossible("L’immagine è rovinata: salvala di nuovo come PNG o JPEG.")


def _can_be_drawn(content: bytes) -> bool:
    """Tried now on the typesetter itself: one broken picture would stop every document of the programme."""
    compiler = typst.Compiler(input=_PROOF, sys_inputs={"image": json.dumps(list(content))})
    try:
        compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"])
    except typst.TypstError:
        return False
    return True
