"""Amina's case, and a folder for the files of each test."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from ciao.access.actor import acting
from ciao.cases.actions import open_case
from ciao.cases.models import Case
from tests.cast import World


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("marta")) as marta:
        return open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 3, 12), by=marta,
            person={"given_name": "Amina", "family_name": '#strong[أمينة] "x" $y$'},
            identity={"gender": "F", "birth_date": date(1988, 5, 1), "employment": "unemployed"},
        )  # fmt: skip
