"""A question about Amina, put to the body Nadia and Dino work in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from ciao.access.actor import acting
from ciao.accounts.models import User
from ciao.cases.actions import add_worker, open_case
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.consultations import actions
from ciao.consultations.enums import Agreement, ConsultationKind, Urgency
from ciao.consultations.models import ConsultationRequest, SealedReport
from ciao.programmes.actions import give_mandate
from tests.cast import PASSWORD, START, World

TODAY = date(2026, 11, 23)
SECRET = "ciò che resta tra loro"
QUESTION = "Come possiamo aiutarla a dormire?"


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def amina(world: World) -> Case:
    user = User.objects.create_user(email="dino@example.org", password=PASSWORD, given_name="Dino")
    world.mandates["dino"] = give_mandate(
        user=user, organization=world.organizations["asst"], programme=world.programme, role="specialist", by=None,
        starts_on=START,
    )  # fmt: skip
    with acting(world.actor("marta")) as marta:
        case = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 9, 1), by=marta,
            person={"given_name": "Amina"}, identity={"gender": "F"}, contact={"phone": "+39 333 0000001"},
        )  # fmt: skip
        add_worker(case=case, mandate=world.mandates["karim"], role=CaseRole.MEDIATOR, starts_on=START, by=marta)
        return case


@pytest.fixture
def asked(world: World, amina: Case) -> ConsultationRequest:
    return ask(world, amina)


@pytest.fixture
def followed(world: World, asked: ConsultationRequest) -> ConsultationRequest:
    with acting(world.actor("dino")) as dino:
        return actions.accept_request(request=asked, on=TODAY, by=dino)


@pytest.fixture
def sealed(world: World, followed: ConsultationRequest) -> SealedReport:
    with acting(world.actor("dino")) as dino:
        return actions.write_report(request=followed, text=SECRET, on=TODAY, by=dino)


def ask(world: World, case: Case, **told: Any) -> ConsultationRequest:
    given: dict[str, Any] = {
        "organization": world.organizations["asst"], "kind": ConsultationKind.CLINICAL, "question": QUESTION,
        "urgency": Urgency.SOON, "agreed_on": TODAY, "agreed_how": Agreement.SPOKEN, **told,
    }  # fmt: skip
    with acting(world.actor("marta")) as marta:
        return actions.ask_consultation(case=case, by=marta, **given)


Open = Callable[[str], Any]
