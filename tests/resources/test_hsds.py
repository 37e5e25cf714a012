"""The directory as Open Referral HSDS 3: the required fields, and no formula in a table."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import Any
from uuid import UUID

from ciao.resources.hsds import as_document, as_tables
from ciao.resources.models import Resource
from tests.cast import World
from tests.resources.test_actions import add

FULL: dict[str, Any] = {
    "name": "Sportello Aurora", "description": "Ascolto", "audience": "women", "age_min": 18, "age_max": 55,
    "conditions": "Residenza", "access": "Su appuntamento", "address": "Via Prova 1", "municipality_id": "015146",
    "hours": "lun 9–12", "phone": "+39 02 1", "email": "aurora@example.org", "web": "https://example.org",
    "languages": "italiano, arabo", "cost": "gratuito", "documents": "carta d’identità; ISEE", "funder": "Fondazione",
}  # fmt: skip
# HSDS 3.0, datapackage.json: constraints.required, and the enumerations.
REQUIRED = {
    "organization": {"id", "name", "description"},
    "service": {"id", "organization_id", "name", "status"},
    "location": {"id", "location_type"},
    "service_at_location": {"id", "service_id", "location_id"},
    "address": {
        "id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type",
    },
    "phone": {"id", "number"},
    "schedule": {"id"},
    "language": {"id"},
    "required_document": {"id"},
    "cost_option": {"id", "service_id"},
    "funding": {"id"},
}  # fmt: skip
STATUSES = {"active", "inactive", "defunct", "temporarily closed"}


def rows() -> list[Resource]:
    return list(Resource.objects.select_related("municipality").order_by("name"))


def test_a_service_holds_its_parts_as_the_specification_nests_them(world: World) -> None:
    add(world, **FULL)
    page = json.loads(json.dumps(as_document(rows())))
    assert {name: page[name] for name in ("total_items", "page_number", "first_page", "last_page", "empty")} == {
        "total_items": 1, "page_number": 1, "first_page": True, "last_page": True, "empty": False,
    }  # fmt: skip
    found = page["contents"][0]
    assert UUID(found["id"])
    assert found["status"] in STATUSES
    assert (found["minimum_age"], found["maximum_age"]) == (18, 55)
    assert found["eligibility_description"] == "Per: donne. Residenza"
    assert {"id", "name", "description"} <= set(found["organization"])
    place = found["service_at_locations"][0]["location"]
    assert place["location_type"] == "physical"
    assert place["addresses"][0]["city"] == "Milano"
    assert [one["name"] for one in found["languages"]] == ["italiano", "arabo"]
    assert [one["document"] for one in found["required_documents"]] == ["carta d’identità", "ISEE"]
    assert found["cost_options"][0]["option"] == "gratuito"
    assert found["schedules"][0]["description"] == "lun 9–12"


def test_what_is_not_known_is_left_out(world: World) -> None:
    add(world)
    found = as_document(rows())["contents"][0]
    assert set(found) == {
        "id", "name", "status", "eligibility_description", "assured_date", "organization", "service_at_locations",
    }  # fmt: skip
    assert found["service_at_locations"][0]["location"]["location_type"] == "virtual"
    assert as_document([])["empty"] is True


def test_ids_are_the_same_at_every_export(world: World) -> None:
    add(world, **FULL)
    assert as_document(rows()) == as_document(rows())


def tables() -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(as_tables(rows()))) as archive:
        return {
            name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(archive.read(name).decode())))
            for name in archive.namelist()
        }


def test_tables_fill_every_required_column_and_point_at_each_other(world: World) -> None:
    add(world, **FULL)
    add(world, name="Un altro")
    found = tables()
    assert set(found) == set(REQUIRED)
    for name, needed in REQUIRED.items():
        assert found[name], name
        for row in found[name]:
            assert not [column for column in needed if not row[column]], name
    assert len(found["organization"]) == 1
    services, places = ({row["id"] for row in found[name]} for name in ("service", "location"))
    assert {row["service_id"] for row in found["service_at_location"]} == services
    assert {row["location_id"] for row in found["service_at_location"]} == places


def test_no_cell_of_a_table_runs_as_a_formula(world: World) -> None:
    add(world, **{**FULL, "name": "=1+1", "access": "@SUM(A1)", "cost": "-cmd", "hours": "+cmd"})
    cells = [cell for rows in tables().values() for row in rows for cell in row.values()]
    assert not [cell for cell in cells if re.match(r"[=@]|[+-][a-z]", cell)]
    assert {"'=1+1", "'@SUM(A1)", "'-cmd", "'+cmd", "+39 02 1"} <= set(cells)
