"""Amina looks for a job, with Marta."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from ciao.access.actor import acting
from ciao.cases.actions import open_case
from ciao.cases.models import Case
from ciao.job_search import actions
from ciao.job_search.models import Cv, JobApplication
from ciao.job_search.rules import CvItem
from tests.cast import World

TODAY = date(2026, 11, 23)
ITEMS = [
    CvItem("experience", "Aiuto in cucina", "Mensa di quartiere", "2024–2025"),
    CvItem("skill", "Cucino per cento persone"),
    CvItem("language", "Arabo, lingua madre"),
]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("marta")) as marta:
        return open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 10, 1), by=marta,
            person={"given_name": "Amina", "family_name": "Prova"}, identity={"gender": "F"},
        )  # fmt: skip


def cv_of(world: World, case: Case, **more: Any) -> Cv:
    with acting(world.actor("marta")) as marta:
        return actions.write_cv(case=case, by=marta, **{"headline": "aiuto cuoca", "items": ITEMS, **more})


def sent(world: World, case: Case, day: date = date(2026, 11, 2), **more: Any) -> JobApplication:
    """An application that has left."""
    told: dict[str, Any] = {"title": "aiuto cuoca", "employer": "Mensa Aperta", "channel": "email", **more}
    with acting(world.actor("marta")) as marta:
        return actions.add_application(case=case, applied_on=day, helped_by="together", by=marta, **told)
