"""Sixty people of the benchmark in the tests' own database."""

from typing import Any

import pytest

from bench.generate.fill import fill


@pytest.fixture
def people(db: None, settings: Any) -> int:
    settings.ROOT_URLCONF = "bench.urls"
    fill(60, lambda _: None)
    return 60
