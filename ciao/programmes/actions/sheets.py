"""Reading a project sheet and keeping what the person corrects, until the programme is founded."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.base import File
from django.db import transaction

from ciao.access.actions import installation_scope
from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core import clock, formats
from ciao.programmes.enums import SheetState
from ciao.programmes.models import SheetImport
from ciao.programmes.review.facts import ProgrammeFacts, facts_of
from ciao.programmes.review.opening import open_review
from ciao.programmes.sheet import NotASheet, parse
from ciao.programmes.sheet.read import SIZE_LIMIT, read

NOBODY = uuid.UUID(int=0)
LONGEST = 20_000
MOST_ROWS = 60
TOO_LARGE = (
    f"Il file supera i {SIZE_LIMIT // 1024 // 1024} MB: una scheda progetto è molto più leggera. "
    "Controlla di aver scelto quella."
)


def upload_sheet(*, file: File[Any], by: Actor) -> SheetImport:
    """Reads a file into a draft only its uploader sees; raises NotASheet, and then nothing has changed.

    A file over the limit is refused by its size, before a byte of it is read.
    """
    ensure(by, Action.PROGRAMME_CREATE)
    if file.size > SIZE_LIMIT:
        raise NotASheet(TOO_LARGE)
    name = (file.name or "scheda").rsplit("/", 1)[-1]
    lines = read(file.read(), name)
    parse(lines)
    return keep_lines(lines=lines, file_name=name, by=by)


@transaction.atomic
def keep_lines(*, lines: Sequence[str], file_name: str, by: Actor) -> SheetImport:
    """Stores the lines read, so that the review can be left and taken up again."""
    now = clock.now()
    return SheetImport.objects.create(
        scope=installation_scope(),
        user_id=by.user_id or NOBODY,
        file_name=file_name[:200],
        lines=list(lines),
        uploaded_at=now,
        uploaded_by=by.id,
        saved_at=now,
        saved_by=by.id,
    )


def save_answers(*, sheet_import: SheetImport, values: Mapping[str, str], by: Actor) -> SheetImport:
    """Keeps every value of the review page as typed, right or wrong: nothing typed is lost."""
    kept = {name: text[:LONGEST] for name, text in values.items() if not name.startswith(("_", "csrf"))}
    return _keep(sheet_import, {"values": kept}, by)


def save_months(*, sheet_import: SheetImport, months: Mapping[str, Sequence[int]], by: Actor) -> SheetImport:
    """Keeps the months painted for each activity, by its place in the list."""
    return _keep(sheet_import, {"months": {key: list(painted) for key, painted in months.items()}}, by)


def add_row(*, sheet_import: SheetImport, code: str, by: Actor) -> SheetImport:
    """One more empty row in a list of the sheet (an ente the reader missed)."""
    extra = dict(sheet_import.answers.get("extra", {}))
    extra[code] = min(int(extra.get(code, 0)) + 1, MOST_ROWS)
    return _keep(sheet_import, {"extra": extra}, by)


def discard_sheet(*, sheet_import: SheetImport, by: Actor) -> SheetImport:
    """Puts a draft aside: it leaves the list and can be taken back."""
    return _change_state(sheet_import, SheetState.DRAFT, SheetState.DISCARDED, by)


def restore_sheet(*, sheet_import: SheetImport, by: Actor) -> SheetImport:
    """Takes back a draft put aside, with everything typed in it."""
    return _change_state(sheet_import, SheetState.DISCARDED, SheetState.DRAFT, by)


def reviewed_facts(sheet_import: SheetImport) -> ProgrammeFacts:
    """The facts to found a programme with; raises NotPossible where something must be corrected first."""
    review = open_review(sheet_import, asked=True)
    if not review.form.is_valid():
        wrong = formats.plural(sum(map(len, review.form.errors.values())), "cosa", "cose")
        raise NotPossible(f"Non si può ancora creare il progetto: {wrong} da correggere.")
    return facts_of(review)


def _keep(sheet_import: SheetImport, part: Mapping[str, Any], by: Actor) -> SheetImport:
    with transaction.atomic():
        stored = _locked(sheet_import, SheetState.DRAFT)
        stored.answers = {**stored.answers, **part}
        stored.saved_at, stored.saved_by = clock.now(), by.id
        stored.save(update_fields=["answers", "saved_at", "saved_by"])
    return stored


def _change_state(sheet_import: SheetImport, source: SheetState, target: SheetState, by: Actor) -> SheetImport:
    with transaction.atomic():
        stored = _locked(sheet_import, source)
        stored.state = target
        stored.saved_at, stored.saved_by = clock.now(), by.id
        stored.save(update_fields=["state", "saved_at", "saved_by"])
    return stored


def _locked(sheet_import: SheetImport, state: SheetState) -> SheetImport:
    stored = SheetImport.objects.select_for_update().get(id=sheet_import.id)
    if stored.state != state:
        label = SheetState(stored.state).label
        raise NotPossible(f"Questa scheda ora è {label}: non si può più cambiare.")
    return stored
