"""An internship of Amina's in a kitchen, told through the product's own actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ciao.access.actor import Actor, acting
from ciao.cases.actions import add_worker, open_case
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.hosts import actions as hosts
from ciao.hosts.models import Host
from ciao.internships import actions
from ciao.internships.models import Agreement, Internship, MonthlyRegister, TrainingProject
from ciao.internships.rules import Day
from ciao.programmes.models import Activity
from tests.cast import World
from tests.internships.papers import CONTENTS, complete, entitle

START, END = date(2026, 9, 1), date(2027, 2, 28)
OCTOBER = date(2026, 10, 1)
FIVE = Decimal(5)
# Monday to Thursday, five hours a day, as in the training project.
SCHEDULE = [FIVE, FIVE, FIVE, FIVE, Decimal(0), Decimal(0), Decimal(0)]
PACK: dict[str, Any] = {
    "inail_number": "INAIL-1", "liability_policy": "RC-9", "cob_number": "COB-7", "cob_on": date(2026, 8, 28),
}  # fmt: skip


@dataclass
class Kitchen:
    """The pieces an internship is made of, and the hands that make it."""

    world: World
    case: Case
    host: Host
    agreement: Agreement
    activity: Activity

    def open(self, by: Actor, **more: Any) -> Internship:
        given: dict[str, Any] = {
            "case": self.case, "kind": "extracurricular", "promoter": self.world.organizations["capofila"],
            "payer": self.world.organizations["cooperativa"], "tutor": self.world.mandates["luca"],
            "activity": self.activity, "starts_on": START, "ends_on": END, **more,
        }  # fmt: skip
        return actions.open_internship(by=by, **given)

    def write(self, internship: Internship, by: Actor, **more: Any) -> TrainingProject:
        given: dict[str, Any] = {
            "host": self.host, "daily_hours": SCHEDULE, "total_hours": Decimal(500), "full_amount": Decimal(500),
            "agreement": self.agreement, "place": "Cucina, via dei Tigli", "tasks": "Aiuta in cucina",
            **CONTENTS, **PACK, **more,
        }  # fmt: skip
        return actions.save_training_project(internship=internship, by=by, **given)

    def running(self, by: Actor, **more: Any) -> Internship:
        internship = self.open(by, **more)
        project = self.write(internship, by)
        complete(internship, by)
        actions.sign_training_project(training_project=project, on=date(2026, 8, 31), by=by)
        return actions.start_internship(internship=internship, on=internship.starts_on, by=by)

    def october(self, internship: Internship, by: Actor, days: int = 12) -> MonthlyRegister:
        """So many days of five hours, from the first planned one on, and half a day after them."""
        register = actions.open_register(internship=internship, month_on=OCTOBER, by=by)
        planned = [date(2026, 10, one) for one in range(1, 32) if date(2026, 10, one).weekday() < 4]
        given = dict.fromkeys(planned[:days], Day("present", FIVE))
        given[planned[days]] = Day("present", Decimal("3.5"))
        return actions.write_days(register=register, days=given, by=by)


@pytest.fixture
def kitchen(world: World) -> Kitchen:
    """Amina in Marta's care with Luca beside her, a host that is available and its agreement."""
    activity = Activity.objects.create(
        scope=world.programme.scope, programme=world.programme, number=4, title="Tirocini"
    )
    with acting(world.actor("marta")) as marta:
        case = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 3, 12), by=marta,
            person={"given_name": "Amina"}, identity={"gender": "F"},
        )  # fmt: skip
        add_worker(case=case, mandate=world.mandates["luca"], role=CaseRole.TUTOR, starts_on=date(2026, 4, 1), by=marta)
    with acting(world.actor("paolo")) as paolo:
        body = hosts.name_body(name="Cucina Aperta", by=paolo)
        host = hosts.add_host(
            programme=world.programme, organization=body, by=paolo, trade="ristorazione", headcount=14
        )
        hosts.move_host(host=host, verb="agree", on=date(2026, 7, 1), by=paolo)
        agreement = actions.sign_agreement(
            programme=world.programme, host=host, promoter=world.organizations["capofila"], number="2026/014",
            signed_on=date(2026, 8, 1), starts_on=date(2026, 8, 1), ends_on=date(2027, 8, 31), by=paolo,
        )  # fmt: skip
    entitle(world.programme, world.organizations["capofila"])
    return Kitchen(world, case, host, agreement, activity)
