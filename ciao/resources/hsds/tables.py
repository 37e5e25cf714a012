"""The directory as HSDS tables: one CSV for each, in one archive."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from typing import Any

from ciao.core.sheets import harmless
from ciao.resources.hsds import parts
from ciao.resources.models import Resource

# Table: its columns, the required ones first.
TABLES = {
    "organization": ["id", "name", "description"],
    "service": [
        "id", "organization_id", "name", "status", "description", "url", "email", "application_process",
        "fees_description", "eligibility_description", "minimum_age", "maximum_age", "assured_date",
    ],
    "location": ["id", "location_type", "name"],
    "service_at_location": ["id", "service_id", "location_id"],
    "address": [
        "id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type",
    ],
    "phone": ["id", "service_id", "number"],
    "schedule": ["id", "service_id", "description"],
    "language": ["id", "service_id", "name"],
    "required_document": ["id", "service_id", "document"],
    "cost_option": ["id", "service_id", "option"],
    "funding": ["id", "service_id", "source"],
}  # fmt: skip
PLURALS = {
    "phones": "phone", "schedules": "schedule", "languages": "language", "required_documents": "required_document",
    "cost_options": "cost_option", "funding": "funding",
}  # fmt: skip


def as_tables(resources: Iterable[Resource]) -> bytes:
    """A zip of UTF-8 CSV files; no cell can be run as a formula by whoever opens them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in rows_of(resources).items():
            archive.writestr(f"{name}.csv", _csv(TABLES[name], rows))
    return buffer.getvalue()


def rows_of(resources: Iterable[Resource]) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table, each body once."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    bodies: dict[str, dict[str, Any]] = {}
    for one in resources:
        body = parts.organization(one)
        bodies.setdefault(body["id"], body)
        place = parts.location(one)
        found["service"].append({**parts.service(one), "organization_id": body["id"]})
        found["location"].append(place)
        found["service_at_location"].append({
            "id": parts.part_id(one, "service_at_location"), "service_id": str(one.id), "location_id": place["id"],
        })  # fmt: skip
        found["address"] += parts.addresses(one)
        for plural, draw in parts.PARTS.items():
            found[PLURALS[plural]] += draw(one)
    found["organization"] = list(bodies.values())
    return found


def _csv(columns: list[str], rows: list[dict[str, Any]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[harmless(str(row.get(name, ""))) for name in columns] for row in rows])
    return buffer.getvalue()
