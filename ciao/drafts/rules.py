"""What of a form may be kept for later, and how it goes back into the form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

KEPT_DAYS = 30
MAX_BYTES = 64 * 1024
SECRET_WORDS = ("password", "csrf", "token", "otp", "codice_monouso", "one_time")


class TooLong(Exception):
    """More was typed than a draft holds."""


def keepable(posted: Iterable[tuple[str, list[str]]]) -> dict[str, list[str]]:
    """The fields worth keeping: no secrets, no hidden fields of the page (their names begin with _)."""
    return {name: values for name, values in posted if not _is_secret(name)}


def to_text(values: Mapping[str, list[str]]) -> str:
    """The sealed form of a draft; raises `TooLong` past 64 KB, more than any form of ours needs."""
    text = json.dumps(values, ensure_ascii=False)
    if len(text.encode()) > MAX_BYTES:
        raise TooLong
    return text


def initial_of(form_class: type[forms.BaseForm], text: str) -> dict[str, Any]:
    """What the form shows when it opens again; fields it no longer has, files and passwords are left out."""
    typed = _as_post(json.loads(text))
    return {
        name: field.widget.value_from_datadict(typed, {}, name)
        for name, field in form_class.base_fields.items()  # type: ignore[attr-defined]
        if _goes_back(field) and not field.widget.value_omitted_from_data(typed, {}, name)
    }


def _goes_back(field: forms.Field) -> bool:
    return not isinstance(field, forms.FileField) and not isinstance(field.widget, forms.PasswordInput)


def _is_secret(name: str) -> bool:
    return name.startswith("_") or any(word in name.lower() for word in SECRET_WORDS)


def _as_post(values: Mapping[str, list[str]]) -> QueryDict:
    typed = QueryDict(mutable=True)
    for name, found in values.items():
        typed.setlist(name, found)
    return typed
