"""One resource as the objects of HSDS 3.

Source: Open Referral Human Services Data Specification 3.0. Required fields: organization (id, name, description),
service (id, name, status), location (id, location_type), service_at_location (id).
"""

from __future__ import annotations

import re
import uuid
from typing import Any

from ciao.core.names import search_key
from ciao.resources.enums import ResourceState
from ciao.resources.models import Resource

STATUS = {
    ResourceState.ACTIVE: "active",
    ResourceState.PAUSED: "temporarily closed",
    ResourceState.CLOSED: "inactive",
}
Part = dict[str, Any]
# A large comune has many; HSDS asks for one all the same.
NO_POSTCODE = "n.d."


def part_id(resource: Resource, *words: str) -> str:
    """The id of a part: the same at every export, so that whoever reads it twice recognises it."""
    return str(uuid.uuid5(resource.id, "/".join(words)))


def organization(one: Resource) -> Part:
    """The body: one for all the resources of a programme that name it alike."""
    key = search_key(one.organization_name)
    return {
        "id": str(uuid.uuid5(one.programme_id, key)),
        "name": one.organization_name,
        "description": f"Ente che offre risorse sul territorio: {one.organization_name}.",
    }


def service(one: Resource) -> Part:
    """The service itself, without its parts."""
    found: Part = {
        "id": str(one.id), "name": one.name, "description": one.description, "url": one.web, "email": one.email,
        "status": STATUS[ResourceState(one.state)], "application_process": one.access,
        "fees_description": one.cost, "eligibility_description": eligibility(one),
        "minimum_age": one.age_min, "maximum_age": one.age_max,
        "assured_date": one.checked_on.isoformat() if one.checked_on else None,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in ("", None)}


def eligibility(one: Resource) -> str:
    """For whom, in one sentence."""
    return ". ".join(filter(None, [f"Per: {one.get_audience_display()}", one.conditions]))


def location(one: Resource) -> Part:
    """Where it is; without an address or a comune it is everywhere, which HSDS calls virtual."""
    place = str(one.municipality) if one.municipality else ""
    kind = "physical" if one.address or place else "virtual"
    return {"id": part_id(one, "location"), "location_type": kind, "name": place or one.name}


def addresses(one: Resource) -> list[Part]:
    """The postal address, where there is one and its comune is known."""
    comune = one.municipality
    if not one.address or comune is None:
        return []
    return [{
        "id": part_id(one, "address"), "location_id": part_id(one, "location"), "address_1": one.address,
        "city": comune.name, "state_province": comune.province, "postal_code": comune.postal_code or NO_POSTCODE,
        "country": "IT", "address_type": "physical",
    }]  # fmt: skip


def phones(one: Resource) -> list[Part]:
    """The telephone."""
    return [{"id": part_id(one, "phone"), "service_id": str(one.id), "number": one.phone}] if one.phone else []


def schedules(one: Resource) -> list[Part]:
    """The hours as they are written, in words."""
    return [{"id": part_id(one, "schedule"), "service_id": str(one.id), "description": one.hours}] if one.hours else []


def languages(one: Resource) -> list[Part]:
    """The languages spoken there, one each."""
    return [
        {"id": part_id(one, "language", word), "service_id": str(one.id), "name": word}
        for word in _words(one.languages)
    ]


def required_documents(one: Resource) -> list[Part]:
    """What to bring, one each."""
    return [
        {"id": part_id(one, "document", word), "service_id": str(one.id), "document": word}
        for word in _words(one.documents)
    ]


def cost_options(one: Resource) -> list[Part]:
    """What it costs, in words."""
    return [{"id": part_id(one, "cost"), "service_id": str(one.id), "option": one.cost}] if one.cost else []


def funding(one: Resource) -> list[Part]:
    """Who pays for a measure."""
    return [{"id": part_id(one, "funding"), "service_id": str(one.id), "source": one.funder}] if one.funder else []


PARTS = {
    "phones": phones,
    "schedules": schedules,
    "languages": languages,
    "required_documents": required_documents,
    "cost_options": cost_options,
    "funding": funding,
}


def _words(text: str) -> list[str]:
    return [word.strip() for word in re.split(r"[,;]", text) if word.strip()]
