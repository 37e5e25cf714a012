"""Somebody written down twice, as the tests of duplicates need them."""

from __future__ import annotations

from datetime import date
from typing import Any

from ciao.access.actor import acting
from ciao.cases.actions import open_case, void_case
from ciao.cases.models import Case
from ciao.people.actions import find_duplicates
from ciao.people.models import DuplicateCandidate
from tests.cast import World

DAY = date(2026, 3, 12)
AMINA = {"given_name": "Amina", "family_name": "El Idrissi"}
AGAIN = {"given_name": "Aminah", "family_name": "Elidrissi"}
BORN = {"birth_date": date(1988, 3, 12), "gender": "F"}


def taken(world: World, person: dict[str, Any], identity: dict[str, Any], contact: dict[str, Any]) -> Case:
    """Somebody Marta takes in charge."""
    with acting(world.actor("marta")) as marta:
        return open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=DAY, by=marta, person=person,
            identity=identity, contact=contact,
        )  # fmt: skip


def twice(world: World, *, is_second_void: bool = True) -> DuplicateCandidate:
    """Amina twice; the second case was opened by mistake, unless both go on."""
    taken(world, AMINA, BORN, {"phone": "3331234567"})
    second = taken(world, AGAIN, {**BORN, "education": "primary"}, {"phone": "+39 333 1234567", "hours": "mattina"})
    if is_second_void:
        with acting(world.actor("marta")) as marta:
            void_case(case=second, note="C’era già", on=DAY, by=marta)
    (found,) = find_duplicates(programme=world.programme)
    return found
