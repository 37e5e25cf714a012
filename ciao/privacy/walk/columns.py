"""What a column holds, and what becomes of it: read from PRIVACY and from what figures are counted on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Field, Model

from ciao.core.enums import Privacy
from ciao.core.fields import BlindIndexField, NameKeyField
from ciao.privacy.walk.places import Place

GOES = {Privacy.IDENTIFIER, Privacy.CONTACT, Privacy.SPECIAL, Privacy.NOTE}
# Codes by which a row points to a person: without the row they point to, they say nothing.
POINTERS = (models.ForeignKey, models.UUIDField)
NOT_SHOWN = (BlindIndexField, NameKeyField)


def privacy_of(model: type[Model], field: Field[Any, Any]) -> Privacy:
    """What PRIVACY says of a column."""
    declared: dict[str, Privacy] = getattr(model, "PRIVACY", {})
    return declared.get(field.name, declared.get("*", Privacy.NONE))


def counted(model: type[Model]) -> set[str]:
    """The columns that figures are counted from: they stay when the person goes."""
    return set(getattr(model, "REPORT_COLUMNS", "").split())


def erased_columns(place: Place) -> Iterator[Field[Any, Any]]:
    """What goes: whatever identifies, reaches or tells of the person, unless figures are counted from it."""
    for field in place.model._meta.concrete_fields:
        if field.primary_key or field.name in counted(place.model) or field.name == "scope":
            continue
        held = privacy_of(place.model, field)
        is_code = held == Privacy.PSEUDONYM and not isinstance(field, POINTERS)
        leads = isinstance(field, POINTERS) and not field.null
        if (held in GOES or is_code or field.name in place.more) and not leads:
            yield field


def blank_of(field: Field[Any, Any]) -> Any:
    """What an erased column holds: nothing, in the way the table allows; raises TypeError where it allows none."""
    if field.null:
        return None
    if isinstance(field, ArrayField):
        return []
    if isinstance(field, models.CharField | models.TextField):
        return ""
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.JSONField):
        return {}
    raise TypeError(f"{field.model._meta.label}.{field.name} cannot be emptied: let it be null")


def blanks(place: Place) -> dict[str, Any]:
    """Column by column, what an erasure writes."""
    return {field.attname: blank_of(field) for field in erased_columns(place)}


def shown_columns(place: Place, *, with_protected: bool) -> Iterator[Field[Any, Any]]:
    """What the person's copy shows of a table: not codes, not who worked, not what speaks of others."""
    skipped = {*place.hidden, *(() if with_protected else place.protected), "scope"}
    for field in place.model._meta.concrete_fields:
        if field.primary_key or field.name in skipped or isinstance(field, NOT_SHOWN):
            continue
        if is_of_the_house(place.model, field):
            continue
        yield field


def is_of_the_house(model: type[Model], field: Field[Any, Any]) -> bool:
    """A code of ours, or who did what: their names are given by the data-protection officer, on request."""
    held = privacy_of(model, field)
    is_unnamed = label_of(field) == field.name.replace("_", " ")  # a way between rows, or when one was written
    is_machinery = is_unnamed and isinstance(field, models.ForeignKey | models.DateTimeField)
    return held == Privacy.STAFF or isinstance(field, models.UUIDField) or is_machinery or field.name in HOUSE_COLUMNS


# Where a row stands among ours, and when it was typed: not data of the person.
HOUSE_COLUMNS = {
    "lineage", "level", "stored_as", "sha256", "content_sha256", "document_sha256", "replaces", "is_dropped", "verb",
    "person", "person_ids", "case", "plan", "goal", "entry", "signal", "assessment", "enrolment", "internship",
    "register", "allowance", "expense", "document", "signature", "request", "erasure", "mandate", "starts_by", "owner",
    "tutor", "assessor", "controller", "evidence", "copy_document", "copy_file", "certificate", "proof", "assigned_to",
    "file", "partnership", "programme", "timesheet", "explanation", "strokes", "target", "recorded_at", "saved_at",
    "written_at", "changed_at", "computed_at", "issued_at", "requested_at", "written_by_label", "support",
}  # fmt: skip
# What a column is called where its table gives it no Italian name.
LABELS = {
    "from_state": "da", "to_state": "a", "changed_on": "il", "reason": "motivo", "channels": "come",
    "organization": "ente", "area": "area", "edition": "corso o gruppo", "session": "incontro",
    "rectified_at": "quando", "read_at": "quando", "role": "ruolo", "purpose": "per che cosa", "groups": "quali dati",
}  # fmt: skip


def label_of(field: Field[Any, Any]) -> str:
    """A column in words."""
    given = str(field.verbose_name)
    return LABELS.get(field.name, given) if given == field.name.replace("_", " ") else given
