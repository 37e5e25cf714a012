"""An event told to everybody, its programme's public page, and empty brakes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.community.actions import prepare_event, publish_event
from ciao.community.models import Event
from ciao.core import clock
from ciao.core.command.messages import compile_all
from ciao.outreach.actions import open_public_page
from ciao.outreach.models import PublicPage
from ciao.programmes.models import Activity
from ciao.services.actions import add_edition, add_service
from ciao.services.enums import ServiceKind
from ciao.services.models import Edition
from tests.cast import World

BOOKED: dict[str, Any] = {"people_count": 2, "photos": "no", "name": "Rosa"}


@pytest.fixture(scope="session", autouse=True)
def _translations() -> None:
    compile_all()


@pytest.fixture
def activity(world: World) -> Activity:
    return Activity.objects.create(
        scope=world.programme.scope, programme=world.programme, number=8, title="Laboratori di comunità"
    )


@pytest.fixture
def page(world: World) -> PublicPage:
    with acting(world.actor("paolo")) as paolo:
        return open_public_page(programme=world.programme, slug="aiuto", by=paolo)


@pytest.fixture
def facts(world: World, activity: Activity) -> dict[str, Any]:
    starts = clock.now() + timedelta(days=10)
    return {
        "activity": activity, "organization": world.organizations["cooperativa"], "title": "Festa dell’orto",
        "about": "Si semina e si mangia insieme.", "place": "Orto di via dei Tigli", "starts_at": starts,
        "ends_at": starts + timedelta(hours=3), "access": "Senza gradini", "languages": "italiano, arabo",
        "capacity": 10,
    }  # fmt: skip


@pytest.fixture
def draft(world: World, facts: dict[str, Any]) -> Event:
    with acting(world.actor("paolo")) as paolo:
        return prepare_event(programme=world.programme, by=paolo, **facts)


@pytest.fixture
def event(world: World, draft: Event) -> Event:
    with acting(world.actor("paolo")) as paolo:
        return publish_event(event=draft, by=paolo)


@pytest.fixture
def edition(world: World, activity: Activity) -> Edition:
    with acting(world.actor("paolo")) as paolo:
        service = add_service(
            programme=world.programme, activity=activity, organization=world.organizations["cooperativa"],
            kind=ServiceKind.LAB, title="Teatro di quartiere", by=paolo,
        )  # fmt: skip
        return add_edition(
            service=service, starts_on=clock.today(), ends_on=clock.today() + timedelta(days=30), by=paolo
        )


@pytest.fixture
def after() -> Callable[[Event], Any]:
    """The day after an event, as a clock."""

    def at(event: Event, days: int = 1) -> Any:
        return clock.at(event.ends_at + timedelta(days=days))

    return at


def new_id() -> uuid.UUID:
    return uuid.uuid4()
