"""A course that has been attended, with its rule; and Amina's internship."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from ciao.access.actor import acting
from ciao.certificates import actions
from ciao.certificates.enums import Subject
from ciao.certificates.models import Certificate, CertificateRule
from ciao.services import actions as services
from ciao.services.models import Session
from ciao.services.rules import Mark
from tests.cast import World
from tests.internships.conftest import kitchen as kitchen
from tests.services.conftest import Course, meeting
from tests.services.conftest import activity as activity
from tests.services.conftest import course as course

FIRST, LAST, TODAY = date(2026, 11, 2), date(2026, 11, 20), date(2026, 11, 23)
HOURS = Decimal(3)


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def attended(world: World, course: Course, day: date, **marks: str) -> Session:
    """One meeting of three hours, marked and closed by Teo: «P» for who came, «A» for who did not."""
    session = meeting(world, course, day)
    with acting(world.actor("teo")) as teo:
        given = {course.enrolments[name].id: Mark(mark) for name, mark in marks.items()}
        services.save_attendance(session=session, marks=given, others_count=0, by=teo)
        services.lock_register(session=session, on=TODAY, by=teo)
    return session


def ruled(world: World, course: Course, **more: Any) -> CertificateRule:
    """Eighty per cent of thirty hours, unless a test says otherwise."""
    given: dict[str, Any] = {
        "service": course.service, "starts_on": date(2026, 1, 1), "title": "Igiene degli alimenti",
        "subject": Subject.HACCP, "share_percent": Decimal(80), **more,
    }  # fmt: skip
    with acting(world.actor("marta")) as marta:
        return actions.add_rule(by=marta, **given)


@pytest.fixture
def done(world: World, course: Course) -> Course:
    """Ten meetings of three hours: Amina came to all of them, Sara to seven; 24 hours are needed."""
    for number in range(10):
        day = date(2026, 11, 3 + number)
        attended(world, course, day, Amina="P", Sara="P" if number < 7 else "A")
    ruled(world, course)
    return course


def given(world: World, course: Course, name: str = "Amina", by: str = "teo", **more: Any) -> Certificate:
    """The certificate of somebody, as the trainer gives it."""
    with acting(world.actor(by)) as actor:
        return actions.issue_certificate(enrolment=course.enrolments[name], issued_on=TODAY, by=actor, **more)
