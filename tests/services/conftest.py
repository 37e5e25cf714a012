"""A course with its trainer, and two people Marta follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from ciao.access.actor import acting
from ciao.cases.actions import open_case
from ciao.cases.models import Case
from ciao.core import clock
from ciao.programmes.models import Activity
from ciao.services import actions
from ciao.services.enums import ServiceKind, StaffRole
from ciao.services.models import Edition, Enrolment, Service, Session
from tests.cast import World

FIRST, LAST = date(2026, 11, 2), date(2026, 12, 18)


@dataclass
class Course:
    """An edition led by Teo, and who is in it."""

    service: Service
    edition: Edition
    cases: dict[str, Case]
    enrolments: dict[str, Enrolment] = field(default_factory=dict)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=clock.ROME)


@pytest.fixture
def activity(world: World) -> Activity:
    return Activity.objects.create(scope=world.programme.scope, programme=world.programme, number=4, title="Formazione")


def person(world: World, given_name: str, **more: object) -> Case:
    with acting(world.actor("marta")) as marta:
        return open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 10, 1), by=marta,
            person={"given_name": given_name, **more}, identity={"gender": "F"},
        )  # fmt: skip


@pytest.fixture
def course(world: World, activity: Activity) -> Course:
    """«Cucina e HACCP», in the coming weeks, with Amina and Sara enrolled."""
    cases = {name: person(world, name) for name in ("Amina", "Sara")}
    with acting(world.actor("marta")) as marta:
        service = actions.add_service(
            programme=world.programme, activity=activity, organization=world.organizations["cooperativa"],
            kind=ServiceKind.COURSE, title="Cucina e HACCP", planned_hours=Decimal(30), by=marta,
        )  # fmt: skip
        edition = actions.add_edition(service=service, starts_on=FIRST, ends_on=LAST, place="Aula 2", by=marta)
        actions.add_staff(
            edition=edition, mandate=world.mandates["teo"], role=StaffRole.TRAINER, starts_on=FIRST, by=marta
        )
        made = Course(service, edition, cases)
        for name, case in cases.items():
            made.enrolments[name] = actions.enrol(edition=edition, case=case, enrolled_on=FIRST, by=marta)
    return made


def meeting(world: World, course: Course, day: date, hour: int = 14, to: int = 17) -> Session:
    with acting(world.actor("marta")) as marta:
        return actions.add_session(
            edition=course.edition, starts_at=at(day, hour), ends_at=at(day, to), trainer=world.mandates["teo"],
            by=marta,
        )  # fmt: skip
