"""Marks made without network: taken once, never over a colleague's, never from one who may not write."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.core import clock
from ciao.services import actions
from ciao.services.actions.devices import Answer, Sent
from ciao.services.enums import Presence
from ciao.services.models import Attendance, Enrolment, SentMark, Session
from ciao.services.rules import Mark, seen_as
from ciao.services.views.offline import read_sent
from tests.cast import World
from tests.services.conftest import Course, at, meeting
from tests.services.test_actions import TODAY, marked

Open = Callable[[str], Any]
SEND = "/corsi/senza-rete/invio/"


def sent(course: Course, session: Session, name: str, presence: str, **more: Any) -> Sent:
    given_values: dict[str, Any] = {"key": uuid.uuid4(), "base": "", **more}
    return Sent(session_id=session.id, enrolment_id=course.enrolments[name].id, presence=presence, **given_values)


def take(world: World, *marks: Sent, by: str = "teo") -> list[Answer]:
    with acting(world.actor(by)) as actor:
        return actions.take_marks(sent=marks, by=actor)


def states(answers: list[Answer]) -> list[str]:
    return [one.state for one in answers]


def test_marks_arrive_once_however_often_they_are_sent(world: World, course: Course) -> None:
    session = meeting(world, course, TODAY)
    when = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
    marks = [
        sent(course, session, "Amina", "P", device_time=when),
        sent(course, session, "Sara", "R", entry=time(14, 30)),
    ]
    assert states(take(world, *marks)) == ["saved", "saved"]
    assert states(take(world, *marks)) == ["already", "already"]
    assert SentMark.objects.count() == 2
    assert SentMark.objects.get(presence="P").marked_at == when
    assert {str(one.attended_hours) for one in Attendance.objects.all()} == {"3.00", "2.50"}


def test_what_a_colleague_wrote_is_shown_and_not_covered(world: World, course: Course) -> None:
    session = marked(world, course, meeting(world, course, TODAY), Amina="P")
    base = seen_as("P", None, "")
    with acting(world.actor("marta")) as marta:
        given_marks = {course.enrolments["Amina"].id: Mark("G", None, "visita")}
        actions.save_attendance(session=session, marks=given_marks, others_count=0, by=marta)
    mine = sent(course, session, "Amina", "A", base=base)
    answer = take(world, mine)[0]
    assert answer.state == "conflict"
    assert answer.theirs is not None
    assert (answer.theirs["who"], answer.theirs["presence"], answer.theirs["note"]) == ("Marta", "G", "visita")
    assert Attendance.objects.get().presence == "G"
    assert SentMark.objects.count() == 0
    chosen = sent(course, session, "Amina", "A", base=answer.seen)
    assert states(take(world, chosen)) == ["saved"]
    assert Attendance.objects.get().presence == "A"


def test_the_same_answer_as_a_colleagues_is_no_conflict(world: World, course: Course) -> None:
    session = marked(world, course, meeting(world, course, TODAY), Amina="P")
    assert states(take(world, sent(course, session, "Amina", "P"))) == ["saved"]


def test_an_answer_changed_while_the_first_was_on_its_way_is_no_conflict(world: World, course: Course) -> None:
    session = meeting(world, course, TODAY)
    first = sent(course, session, "Amina", "P")
    second = sent(course, session, "Amina", "A", after=(first.key,))
    assert states(take(world, first)) == ["saved"]
    with clock.at(clock.now() + timedelta(seconds=1)):
        assert states(take(world, second)) == ["saved"]
    assert Attendance.objects.get().presence == "A"
    unknown = sent(course, session, "Amina", "G", after=(first.key,))
    assert states(take(world, unknown)) == ["conflict"]
    with clock.at(clock.now() + timedelta(minutes=5)), acting(world.actor("marta")) as marta:
        given_marks = {course.enrolments["Amina"].id: Mark("P")}
        actions.save_attendance(session=session, marks=given_marks, others_count=0, by=marta)
    assert states(take(world, sent(course, session, "Amina", "G", after=(first.key, second.key)))) == ["conflict"]
    one = Sent(uuid.uuid4(), session.id, "0", others_count=4)
    assert states(take(world, one, Sent(uuid.uuid4(), session.id, "0", others_count=5, after=(one.key,)))) == [
        "saved", "saved",
    ]  # fmt: skip


def test_one_that_is_refused_does_not_stop_the_others(world: World, course: Course) -> None:
    session = meeting(world, course, TODAY)
    tomorrow = meeting(world, course, date(2026, 11, 24))
    answers = take(
        world, sent(course, session, "Amina", "R", entry=time(18)), sent(course, tomorrow, "Amina", "P"),
        sent(course, session, "Amina", "X"), sent(course, session, "Sara", "P"),
    )  # fmt: skip
    assert states(answers) == ["refused", "refused", "refused", "saved"]
    assert "un’ora dell’incontro" in answers[0].why
    assert "si segnano da quel giorno" in answers[1].why
    assert "Scegli tra presente" in answers[2].why


def test_a_closed_register_takes_nothing_and_says_so(world: World, course: Course) -> None:
    session = marked(world, course, meeting(world, course, TODAY), Amina="P", Sara="P")
    with acting(world.actor("teo")) as teo:
        actions.lock_register(session=session, on=TODAY, by=teo)
    answer = take(world, sent(course, session, "Amina", "A", base=seen_as("P", None, "")))[0]
    assert (answer.state, "Il registro è chiuso" in answer.why) == ("refused", True)


def test_attendance_before_the_enrolment_is_refused(world: World, course: Course) -> None:
    session = meeting(world, course, date(2026, 11, 9))
    Enrolment.objects.filter(id=course.enrolments["Amina"].id).update(enrolled_on=TODAY)
    answer = take(world, sent(course, session, "Amina", "P"))[0]
    assert (answer.state, "non era iscritta quel giorno" in answer.why) == ("refused", True)


@pytest.mark.parametrize("stranger", ["chiara", "paolo"])
def test_who_sees_nobody_sends_nothing(world: World, course: Course, stranger: str) -> None:
    session = meeting(world, course, TODAY)
    assert states(take(world, sent(course, session, "Amina", "P"), by=stranger)) == ["refused"]
    assert Attendance.objects.count() == 0


def test_others_are_counted_by_who_leads_and_never_covered(world: World, course: Course) -> None:
    session = meeting(world, course, TODAY)
    first = Sent(uuid.uuid4(), session.id, "0", others_count=4)
    assert states(take(world, first)) == ["saved"]
    assert Session.objects.get().others_count == 4
    late = Sent(uuid.uuid4(), session.id, "0", others_count=2)
    assert (take(world, late)[0].state, take(world, late)[0].seen) == ("conflict", "4")
    assert "conta chi conduce" in take(world, Sent(uuid.uuid4(), session.id, "4", others_count=1), by="marta")[0].why


def test_no_day_is_longer_than_a_day(world: World, course: Course) -> None:
    with acting(world.actor("marta")) as marta:
        twins = [
            actions.add_edition(service=course.service, starts_on=TODAY, ends_on=TODAY, by=marta) for _ in range(2)
        ]
        for one in twins:
            actions.add_staff(edition=one, mandate=world.mandates["teo"], role="trainer", starts_on=TODAY, by=marta)
        places = [actions.enrol(edition=one, case=course.cases["Amina"], enrolled_on=TODAY, by=marta) for one in twins]
    course.enrolments |= {"first": places[0], "second": places[1]}
    days = [meeting(world, Course(course.service, one, {}), TODAY, 0, 12) for one in [course.edition]]
    with acting(world.actor("marta")) as marta:
        days += [
            actions.add_session(edition=one, starts_at=at(TODAY, 9), ends_at=at(TODAY, 20), by=marta) for one in twins
        ]
    assert states(take(world, sent(course, days[0], "Amina", "P"), sent(course, days[1], "first", "P"))) == [
        "saved", "saved",
    ]  # fmt: skip
    answer = take(world, sent(course, days[2], "second", "P"))[0]
    assert (answer.state, "passa le 24 ore" in answer.why) == ("refused", True)


def test_a_device_learns_who_is_inside_and_gets_a_key_of_its_own(world: World, course: Course, as_user: Open) -> None:
    one, two = uuid.uuid4(), uuid.uuid4()
    teo, marta = as_user("teo"), as_user("marta")
    said = teo.get(f"/corsi/senza-rete/stato/?dispositivo={one}")
    assert said["Cache-Control"] == "private, no-store"
    first = said.json()
    assert first["key"] == teo.get(f"/corsi/senza-rete/stato/?dispositivo={one}").json()["key"]
    assert len(bytes.fromhex(first["key"])) == 32
    assert first["mandate"] == str(world.mandates["teo"].id)
    others = [
        teo.get(f"/corsi/senza-rete/stato/?dispositivo={two}"),
        marta.get(f"/corsi/senza-rete/stato/?dispositivo={one}"),
    ]
    assert len({first["key"], *(answer.json()["key"] for answer in others)}) == 3
    assert others[1].json()["owner"] != first["owner"] == others[0].json()["owner"]
    assert teo.get("/corsi/senza-rete/stato/").json()["key"] == ""
    assert as_user("giulia").get(f"/corsi/senza-rete/stato/?dispositivo={one}").status_code == 404


def test_a_device_sends_and_a_conflict_is_a_read(world: World, course: Course, as_user: Open) -> None:
    session = marked(world, course, meeting(world, course, TODAY), Amina="A")
    rows = [
        {"key": str(uuid.uuid4()), "session": str(session.id), "enrolment": str(course.enrolments[name].id),
         "presence": "P", "base": "", "at": "2026-11-23T13:00:00Z", "entry": "", "note": ""}
        for name in ("Amina", "Sara")
    ]  # fmt: skip
    answer = as_user("teo").post(SEND, {"marks": json.dumps(rows)})
    assert [one["state"] for one in answer.json()["answers"]] == ["conflict", "saved"]
    assert answer.json()["answers"][0]["theirs"]["words"] == "assente"
    assert ReadLine.objects.get().person_ids == [course.cases["Amina"].person_id]
    assert as_user("teo").post(SEND, {"marks": "no"}).status_code == 400
    assert as_user("teo").post(SEND, {"marks": json.dumps(rows), "_mandate": str(uuid.uuid4())}).status_code == 409


def test_the_shell_names_nobody_and_the_worker_reaches_only_courses(
    world: World, course: Course, as_user: Open
) -> None:
    page = as_user("teo")
    shown = page.get("/corsi/senza-rete/").content.decode()
    assert "Presenze senza rete" in shown
    assert "Teo" not in shown
    assert str(world.mandates["teo"].id) not in shown
    script = page.get("/corsi/senza-rete/lavoro/")
    assert script["Service-Worker-Allowed"] == "/corsi/"
    assert script["Content-Type"].startswith("text/javascript")
    assert b"REGISTER" in script.content


def test_leaving_empties_the_device(world: World, as_user: Open) -> None:
    page = as_user("teo")
    assert "Clear-Site-Data" not in page.get("/accesso/logout/")
    assert page.post("/accesso/logout/")["Clear-Site-Data"] == '"storage"'


@given(st.text(max_size=60) | st.from_regex(r"\[\{.{0,80}\}\]"))
def test_no_text_breaks_the_reading(text: str) -> None:
    found = read_sent(text)
    assert found is None or all(isinstance(one, Sent) for one in found)


@given(
    st.sampled_from(Presence.values), st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    st.text(max_size=20),
    st.sampled_from(Presence.values), st.text(max_size=20),
)  # fmt: skip
def test_two_words_are_equal_only_for_equal_marks(one: str, entry: time, note: str, other: str, said: str) -> None:
    same = (one, note) == (other, said)
    assert (seen_as(one, entry, note) == seen_as(other, entry, said)) is same
