"""Requirements looked at when somebody enrols, rooms, closings, meetings that clash."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.people.models import Identity
from ciao.programmes.models import TargetGroup
from ciao.services import actions
from ciao.services.models import Attendance, Edition, Room, Session
from tests.cast import World
from tests.services.conftest import FIRST, LAST, Course, at, meeting, person
from tests.services.test_actions import TODAY, locked


def ask(world: World, course: Course, **asked: Any) -> None:
    with acting(world.actor("marta")) as marta:
        actions.add_requirement(service=course.service, by=marta, **asked)


def another(world: World, course: Course, title: str = "Italiano", **more: Any) -> Edition:
    with acting(world.actor("marta")) as marta:
        service = actions.add_service(
            programme=world.programme, activity=course.service.activity, kind="course", title=title, by=marta,
            organization=world.organizations["cooperativa"], **more,
        )  # fmt: skip
        return actions.add_edition(service=service, starts_on=FIRST, ends_on=LAST, by=marta)


def test_without_what_is_asked_a_reason_is_written(world: World, course: Course) -> None:
    ines = person(world, "Ines")
    Identity.objects.filter(person=ines.person).update(birth_date=date(2010, 1, 1))
    ask(world, course, kind="age", age_min=18)
    ask(world, course, kind="document", words="tessera sanitaria")
    with acting(world.actor("marta")) as marta:
        found = [(one.sentence, one.is_met) for one in actions.findings(course.edition, ines, TODAY)]
        assert found == [("Età: almeno 18 anni.", False), ("Serve: tessera sanitaria.", None)]
        with pytest.raises(NotPossible, match=r"Età: almeno 18 anni\. Se partecipa lo stesso, scrivi perché"):
            actions.enrol(edition=course.edition, case=ines, enrolled_on=TODAY, by=marta)
        made = actions.enrol(
            edition=course.edition, case=ines, enrolled_on=TODAY, exception_note="Accordo con la scuola", by=marta
        )
    assert made.exception_note == "Accordo con la scuola"


def test_a_course_finished_before_is_looked_for(world: World, course: Course) -> None:
    edition = another(world, course)
    with acting(world.actor("marta")) as marta:
        actions.add_requirement(service=edition.service, kind="prior", prior=course.service, by=marta)
        amina = course.cases["Amina"]
        assert [one.is_met for one in actions.findings(edition, amina, TODAY)] == [False]
        actions.complete_enrolment(enrolment=course.enrolments["Amina"], on=TODAY, by=marta)
        assert [one.is_met for one in actions.findings(edition, amina, TODAY)] == [True]
        actions.enrol(edition=edition, case=amina, enrolled_on=TODAY, by=marta)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"kind": "age"}, "Scrivi almeno un’età"),
        ({"kind": "age", "age_min": 30, "age_max": 20}, "L’età più alta viene dopo"),
        ({"kind": "target"}, "Scegli il gruppo"),
        ({"kind": "prior"}, "Scegli il servizio"),
        ({"kind": "language", "words": " "}, "Scrivi il livello"),
        ({"kind": "document"}, "Scrivi quale documento"),
        ({"kind": "other"}, "Scrivi che cosa serve"),
    ],
)
def test_a_requirement_says_what_it_asks(world: World, course: Course, asked: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NotPossible, match=sentence):
        ask(world, course, **asked)


def test_a_requirement_dropped_is_asked_no_more(world: World, course: Course) -> None:
    ask(world, course, kind="document", words="tessera sanitaria")
    with acting(world.actor("marta")) as marta:
        actions.drop_requirement(requirement=course.service.requirements.get(), by=marta)
        assert actions.findings(course.edition, course.cases["Amina"], TODAY) == []


def test_a_mix_that_cannot_be_is_refused(world: World, course: Course) -> None:
    target = TargetGroup.objects.get(label="Donne")
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="massimo non sta sotto"):
            actions.set_share(edition=course.edition, target=target, min_count=5, max_count=4, by=marta)
        edition = actions.change_edition(edition=course.edition, starts_on=FIRST, ends_on=LAST, capacity=8, by=marta)
        with pytest.raises(NotPossible, match="I posti sono 8"):
            actions.set_share(edition=edition, target=target, min_count=9, max_count=None, by=marta)


def room(world: World, name: str = "Aula 2") -> Room:
    with acting(world.actor("marta")) as marta:
        return actions.add_room(
            programme=world.programme, organization=world.organizations["cooperativa"], name=name, by=marta
        )


def test_a_room_holds_one_meeting_at_a_time(world: World, course: Course) -> None:
    hall, edition = room(world), another(world, course)
    with acting(world.actor("marta")) as marta:
        first = actions.add_session(
            edition=course.edition, starts_at=at(TODAY, 14), ends_at=at(TODAY, 17), room=hall, by=marta
        )
        given = {"edition": edition, "room": hall, "by": marta}
        with pytest.raises(NotPossible, match=r"«Aula 2» è già occupata: incontro 1.*Cucina e HACCP"):
            actions.add_session(starts_at=at(TODAY, 16), ends_at=at(TODAY, 18), **given)
        actions.add_session(starts_at=at(TODAY, 17), ends_at=at(TODAY, 19), **given)
        with pytest.raises(NotPossible, match="già occupata"):
            actions.move_session(session=first, starts_at=at(TODAY, 15), ends_at=at(TODAY, 18), room=hall, by=marta)
        with pytest.raises(NotPossible, match="già una stanza"):
            actions.add_room(
                programme=world.programme, organization=world.organizations["cooperativa"], name="aula 2", by=marta
            )


def test_closings_of_the_body_are_skipped_and_those_of_others_are_not(world: World, course: Course) -> None:
    days = {"starts_on": date(2026, 12, 7), "ends_on": date(2026, 12, 11)}
    with acting(world.actor("marta")) as marta:
        actions.add_closing(
            programme=world.programme, organization=world.organizations["altra"], word="Trasloco", by=marta, **days
        )
        row = {"weekdays": [0], "from_time": time(9), "to_time": time(12), "first": date(2026, 11, 30), "last": LAST}
        calendar = actions.calendar_for(course.edition, weekdays=[0], first=row["first"], last=LAST)  # type: ignore[arg-type]
        assert [day.day for day in calendar.days] == [30, 7, 14]
        closing = actions.add_closing(programme=world.programme, word="Sagra", by=marta, **days)
        made = actions.plan_sessions(edition=course.edition, by=marta, **row)  # type: ignore[arg-type]
        assert [one.day.day for one in made] == [30, 14]
        actions.drop_closing(closing=closing, by=marta)
        found = actions.calendar_for(course.edition, weekdays=[0], first=date(2026, 12, 1), last=LAST)
        assert [day.day for day in found.days] == [7, 14]


def test_so_many_meetings_or_none(world: World, course: Course) -> None:
    row = {"weekdays": [0], "from_time": time(9), "to_time": time(12), "first": date(2026, 11, 30), "last": LAST}
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="ce ne stanno 3, non 10"):
            actions.plan_sessions(edition=course.edition, count=10, by=marta, **row)  # type: ignore[arg-type]
        assert Session.objects.count() == 0
        made = actions.plan_sessions(edition=course.edition, every_weeks=2, count=2, by=marta, **row)  # type: ignore[arg-type]
        assert [one.day.day for one in made] == [30, 14]


def test_one_person_in_two_places_at_once_is_told(world: World, course: Course) -> None:
    edition, amina = another(world, course), course.cases["Amina"]
    meeting(world, course, date(2026, 11, 25))
    with acting(world.actor("marta")) as marta:
        session = actions.add_session(
            edition=edition, starts_at=at(date(2026, 11, 25), 16), ends_at=at(date(2026, 11, 25), 18), by=marta
        )
        told = actions.clashes_of(edition, amina)
        assert told == ["25\u00a0nov, 14:00: è già a «Cucina e HACCP, edizione 1»."]
        assert actions.people_busy(session) == 0
        actions.enrol(edition=edition, case=amina, enrolled_on=TODAY, by=marta)
        assert actions.people_busy(session) == 1


def test_hours_above_what_was_planned_are_told(world: World, course: Course) -> None:
    edition = another(world, course, planned_hours=Decimal(5))
    with acting(world.actor("marta")) as marta:
        for day in (24, 25):
            assert actions.planned_over(edition) is None
            actions.add_session(
                edition=edition, starts_at=at(date(2026, 11, day), 9), ends_at=at(date(2026, 11, day), 12), by=marta
            )
        assert actions.planned_over(edition) == (Decimal(6), Decimal(5))


def test_what_is_one_to_one_has_no_editions(world: World, course: Course) -> None:
    with acting(world.actor("marta")) as marta:
        service = actions.add_service(
            programme=world.programme, activity=course.service.activity, kind="debt_advice", title="Sportello debiti",
            organization=world.organizations["altra"], modality="mixed", themes=["money"], by=marta,
        )  # fmt: skip
        assert service.theme_words == "educazione finanziaria"
        with pytest.raises(NotPossible, match="si scrive come intervento individuale"):
            actions.add_edition(service=service, starts_on=FIRST, ends_on=LAST, by=marta)


def test_a_closed_register_is_not_called_off_nor_its_edition(world: World, course: Course) -> None:
    session = locked(world, course, TODAY, Amina="A", Sara="A")
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="prima riaprilo"):
            actions.call_off_session(session=session, reason="Non si è fatto", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="1 incontro ha il registro chiuso"):
            actions.cancel_edition(edition=course.edition, reason="Aula chiusa", on=TODAY, by=marta)
        session = actions.unlock_register(session=session, reason="Non si è fatto", on=TODAY, by=marta)
        actions.call_off_session(session=session, reason="Non si è fatto", on=TODAY, by=marta)


def test_the_wrong_person_found_a_month_later_takes_her_hours_back(world: World, course: Course) -> None:
    locked(world, course, date(2026, 11, 9), Amina="P", Sara="P")
    with acting(world.actor("marta")) as marta:
        assert sum(one.attended_hours for one in Attendance.objects.certain()) == Decimal(6)
        actions.void_enrolment(enrolment=course.enrolments["Sara"], note="Era l’altra Sara", on=TODAY, by=marta)
        assert sum(one.attended_hours for one in Attendance.objects.certain()) == Decimal(3)
        assert Attendance.objects.count() == 2
