"""The directory as one page of HSDS services, each with its parts inside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ciao.resources.hsds import parts
from ciao.resources.models import Resource


def as_document(resources: Iterable[Resource]) -> dict[str, Any]:
    """All the services on the first and only page, as the HSDS API answers."""
    contents = [_service(one) for one in resources]
    return {
        "total_items": len(contents), "total_pages": 1, "page_number": 1, "size": len(contents),
        "first_page": True, "last_page": True, "empty": not contents, "contents": contents,
    }  # fmt: skip


def _service(one: Resource) -> dict[str, Any]:
    place = {**parts.location(one), "addresses": [_inner(each) for each in parts.addresses(one)]}
    at_place = {"id": parts.part_id(one, "service_at_location"), "service_id": str(one.id), "location": place}
    found = {**parts.service(one), "organization": parts.organization(one), "service_at_locations": [at_place]}
    drawn = {name: [_inner(each) for each in draw(one)] for name, draw in parts.PARTS.items()}
    return {**found, **{name: rows for name, rows in drawn.items() if rows}}


def _inner(part: dict[str, Any]) -> dict[str, Any]:
    """Inside its service a part needs no key to lead back."""
    return {name: value for name, value in part.items() if name not in ("service_id", "location_id")}
