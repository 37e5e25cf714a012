"""Keeps reference tables equal to the CSV files shipped with the apps."""

import csv
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models


def load_reference_data() -> dict[str, int]:
    """Upserts each `data/<model>.csv` on its natural key (first columns)."""
    written: dict[str, int] = {}
    for model in apps.get_models():
        file = getattr(model, "REFERENCE_FILE", None)
        if file:
            path = Path(apps.get_app_config(model._meta.app_label).path) / "data" / file
            written[model._meta.label] = _load(model, path)
    return written


def _load(model: type[models.Model], path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [_typed(model, row) for row in csv.DictReader(file)]
    keys: tuple[str, ...] = model.REFERENCE_KEY  # type: ignore[attr-defined]
    columns = [name for name in rows[0] if name not in keys] if rows else []
    model._default_manager.bulk_create(
        [model(**row) for row in rows],
        update_conflicts=True,
        unique_fields=keys,
        update_fields=columns,
        batch_size=1000,
    )
    return len(rows)


def _typed(model: type[models.Model], row: dict[str, str]) -> dict[str, Any]:
    return {name: _value(model._meta.get_field(name), text) for name, text in row.items()}


def _value(field: Any, text: str) -> Any:
    if text == "" and field.null:
        return None
    return field.to_python(text) if text != "" or not field.blank else ""
