"""What every test may ask for: the frozen day and the cast."""

from collections.abc import Iterator
from datetime import date

import pytest

from ciao.core import clock
from tests.cast import World, make_world

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _frozen_day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world(db: None) -> World:
    return make_world()
