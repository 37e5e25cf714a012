"""From the catalogue to the closed register: what is done, and what is refused with a reason."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions import close_case
from ciao.core import clock
from ciao.plans.models import Support
from ciao.services import actions
from ciao.services.models import Attendance, Edition, Enrolment, Session
from ciao.services.rules import Mark
from tests.cast import World
from tests.plans.test_actions import signed
from tests.services.conftest import FIRST, LAST, Course, at, meeting, person

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def marked(world: World, course: Course, session: Session, **marks: str) -> Session:
    given = {course.enrolments[name].id: Mark(presence) for name, presence in marks.items()}
    with acting(world.actor("teo")) as teo:
        return actions.save_attendance(session=session, marks=given, others_count=0, by=teo)


def locked(world: World, course: Course, day: date, **marks: str) -> Session:
    session = marked(world, course, meeting(world, course, day), **marks)
    with acting(world.actor("teo")) as teo:
        return actions.lock_register(session=session, on=TODAY, by=teo)


def test_a_title_stands_once_and_a_double_click_makes_one_service(world: World, course: Course) -> None:
    given: dict[str, Any] = {
        "programme": world.programme, "activity": course.service.activity, "kind": "group",
        "organization": course.service.organization, "row_id": course.service.id,
    }  # fmt: skip
    with acting(world.actor("marta")) as marta:
        assert actions.add_service(title="Altro", by=marta, **given) == course.service
        with pytest.raises(NotPossible, match="prepara una nuova edizione"):
            actions.add_service(title="cucina e haccp", by=marta, **{**given, "row_id": None})


def test_editions_are_numbered_within_their_service(world: World, course: Course) -> None:
    with acting(world.actor("marta")) as marta:
        second = actions.add_edition(service=course.service, starts_on=FIRST, ends_on=LAST, by=marta)
        assert (course.edition.number, second.number) == (1, 2)
        with pytest.raises(NotPossible, match="La fine viene dopo l’inizio"):
            actions.add_edition(service=course.service, starts_on=LAST, ends_on=FIRST, by=marta)


@pytest.mark.parametrize(
    ("day", "hours", "words"),
    [
        (date(2026, 11, 1), (14, 17), "fuori dall’edizione"),
        (date(2026, 12, 19), (14, 17), "fuori dall’edizione"),
        (date(2026, 11, 24), (17, 14), "finisce dopo l’inizio"),
        (date(2026, 11, 24), (8, 21), "al massimo 12 ore"),
        (date(2026, 11, 23), (16, 18), "Si sovrappone all’incontro 1"),
    ],
)
def test_a_meeting_that_cannot_be_says_why(
    world: World, course: Course, day: date, hours: tuple[int, int], words: str
) -> None:
    meeting(world, course, TODAY)
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match=words):
        actions.add_session(edition=course.edition, starts_at=at(day, hours[0]), ends_at=at(day, hours[1]), by=marta)


def test_a_trainer_is_in_one_place_at_a_time(world: World, course: Course) -> None:
    meeting(world, course, TODAY)
    with acting(world.actor("marta")) as marta:
        other = actions.add_edition(service=course.service, starts_on=FIRST, ends_on=LAST, by=marta)
        given: dict[str, Any] = {
            "edition": other, "starts_at": at(TODAY, 15), "ends_at": at(TODAY, 16), "trainer": world.mandates["teo"],
        }  # fmt: skip
        with pytest.raises(NotPossible, match="prima aggiungi chi conduce"):
            actions.add_session(by=marta, **given)
        actions.add_staff(edition=other, mandate=world.mandates["teo"], role="trainer", starts_on=FIRST, by=marta)
        with pytest.raises(NotPossible, match="Teo è già all’incontro 1"):
            actions.add_session(by=marta, **given)
        assert actions.add_session(by=marta, **{**given, "trainer": None}).number == 1


def test_meetings_are_planned_by_the_week_without_holidays(world: World, course: Course) -> None:
    given: dict[str, Any] = {"edition": course.edition, "from_time": time(9), "to_time": time(12)}
    with acting(world.actor("marta")) as marta:
        made = actions.plan_sessions(weekdays=[1], first=date(2026, 12, 1), last=LAST, by=marta, **given)
        assert [one.day for one in made] == [date(2026, 12, 1), date(2026, 12, 15)]
        with pytest.raises(NotPossible, match="nessuno dei giorni"):
            actions.plan_sessions(weekdays=[1], first=date(2026, 12, 8), last=date(2026, 12, 8), by=marta, **given)
        with pytest.raises(NotPossible, match="Si sovrappone"):
            actions.plan_sessions(weekdays=[0, 1], first=date(2026, 12, 1), last=LAST, by=marta, **given)
    assert Session.objects.count() == 2


def test_a_meeting_moves_until_somebody_is_marked(world: World, course: Course) -> None:
    session = meeting(world, course, TODAY)
    with acting(world.actor("marta")) as marta:
        actions.move_session(session=session, starts_at=at(TODAY, 9), ends_at=at(TODAY, 12), by=marta)
        with pytest.raises(NotPossible, match="prima spostalo"):
            actions.change_edition(edition=course.edition, starts_on=FIRST, ends_on=date(2026, 11, 20), by=marta)
    marked(world, course, session, Amina="P")
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="resta dov’è"):
            actions.move_session(session=session, starts_at=at(TODAY, 10), ends_at=at(TODAY, 12), by=paolo)
        with pytest.raises(NotPossible, match="risulta presente"):
            actions.call_off_session(session=session, reason="Neve", on=TODAY, by=paolo)


def test_a_meeting_called_off_leaves_its_hour_free_and_may_come_back(world: World, course: Course) -> None:
    session = meeting(world, course, TODAY)
    with acting(world.actor("marta")) as marta:
        actions.call_off_session(session=session, reason="Neve", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="annullato"):
            actions.save_attendance(session=session, marks={}, others_count=1, by=marta)
        meeting(world, course, TODAY, 15, 18)
        with pytest.raises(NotPossible, match="Si sovrappone"):
            actions.hold_session_again(session=session, note="Si fa", on=TODAY, by=marta)
        assert not Session.objects.open_before(clock.now()).exists()


def test_only_who_may_read_names_and_attendance_leads(world: World, course: Course) -> None:
    with acting(world.actor("marta")) as marta:
        for name in ("paolo", "elena", "giulia"):
            with pytest.raises(NotPossible, match="non segna le presenze"):
                actions.add_staff(
                    edition=course.edition, mandate=world.mandates[name], role="tutor", starts_on=FIRST, by=marta
                )
        with pytest.raises(NotPossible, match="Conduce già"):
            actions.add_staff(
                edition=course.edition, mandate=world.mandates["teo"], role="tutor", starts_on=FIRST, by=marta
            )


def test_enrolling_twice_with_one_form_is_once(world: World, course: Course) -> None:
    one = course.enrolments["Amina"]
    given: dict[str, Any] = {"edition": course.edition, "case": course.cases["Amina"], "enrolled_on": FIRST}
    with acting(world.actor("marta")) as marta:
        assert actions.enrol(row_id=one.id, by=marta, **given) == one
        with pytest.raises(NotPossible, match="È già nell’elenco"):
            actions.enrol(by=marta, **given)
        assert Enrolment.objects.count() == 2


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "dopo oggi"),
        (date(2026, 9, 30), "La presa in carico è del 01.10.2026"),
    ],
)
def test_the_day_of_an_enrolment_is_checked(world: World, course: Course, day: date, words: str) -> None:
    ines = person(world, "Ines")
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match=words):
        actions.enrol(edition=course.edition, case=ines, enrolled_on=day, by=marta)


def test_a_full_course_says_so_even_to_who_does_not_see_the_others(world: World, course: Course) -> None:
    with acting(world.actor("chiara")) as chiara:
        actions.change_edition(edition=course.edition, starts_on=FIRST, ends_on=LAST, capacity=2, by=chiara)
    ines = person(world, "Ines")
    course.edition.refresh_from_db()
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="al completo: 2 posti sono occupati"):
            actions.enrol(edition=course.edition, case=ines, enrolled_on=TODAY, by=marta)
        actions.withdraw_enrolment(enrolment=course.enrolments["Sara"], reason="Lavora", on=TODAY, by=marta)
        assert actions.enrol(edition=course.edition, case=ines, enrolled_on=TODAY, by=marta).state == "enrolled"
        with pytest.raises(NotPossible, match="al completo"):
            actions.restore_enrolment(enrolment=course.enrolments["Sara"], note="Torna", on=TODAY, by=marta)


def test_a_closed_case_and_a_stranger_do_not_enrol(world: World, course: Course) -> None:
    ines = person(world, "Ines")
    with acting(world.actor("chiara")) as chiara, pytest.raises(NotPossible, match="chi è nella sua équipe"):
        actions.enrol(edition=course.edition, case=ines, enrolled_on=TODAY, by=chiara)
    with acting(world.actor("marta")) as marta:
        close_case(case=ines, reason="moved", note="", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="va prima riaperto"):
            actions.enrol(edition=course.edition, case=ines, enrolled_on=TODAY, by=marta)


def test_the_support_is_one_of_the_plan_in_force(world: World, course: Course) -> None:
    ines = person(world, "Ines")
    with acting(world.actor("marta")) as marta:
        support = Support.objects.get(goal__plan=signed(ines, marta))
        with pytest.raises(NotPossible, match="non è nel suo progetto in vigore"):
            actions.enrol(
                edition=course.edition, case=person(world, "Sonia"), enrolled_on=TODAY, support=support, by=marta
            )
        made = actions.enrol(edition=course.edition, case=ines, enrolled_on=TODAY, support=support, by=marta)
        assert made.support == support
        signed(ines, marta)
        support.refresh_from_db()
        actions.void_enrolment(enrolment=made, note="Corso sbagliato", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="non è nel suo progetto in vigore"):
            actions.enrol(edition=course.edition, case=ines, enrolled_on=TODAY, support=support, by=marta)


def test_a_register_is_written_closed_and_its_hours_count(world: World, course: Course) -> None:
    session = meeting(world, course, TODAY)
    amina, sara = (course.enrolments[name].id for name in ("Amina", "Sara"))
    with acting(world.actor("teo")) as teo:
        given = {amina: Mark("P"), sara: Mark("R", Decimal("2.5"), "autobus")}
        actions.save_attendance(session=session, marks=given, others_count=3, by=teo)
        assert Attendance.objects.certain().count() == 0
        done = actions.lock_register(session=session, on=TODAY, by=teo)
        assert (done.state, done.others_count) == ("locked", 3)
        hours = dict(Attendance.objects.certain().values_list("enrolment_id", "attended_hours"))
        assert hours == {amina: Decimal(3), sara: Decimal("2.5")}
        assert Edition.objects.get().state == "running"


def test_a_register_with_somebody_unmarked_does_not_close(world: World, course: Course) -> None:
    session = marked(world, course, meeting(world, course, TODAY), Amina="P")
    with acting(world.actor("teo")) as teo, pytest.raises(NotPossible, match="1 persona è ancora da segnare"):
        actions.lock_register(session=session, on=TODAY, by=teo)


def test_a_meeting_nobody_came_to_is_called_off_rather_than_closed(world: World, course: Course) -> None:
    with acting(world.actor("marta")) as marta:
        empty = actions.add_edition(service=course.service, starts_on=FIRST, ends_on=LAST, by=marta)
        session = actions.add_session(edition=empty, starts_at=at(TODAY, 9), ends_at=at(TODAY, 10), by=marta)
        with pytest.raises(NotPossible, match="annulla l’incontro"):
            actions.lock_register(session=session, on=TODAY, by=marta)
        actions.save_attendance(session=session, marks={}, others_count=12, by=marta)
        assert actions.lock_register(session=session, on=TODAY, by=marta).state == "locked"


def test_what_cannot_be_written_says_why(world: World, course: Course) -> None:
    ahead = meeting(world, course, date(2026, 11, 24))
    with pytest.raises(NotPossible, match="si segnano da quel giorno"):
        marked(world, course, ahead, Amina="P")
    before = meeting(world, course, date(2026, 11, 3))
    ines = person(world, "Ines")
    with acting(world.actor("marta")) as marta:
        course.enrolments["Ines"] = actions.enrol(edition=course.edition, case=ines, enrolled_on=TODAY, by=marta)
    with pytest.raises(NotPossible, match="non era iscritta quel giorno"):
        marked(world, course, before, Ines="P")
    with pytest.raises(NotPossible, match="quanto è rimasto"):
        marked(world, course, before, Amina="R")
    assert Attendance.objects.count() == 0


def test_a_correction_opens_the_register_and_keeps_what_was_written(world: World, course: Course) -> None:
    session = locked(world, course, TODAY, Amina="P", Sara="A")
    with acting(world.actor("teo")) as teo:
        with pytest.raises(NotPossible, match="Il registro è chiuso"):
            actions.save_attendance(session=session, marks={}, others_count=1, by=teo)
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            actions.unlock_register(session=session, reason=" ", on=TODAY, by=teo)
        actions.unlock_register(session=session, reason="Sara c’era", on=TODAY, by=teo)
    marked(world, course, session, Sara="P")
    events: Any = apps.get_model("services", "AttendanceEvent")
    kept = events.objects.filter(pgh_obj__enrolment=course.enrolments["Sara"]).values_list("presence", flat=True)
    assert sorted(kept) == ["A", "P"]


def test_saving_the_same_again_writes_nothing(world: World, course: Course) -> None:
    session = marked(world, course, meeting(world, course, TODAY), Amina="P")
    events: Any = apps.get_model("services", "AttendanceEvent")
    before = events.objects.count()
    marked(world, course, session, Amina="P")
    assert events.objects.count() == before == 1


def test_an_edition_ends_when_its_registers_are_closed_and_its_people_have_finished(
    world: World, course: Course
) -> None:
    session = marked(world, course, meeting(world, course, TODAY), Amina="P", Sara="P")
    with acting(world.actor("paolo")) as paolo:
        edition = Edition.objects.get()
        with pytest.raises(NotPossible, match="1 incontro ha il registro ancora aperto"):
            actions.finish_edition(edition=edition, on=TODAY, by=paolo)
    with acting(world.actor("teo")) as teo:
        actions.lock_register(session=session, on=TODAY, by=teo)
    with acting(world.actor("paolo")) as paolo:
        actions.finish_edition(edition=edition, on=TODAY, by=paolo)
    assert {one.state for one in Enrolment.objects.all()} == {"completed"}
    with acting(world.actor("teo")) as teo, pytest.raises(NotPossible, match="prima riaprila"):
        actions.unlock_register(session=session, reason="Sbaglio", on=TODAY, by=teo)
    with acting(world.actor("paolo")) as paolo:
        actions.resume_edition(edition=edition, note="Due incontri in più", on=TODAY, by=paolo)
    assert [(one.state, one.ended_on) for one in Enrolment.objects.all()] == [("enrolled", None)] * 2


def test_who_had_finished_before_the_end_stays_finished(world: World, course: Course) -> None:
    locked(world, course, TODAY, Amina="P", Sara="P")
    edition = Edition.objects.get()
    with acting(world.actor("marta")) as marta:
        actions.complete_enrolment(enrolment=course.enrolments["Sara"], on=TODAY, by=marta)
        actions.finish_edition(edition=edition, on=TODAY, by=marta)
        actions.resume_edition(edition=edition, note="Continua", on=TODAY, by=marta)
        states = {one.case_id: one.state for one in Enrolment.objects.all()}
    assert states == {course.cases["Amina"].id: "enrolled", course.cases["Sara"].id: "completed"}


def test_leaving_before_one_came_is_refused(world: World, course: Course) -> None:
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match=r"L’iscrizione è del 02\.11\.2026"):
            actions.withdraw_enrolment(enrolment=course.enrolments["Sara"], reason="x", on=date(2026, 11, 1), by=marta)
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            actions.withdraw_enrolment(enrolment=course.enrolments["Sara"], reason="", on=TODAY, by=marta)
