"""Where rows that tell where a person is are written."""

from __future__ import annotations

import uuid

from ciao.access.actor import Actor
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import scopes
from ciao.cases.models import Case
from ciao.people.actions import circle_for, keeper


def writing_circle(case: Case, by: Actor) -> uuid.UUID:
    """The circle of the path, or the protected one; raises `NotPossible`, without a mark, for who does not enter it."""
    with keeper():  # who does not enter a protected circle does not even see that there is one
        scope_id = circle_for(case.person_id, case.scope_id)
    if not scopes(by, Level.INTERNSHIP).filter(id=scope_id).exists():
        raise NotPossible("Questo lo scrive la persona di riferimento: chiedi a lei.")
    return scope_id
