"""What every test may ask for: the frozen day and the cast."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import hypothesis
import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client

from ciao.core import clock
from tests import databases
from tests.cast import World, make_world

TODAY = date(2026, 11, 23)
# A slow machine is not a wrong answer: examples have no deadline.
hypothesis.settings.register_profile("ciao", deadline=None)
hypothesis.settings.load_profile("ciao")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """A database of the worker's own, cloned from the one that was migrated once."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"test_ciao_{worker}"
    with django_db_blocker.unblock():
        databases.clone(databases.migrated(), name)
        with databases.using(name):
            yield
        databases.drop(name)


@pytest.fixture
def demo(django_db_setup: None, django_db_blocker: Any, settings: Any) -> Iterator[None]:
    """The demo as it is on the day of the tests, told once and cloned; what a test changes in it is undone."""
    settings.DEMO = True
    with django_db_blocker.unblock(), databases.using(databases.told(TODAY)), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _frozen_day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world(db: None) -> World:
    return make_world()


class StaffClient(Client):
    """A browser past login and second factor, whose forms carry the mandate they were opened with."""

    mandate_id: str = ""

    def post(self, path: str, data: Any = None, **extra: Any) -> Any:  # type: ignore[override]
        return super().post(path, {"_mandate": self.mandate_id, **(data or {})}, **extra)


@pytest.fixture
def as_user(world: World) -> Callable[[str], StaffClient]:
    """`as_user("marta")` opens pages as that member of the cast."""

    def open_as(name: str) -> StaffClient:
        user = world.user(name)
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
        client = StaffClient()
        client.force_login(user)
        client.mandate_id = str(world.mandates[name].id)
        return client

    return open_as
