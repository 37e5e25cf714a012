"""Who leads reads names and attendance of those enrolled, and nothing else, for as long as they need it."""

from __future__ import annotations

from datetime import date

from ciao.access.actor import acting
from ciao.access.models import Grant
from ciao.access.rules import HeldGrant, differences
from ciao.cases.models import Case, Note
from ciao.core import clock
from ciao.people.models import Contact, Person
from ciao.services import actions
from ciao.services.models import Enrolment
from tests.cast import World
from tests.services.conftest import FIRST, LAST, Course, meeting, person
from tests.services.test_actions import TODAY, locked, marked


def names(world: World, who: str = "teo") -> set[str]:
    with acting(world.actor(who)):
        return {one.given_name for one in Person.objects.all()}


def rows(world: World, who: str = "teo") -> int:
    with acting(world.actor(who)):
        return Enrolment.objects.count()


def settled(world: World, day: date = TODAY) -> None:
    """The grants that are there are those that should be."""
    there = Grant.objects.filter(why=actions.LEADING).valid_on(day)
    found = {HeldGrant(*one) for one in there.values_list("scope_id", "holder_id", "level", "why")}
    assert differences([HeldGrant(*one) for one in actions.expected_grants(day)], found) == ([], [])


def test_a_trainer_reads_names_and_attendance_and_nothing_else(world: World, course: Course) -> None:
    person(world, "Ines")
    assert names(world) == {"Amina", "Sara"}
    with acting(world.actor("teo")):
        assert Enrolment.objects.count() == 2
        assert (Case.objects.count(), Contact.objects.count(), Note.objects.count()) == (0, 0, 0)
    settled(world)


def test_somebody_of_another_body_sees_the_course_and_nobody_in_it(world: World, course: Course) -> None:
    assert names(world, "chiara") == set()
    assert rows(world, "chiara") == 0


def test_who_joins_later_reads_those_already_enrolled_though_a_stranger_named_them(
    world: World, course: Course
) -> None:
    with acting(world.actor("paolo")) as paolo:
        actions.add_staff(
            edition=course.edition, mandate=world.mandates["luca"], role="tutor", starts_on=TODAY, by=paolo
        )
        assert Enrolment.objects.count() == 0
    assert names(world, "luca") == {"Amina", "Sara"}
    settled(world)


def test_reading_ends_with_the_enrolment_and_with_the_staff(world: World, course: Course) -> None:
    with acting(world.actor("marta")) as marta:
        actions.withdraw_enrolment(enrolment=course.enrolments["Sara"], reason="Lavora", on=TODAY, by=marta)
    settled(world)
    with clock.at(date(2026, 11, 24)):
        assert names(world) == {"Amina"}
        settled(world, date(2026, 11, 24))
        staff = course.edition.staff.get()
        with acting(world.actor("paolo")) as paolo:
            actions.end_staff(staff=staff, on=date(2026, 11, 24), by=paolo)
        settled(world, date(2026, 11, 24))
    with clock.at(date(2026, 11, 25)):
        assert names(world) == set()
        settled(world, date(2026, 11, 25))


def test_who_has_left_stays_in_sight_until_the_registers_of_their_days_are_closed(world: World, course: Course) -> None:
    session = meeting(world, course, date(2026, 11, 20))
    with acting(world.actor("marta")) as marta:
        actions.withdraw_enrolment(enrolment=course.enrolments["Sara"], reason="x", on=date(2026, 11, 20), by=marta)
    assert names(world) == {"Amina", "Sara"}
    settled(world)
    marked(world, course, session, Amina="P", Sara="P")
    with acting(world.actor("teo")) as teo:
        actions.lock_register(session=session, on=TODAY, by=teo)
    assert names(world) == {"Amina"}
    settled(world)


def test_leaving_one_course_does_not_hide_who_is_in_another(world: World, course: Course) -> None:
    with acting(world.actor("marta")) as marta:
        other = actions.add_edition(service=course.service, starts_on=FIRST, ends_on=LAST, by=marta)
        actions.add_staff(edition=other, mandate=world.mandates["teo"], role="trainer", starts_on=FIRST, by=marta)
        actions.enrol(edition=other, case=course.cases["Sara"], enrolled_on=TODAY, by=marta)
        actions.withdraw_enrolment(enrolment=course.enrolments["Sara"], reason="x", on=TODAY, by=marta)
    with clock.at(date(2026, 11, 24)):
        assert names(world) == {"Amina", "Sara"}
        settled(world, date(2026, 11, 24))


def test_an_enrolment_by_mistake_and_a_cancelled_edition_close_the_door(world: World, course: Course) -> None:
    with acting(world.actor("marta")) as marta:
        actions.void_enrolment(enrolment=course.enrolments["Sara"], note="Altra Sara", on=TODAY, by=marta)
    settled(world)
    with clock.at(date(2026, 11, 24)):
        assert names(world) == {"Amina"}
        with acting(world.actor("paolo")) as paolo:
            actions.cancel_edition(edition=course.edition, reason="Pochi iscritti", on=TODAY, by=paolo)
        assert names(world) == set()
        settled(world, date(2026, 11, 24))


def test_a_reopened_edition_opens_the_door_again(world: World, course: Course) -> None:
    locked(world, course, TODAY, Amina="P", Sara="P")
    course.edition.refresh_from_db()
    with acting(world.actor("paolo")) as paolo:
        actions.finish_edition(edition=course.edition, on=TODAY, by=paolo)
    with clock.at(date(2026, 11, 24)):
        assert names(world) == set()
        with acting(world.actor("paolo")) as paolo:
            actions.resume_edition(edition=course.edition, note="Continua", on=date(2026, 11, 24), by=paolo)
        assert names(world) == {"Amina", "Sara"}
        settled(world, date(2026, 11, 24))
