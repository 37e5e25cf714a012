"""The register of one meeting on paper: boxes to tick, a line to sign, and codes that bring its scan back.

Its rows were fixed when the sheet was prepared (`PaperSheet`), and everything on it stands where the engine that
reads it looks (`ciao.services.paper.layout`).
"""

from __future__ import annotations

import io
import uuid
from typing import Any

import segno

from ciao.access.actor import Actor, acting, job
from ciao.access.enums import Action, Level
from ciao.audit.enums import Group
from ciao.core.formats import date_text, time_of_day
from ciao.prints.rules import Kind, Signer, declare
from ciao.services.actions.readers import READER
from ciao.services.models import Enrolment, PaperSheet
from ciao.services.panel import known
from ciao.services.paper import layout
from ciao.signatures.enums import Method, SignerKind


def context(sheet: PaperSheet, by: Actor) -> dict[str, Any]:
    """Names in the order of the rows, page by page, with the four codes of each page."""
    with acting(job(READER)) as reader:
        cases = dict(Enrolment.objects.filter(id__in=sheet.enrolment_ids).values_list("id", "case_id"))
        names = known(cases.values(), reader)
    rows = [names[cases[one]].name for one in sheet.enrolment_ids]
    session = sheet.session
    pages = [rows[first : first + layout.ROWS] for first in range(0, len(rows), layout.ROWS)]
    return {
        "title": session.edition.title, "number": session.number, "day": date_text(session.starts_at),
        "time": f"{time_of_day(session.starts_at)}–{time_of_day(session.ends_at)}",
        "place": session.place or session.edition.place, "topic": session.topic, "rows": layout.ROWS,
        "first": layout.FIRST_ROW, "row": layout.ROW, "box": layout.BOX, "boxes": layout.BOXES, "code": layout.CODE,
        "pages": [{"names": part, "codes": codes(sheet, number)} for number, part in enumerate(pages, 1)],
    }  # fmt: skip


def codes(sheet: PaperSheet, page: int) -> list[dict[str, Any]]:
    """One drawing for each corner, with its place."""
    return [
        {"x": x, "y": y, "drawing": _drawing(layout.code_text(sheet.id, page, corner))}
        for corner, (x, y) in layout.CODES.items()
    ]


def people(sheet: PaperSheet) -> list[uuid.UUID]:
    """Everybody named on it."""
    with acting(job(READER)):
        rows = Enrolment.objects.filter(id__in=sheet.enrolment_ids)
        return list(rows.values_list("case__person_id", flat=True))


def signers(sheet: PaperSheet) -> list[Signer]:
    """Whoever leads the meeting, where it says who."""
    trainer = sheet.session.trainer
    return [Signer(SignerKind.USER, trainer.user_id, str(trainer.user), "chi conduce")] if trainer else []


def _drawing(text: str) -> str:
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, scale=4, xmldecl=False)
    return out.getvalue().decode()


KIND = declare(
    Kind(
        code="attendance_sheet",
        label="foglio delle presenze",
        about="Il registro di un incontro da compilare a mano; scansionato, ritrova da solo il suo incontro.",
        action=Action.ATTENDANCE_TAKE,
        level=Level.ATTENDANCE,
        subject=PaperSheet,
        subject_action=Action.ATTENDANCE_TAKE,
        reads=(Group.NAME,),
        methods=(Method.PAPER,),
        title=lambda sheet: f"Foglio delle presenze, {sheet.session.edition.title}, incontro {sheet.session.number}",
        programme=lambda sheet: sheet.session.edition.service.programme,
        person_id=lambda sheet: None,
        context=context,
        signers=signers,
        person_ids=people,
    )
)
