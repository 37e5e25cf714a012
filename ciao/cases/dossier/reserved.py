"""People whom only named staff may place somewhere: for everybody else they are left out, and no mark says why."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from ciao.access.actor import Actor
from ciao.access.enums import Level
from ciao.access.visibility import scopes
from ciao.people.actions import keeper
from ciao.people.models import Protection

ASK_REFERENCE = "lo decide la persona di riferimento"


def reserved(person_ids: Iterable[UUID], by: Actor) -> set[UUID]:
    """Those whose whereabouts are protected and of whom the actor does not enter the circle."""
    with keeper():
        standing = Protection.objects.standing().filter(person_id__in=list(person_ids))
        circles = dict(standing.values_list("person_id", "scope_id"))
    mine = set(scopes(by, Level.INTERNSHIP).filter(id__in=circles.values()).values_list("id", flat=True))
    return {person_id for person_id, scope_id in circles.items() if scope_id not in mine}
