"""What a browser finds when it opens: told through the product's own actions, and written down for good."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from ciao.access.actor import acting
from ciao.cases.actions import add_worker, open_case
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.core import clock
from ciao.costs.actions import approve_allowance
from ciao.hosts import actions as hosts
from ciao.hosts.models import Host
from ciao.internships import actions as internships
from ciao.internships.models import Agreement, Internship
from ciao.plans import actions as plans
from ciao.services import actions as services
from ciao.services.models import Edition
from tests.budget.sheets import activities, loaded
from tests.cast import World
from tests.conftest import TODAY
from tests.internships.papers import CONTENTS, complete, entitle
from tests.plans.test_actions import PLEDGE, goal, signed

OCTOBER, FIVE = date(2026, 10, 1), Decimal(5)
SCHEDULE = [FIVE] * 4 + [Decimal(0)] * 3


def told(world: World) -> Case:
    """Amina's plan signed, a budget in force, a course that meets today, a kitchen with its agreement."""
    kinds = activities(world)
    entitle(world.programme, world.organizations["capofila"])
    with acting(world.actor("marta")) as marta:
        case = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 9, 1), by=marta,
            person={"given_name": "Amina"}, identity={"gender": "F", "birth_date": date(1988, 5, 1)},
        )  # fmt: skip
        add_worker(case=case, mandate=world.mandates["luca"], role=CaseRole.TUTOR, starts_on=date(2026, 9, 1), by=marta)
        plan = plans.start_plan(case=case, by=marta)
        supports = {1: {"kind": "internship", "note": "cucina", "activity": kinds[7], "planned_hours": 300},
                    2: {"kind": "course", "note": "HACCP", "activity": kinds[5], "planned_hours": 9}}  # fmt: skip
        goal(plan, marta, supports=supports)
        plans.save_pledges(plan=plan, pledges=PLEDGE, by=marta)
        signed(case, marta)
    with acting(world.actor("paolo")) as paolo:
        loaded(world, paolo)
        a_course(world, paolo, kinds[5])
        host = hosts.add_host(
            programme=world.programme, organization=hosts.name_body(name="Cucina Aperta", by=paolo), by=paolo
        )
        hosts.move_host(host=host, verb="agree", on=date(2026, 9, 1), by=paolo)
        internships.sign_agreement(
            programme=world.programme, host=host, promoter=world.organizations["capofila"], number="2026/014",
            signed_on=date(2026, 9, 1), starts_on=date(2026, 9, 1), ends_on=date(2027, 8, 31), by=paolo,
        )  # fmt: skip
    return case


def a_course(world: World, by: Any, activity: Any) -> None:
    """Led by Teo, with a meeting this afternoon."""
    service = services.add_service(
        programme=world.programme, activity=activity, organization=world.organizations["cooperativa"], kind="course",
        title="Cucina e HACCP", by=by,
    )  # fmt: skip
    edition = services.add_edition(service=service, starts_on=TODAY, ends_on=date(2026, 12, 18), by=by)
    services.add_staff(edition=edition, mandate=world.mandates["teo"], role="trainer", starts_on=TODAY, by=by)
    starts, ends = (datetime.combine(TODAY, time(hour), tzinfo=clock.ROME) for hour in (14, 17))
    services.add_session(edition=edition, starts_at=starts, ends_at=ends, trainer=world.mandates["teo"], by=by)


def a_whole_thread(world: World) -> Case:
    """The same person further on: in the course, in an internship with a month closed and an allowance approved."""
    case = told(world)
    with acting(world.actor("marta")) as marta:
        services.enrol(edition=Edition.objects.get(), case=case, enrolled_on=TODAY, by=marta)
        internship = internships.open_internship(
            case=case, kind="extracurricular", promoter=world.organizations["capofila"],
            payer=world.organizations["cooperativa"], tutor=world.mandates["luca"], activity=activities(world)[7],
            starts_on=OCTOBER, ends_on=date(2027, 3, 31), by=marta,
        )  # fmt: skip
        project = internships.save_training_project(
            internship=internship, by=marta, host=Host.objects.get(), agreement=Agreement.objects.get(),
            daily_hours=SCHEDULE, total_hours=Decimal(500), full_amount=Decimal(500), inail_number="1",
            liability_policy="2", cob_number="3", cob_on=date(2026, 9, 28), **CONTENTS,
        )  # fmt: skip
        internships.sign_training_project(training_project=project, on=date(2026, 9, 30), by=marta)
        complete(internship, marta)
        internships.start_internship(internship=internship, on=OCTOBER, by=marta)
    a_month(world, internship)
    return case


def a_month(world: World, internship: Internship) -> None:
    """October written and closed by Luca, its allowance approved by Giulia: an expense that waits to be paid."""
    with acting(world.actor("luca")) as luca:
        register = internships.open_register(internship=internship, month_on=OCTOBER, by=luca)
        days = {date(2026, 10, one): internships.Day("present", FIVE) for one in (1, 5, 6, 7, 8, 12, 13, 14)}
        internships.write_days(register=register, days=days, by=luca)
        allowance = internships.confirm_register(register=register, on=date(2026, 11, 3), by=luca)
    with acting(world.actor("giulia")) as giulia:
        approve_allowance(allowance=allowance, on=TODAY, by=giulia)
