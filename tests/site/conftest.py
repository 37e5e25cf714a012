"""The public page of the programme, with translations compiled and an empty cache."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from ciao.access.actor import acting
from ciao.core.command.messages import compile_all
from ciao.outreach.actions import open_public_page
from ciao.outreach.models import PublicPage
from ciao.programmes.models import ProgrammeArea
from ciao.territories.models import Municipality
from tests.cast import World


@pytest.fixture(scope="session", autouse=True)
def _translations() -> None:
    compile_all()


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def page(world: World) -> PublicPage:
    area = ProgrammeArea.objects.create(scope=world.programme.scope, programme=world.programme, name="Sud Est")
    area.municipalities.set(Municipality.objects.filter(name__in=["Rozzano", "Opera"]))
    with acting(world.actor("paolo")) as paolo:
        return open_public_page(programme=world.programme, slug="aiuto", by=paolo)
