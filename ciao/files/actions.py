"""Keeping a file and taking it out of sight."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Scope
from ciao.core import clock
from ciao.files import vault
from ciao.files.models import StoredFile
from ciao.files.rules import Refused, check_size, clean_name, recognise


def store_file(
    *,
    upload: File[Any],
    scope: Scope | uuid.UUID,
    level: Level,
    by: Actor,
    person_id: uuid.UUID | None = None,
) -> StoredFile:
    """Keeps an uploaded file, known by its content; `person_id` makes every download a logged read.

    Raises `NotPossible` with the sentence to show for files too big, empty or of a kind not kept.
    """
    try:
        check_size(upload.size, settings.UPLOAD_LIMIT_BYTES)
    except Refused as refusal:
        raise NotPossible(str(refusal)) from refusal
    content = b"".join(upload.chunks())
    return store_bytes(content=content, name=upload.name or "", scope=scope, level=level, by=by, person_id=person_id)


@transaction.atomic
def store_bytes(
    *,
    content: bytes,
    name: str,
    scope: Scope | uuid.UUID,
    level: Level,
    by: Actor,
    person_id: uuid.UUID | None = None,
) -> StoredFile:
    """Keeps bytes made here, such as an issued document; the same checks as for an upload."""
    try:
        check_size(len(content), settings.UPLOAD_LIMIT_BYTES)
        kind = recognise(content, name)
    except Refused as refusal:
        raise NotPossible(str(refusal)) from refusal
    row = StoredFile(
        scope_id=scope.id if isinstance(scope, Scope) else scope,
        level=int(level), person_id=person_id, name=clean_name(name, kind), kind=kind,
        size_bytes=len(content), sha256=hashlib.sha256(content).hexdigest(), stored_by=by.id,
        stored_by_label=by.label,
    )  # fmt: skip
    row.stored_as = vault.put(content, row.id)
    row.save(force_insert=True)
    return row


@transaction.atomic
def supersede_file(*, file: StoredFile, by: Actor, reason: str) -> StoredFile:
    """Takes a file out of the lists, with the reason; it stays readable by whoever could read it."""
    if file.superseded_at is not None:
        raise NotPossible("Il file è già stato tolto.")
    if not reason.strip():
        raise NotPossible("Scrivi perché togli il file.")
    file.superseded_at, file.superseded_by, file.superseded_reason = clock.now(), by.id, reason.strip()
    file.save(update_fields=["superseded_at", "superseded_by", "superseded_reason"])
    return file
