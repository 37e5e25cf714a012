"""What services say on the fascicolo and on the home."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.template.loader import render_to_string

from ciao.access.actor import acting
from ciao.cases.models import Case
from ciao.cases.panel import view_of
from ciao.core import clock
from ciao.plans.models import Support
from ciao.services import actions, panel
from tests.cast import World
from tests.services.conftest import Course, meeting, person
from tests.services.test_actions import TODAY, locked, marked
from tests.services.test_views import actions_plan


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def test_the_fascicolo_shows_hours_absences_and_the_next_meeting(world: World, course: Course) -> None:
    locked(world, course, date(2026, 11, 16), Amina="P", Sara="A")
    marked(world, course, meeting(world, course, TODAY, 8, 9), Amina="P", Sara="A")
    meeting(world, course, date(2026, 11, 25))
    with acting(world.actor("marta")) as marta:
        found = panel.services(view_of(course.cases["Amina"], marta))
        assert found is not None
        (line,) = found.context["lines"]
        tally = line.tally
        assert (tally.hours, tally.open_hours, tally.absences) == (Decimal(3), Decimal(1), 0)
        assert line.next_at.astimezone(clock.ROME).date() == date(2026, 11, 25)
        shown = render_to_string(found.template, {"panel": found}).replace("\u00a0", " ")
        assert "Cucina e HACCP, edizione 1" in shown
        assert "più 1 h da chiudere" in shown
        assert found.url == f"/persone/{course.cases['Amina'].id}/iscrivi/"


def test_who_does_not_read_attendance_has_no_block(world: World, course: Course) -> None:
    with acting(world.actor("paolo")) as paolo:
        case = Case.objects.get(id=course.cases["Amina"].id)
        assert panel.services(view_of(case, paolo)) is None
        assert panel.step(view_of(case, paolo)) is None


def test_a_signed_course_nobody_enrolled_for_is_the_next_step(world: World, course: Course) -> None:
    ines = person(world, "Ines")
    with acting(world.actor("marta")) as marta:
        assert panel.step(view_of(ines, marta)) is None
        support = Support.objects.get(goal__plan=actions_plan(ines, marta))
        placed = panel.step(view_of(ines, marta))
        assert placed is not None
        assert placed[0].title == "Iscrivere a: HACCP"
        assert placed[1] == f"/persone/{ines.id}/iscrivi/?sostegno={support.id}"
        actions.enrol(edition=course.edition, case=ines, enrolled_on=TODAY, support=support, by=marta)
        assert panel.step(view_of(ines, marta)) is None


def test_an_agenda_holds_the_meetings_one_leads_and_no_other(world: World, course: Course) -> None:
    meeting(world, course, TODAY)
    meeting(world, course, date(2026, 11, 25))
    with acting(world.actor("teo")) as teo:
        (line,) = panel.sessions_of(teo, TODAY, TODAY)
        assert line.title == "Cucina e HACCP, edizione 1"
        assert line.url.endswith("/presenze/")
    with acting(world.actor("marta")) as marta:
        assert panel.sessions_of(marta, TODAY, date(2026, 11, 30)) == []


def test_a_register_is_late_once_its_meeting_is_over(world: World, course: Course) -> None:
    late = meeting(world, course, date(2026, 11, 20))
    meeting(world, course, TODAY)
    with acting(world.actor("teo")) as teo:
        assert [one.session for one in panel.open_registers(teo, TODAY)] == [late]
    marked(world, course, late, Amina="P", Sara="P")
    with acting(world.actor("teo")) as teo:
        actions.lock_register(session=late, on=TODAY, by=teo)
        assert panel.open_registers(teo, TODAY) == []


def test_two_absences_in_a_row_are_told_to_who_follows_and_to_who_leads(world: World, course: Course) -> None:
    for day in (16, 20):
        locked(world, course, date(2026, 11, day), Amina="A" if day == 16 else "P", Sara="A")
    with acting(world.actor("marta")) as marta:
        (line,) = panel.absence_warnings(marta, TODAY)
        assert (line.name, line.in_a_row) == ("Sara", 2)
        assert line.url == f"/persone/{course.cases['Sara'].id}/"
    with acting(world.actor("teo")) as teo:
        assert [one.url for one in panel.absence_warnings(teo, TODAY)] == [f"/corsi/{course.edition.id}/"]
    with acting(world.actor("chiara")) as chiara:
        assert panel.absence_warnings(chiara, TODAY) == []


def test_hours_are_those_of_closed_registers_whoever_asks(world: World, course: Course) -> None:
    locked(world, course, date(2026, 11, 16), Amina="P", Sara="A")
    marked(world, course, meeting(world, course, TODAY), Amina="P")
    for name in ("marta", "elena"):
        with acting(world.actor(name)):
            assert panel.hours_of(course.cases["Amina"]) == Decimal(3)
            assert panel.hours_of(course.cases["Sara"]) == Decimal(0)
