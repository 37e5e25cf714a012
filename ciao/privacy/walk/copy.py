"""Everything about a person, gathered for the person: the same rows whoever presses the button."""

from __future__ import annotations

import uuid
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Field, ForeignKey, Model

from ciao.access.models import StateChange
from ciao.access.roles import ROLES
from ciao.core.formats import date_field, moment
from ciao.core.formats import hours as hours_text
from ciao.core.formats import money as money_text
from ciao.privacy.walk.columns import label_of, shown_columns
from ciao.privacy.walk.places import PLACES, Place, left_out

FORMAT = "ciao.copia-dei-dati/1"
PROTECTED_WHY = "li dà solo chi è nominato, a chi li chiede in un modo sicuro"
THIRD_WHY = "li ha scritti un’altra persona in confidenza, o parlano di un’altra persona"
WORKERS_WHY = "i nomi di chi lavora li dà, su richiesta, chi protegge i dati"


def gather(person_id: uuid.UUID, *, with_protected: bool) -> dict[str, Any]:
    """Plain JSON: sections of tables of rows, each value under its column's name, with the words beside.

    Runs as the job that prepares copies: what is left out is left out by rule, never by who asks.
    """
    sections: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for place in PLACES:
        if not place.is_exported:
            continue
        table = _table(place, person_id, with_protected)
        if table["rows"]:
            sections[place.section].append(table)
    return {
        "format": FORMAT,
        "person": str(person_id),
        "sections": [{"title": title, "tables": tables} for title, tables in sections.items()],
        "left_out": _absences(with_protected),
    }


def _absences(with_protected: bool) -> list[dict[str, str]]:
    found = [{"what": what, "why": why} for what, why in left_out()]
    found += [
        {"what": "ciò che altri hanno raccontato, e i loro recapiti", "why": THIRD_WHY},
        {"what": "chi ha scritto o letto, per nome", "why": WORKERS_WHY},
    ]
    if not with_protected:
        found.append({"what": "i recapiti e i luoghi protetti", "why": PROTECTED_WHY})
    return found


def _table(place: Place, person_id: uuid.UUID, with_protected: bool) -> dict[str, Any]:
    columns = list(shown_columns(place, with_protected=with_protected))
    rows = place.model._default_manager.filter(place.of(person_id)).distinct().order_by("pk")
    return {
        "table": place.label,
        "title": str(place.model._meta.verbose_name_plural),
        "columns": {one.name: label_of(one) for one in columns},
        "rows": [{one.name: value_of(row, one) for one in columns} for row in rows],
    }


def value_of(row: Model, field: Field[Any, Any]) -> str:
    """A value as a person reads it; nothing written is an empty text."""
    if isinstance(field, ForeignKey):
        return _named(row, field)
    value = getattr(row, field.name)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(row, StateChange) and field.name in ("from_state", "to_state"):
        return _state(row, str(value))
    if field.name == "role" and value in ROLES:
        return ROLES[value].label
    return written(value, field.name)


def written(value: Any, name: str = "") -> str:
    """Days, hours, money and lists in Italian."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "sì" if value else "no"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return date_field(value)
    if isinstance(value, Decimal):
        return hours_text(value) if name.endswith("hours") else money_text(value)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)


def _named(row: Model, field: ForeignKey[Any, Any]) -> str:
    """What a row points to, by its own words; asked apart, so that a row out of reach loses no other."""
    key = getattr(row, field.attname)
    if key is None:
        return ""
    found = field.related_model._default_manager.filter(pk=key).first()
    return str(found) if found is not None else ""


def _state(row: Model, value: str) -> str:
    """A state in the words of the thing that changed."""
    for field in row._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.name != "scope":
            for one in field.related_model._meta.concrete_fields:
                known = {str(key): str(label) for key, label in one.flatchoices}
                if value in known and one.name in ("state", "phase"):
                    return known[value]
    return value
