"""Amina in Marta's care, an activity to count under."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.cases.models import Case
from ciao.deliveries.actions import record_delivery
from ciao.deliveries.models import Delivery
from ciao.programmes.models import Activity
from tests.cast import World
from tests.services.conftest import person

TODAY = date(2026, 11, 23)


@pytest.fixture
def activity(world: World) -> Activity:
    return Activity.objects.create(scope=world.programme.scope, programme=world.programme, number=5, title="Corsi")


@pytest.fixture
def amina(world: World) -> Case:
    return person(world, "Amina")


def done(world: World, case: Case, activity: Activity, name: str = "marta", **more: Any) -> Delivery:
    given: dict[str, Any] = {
        "kind": "counselling",
        "happened_on": TODAY,
        "minutes": 60,
        "mandate": world.mandates[name],
    }
    with acting(world.actor(more.pop("by", name))) as by:
        return record_delivery(case=case, activity=activity, by=by, **given | more)
