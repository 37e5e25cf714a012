"""The pages of consultations, as each of the cast opens them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.cases.models import Case
from ciao.consultations import actions
from ciao.consultations.models import ConsultationRequest, SealedReport
from tests.cast import World
from tests.consultations.conftest import QUESTION, SECRET, TODAY, Open, ask


def url(name: str, *ids: Any) -> str:
    return reverse(f"consultations:{name}", args=ids)


def answers(world: World, **more: Any) -> dict[str, Any]:
    return {
        "organization": str(world.organizations["asst"].id), "kind": "clinical", "question": QUESTION,
        "urgency": "urgent", "agreed_how": "spoken", "agreed_on": "23.11.2026", **more,
    }  # fmt: skip


def test_marta_asks_from_the_fascicolo(world: World, amina: Case, as_user: Open) -> None:
    marta = as_user("marta")
    page = marta.get(url("ask", amina.id)).content.decode()
    row_id = page.split('name="row_id" value="')[1].split('"')[0]
    for _ in range(2):  # a double click asks once
        sent = marta.post(url("ask", amina.id), answers(world, row_id=row_id))
        assert sent.status_code == 302
    assert ConsultationRequest.objects.count() == 1
    shown = marta.get(amina.get_absolute_url()).content.decode()
    assert "in attesa di risposta" in shown
    assert as_user("chiara").get(url("ask", amina.id)).status_code == 404
    assert as_user("luca").get(url("ask", amina.id)).status_code in (403, 404)


def test_what_is_wrong_is_said_and_what_was_typed_stays(world: World, amina: Case, as_user: Open) -> None:
    sent = as_user("marta").post(url("ask", amina.id), answers(world, agreed_on="01.01.2030", organization=""))
    assert sent.status_code == 422
    assert QUESTION in sent.content.decode()


def test_the_body_reads_the_question_without_a_name_then_follows(
    world: World, asked: ConsultationRequest, as_user: Open
) -> None:
    dino = as_user("dino")
    assert "Consulenza 1" in dino.get(url("list")).content.decode()
    page = dino.get(url("request", asked.id)).content.decode()
    assert QUESTION in page
    assert "Amina" not in page
    assert dino.post(url("accept", asked.id), {"on": "23.11.2026"}).status_code == 302
    assert "Amina" in dino.get(url("request", asked.id)).content.decode()
    assert dino.post(url("meet", asked.id), {"day": "20.11.2026", "hour": "15", "row_id": asked.id}).status_code == 302
    meeting = asked.meetings.get()
    assert "Segna" in dino.get(url("request", asked.id)).content.decode()
    assert dino.post(url("mark", asked.id, meeting.id), {"presence": "came"}).status_code == 302
    advice = {"text": "Al pomeriggio", "on": "23.11.2026", "next_on": "10.01.2027", "row_id": asked.id}
    assert dino.post(url("advise", asked.id), advice).status_code == 302
    assert dino.post(url("finish", asked.id), {"on": "23.11.2026"}).status_code == 302
    seen = as_user("karim").get(url("request", asked.id)).content.decode()
    assert all(words in seen for words in ("Al pomeriggio", "Da rivedere il 10.01.2027", "c’è stato"))


def test_the_report_opens_for_whom_it_is_and_leaves_a_line(world: World, sealed: SealedReport, as_user: Open) -> None:
    dino = as_user("dino")
    assert SECRET in dino.get(url("report", sealed.id)).content.decode()
    for name in ("marta", "karim", "nadia", "paolo", "chiara", "luca"):
        assert as_user(name).get(url("report", sealed.id)).status_code in (403, 404), name
    named = {"mandate": str(world.mandates["karim"].id), "why": "accompagna"}
    assert dino.post(url("name_reader", sealed.id), named).status_code == 302
    assert SECRET in as_user("karim").get(url("report", sealed.id)).content.decode()
    lines = ReadLine.objects.filter(purpose="relazione riservata")
    assert sorted(one.label.split(",")[0] for one in lines) == ["Dino", "Karim"]
    assert {one.scope_id for one in lines} == {sealed.case.scope_id}
    row = sealed.readers.get(mandate=world.mandates["karim"])
    assert dino.post(url("end_reader", sealed.id, row.id), {"on": "23.11.2026"}).status_code == 302


def test_no_other_page_says_a_word_of_a_report(world: World, sealed: SealedReport, as_user: Open) -> None:
    for name in ("marta", "karim"):
        who = as_user(name)
        for where in (sealed.case.get_absolute_url(), url("request", sealed.request_id), url("list"), "/"):
            page = who.get(where).content.decode()
            assert SECRET not in page, (name, where)
            assert "Relazion" not in page, (name, where)


def test_dino_writes_a_report_and_a_refusal_gives_it_back(
    world: World, followed: ConsultationRequest, as_user: Open
) -> None:
    dino = as_user("dino")
    data = {"text": SECRET, "on": "01.12.2027", "row_id": followed.id}
    again = dino.post(url("write_report", followed.id), data)
    assert again.status_code == 422
    assert escape(SECRET) in again.content.decode()
    assert dino.post(url("write_report", followed.id), {**data, "on": "23.11.2026"}).status_code == 302
    assert SealedReport.objects.get().text == SECRET


@pytest.mark.parametrize(
    ("name", "data"),
    [("refuse", {"reason": "No", "on": "23.11.2026"}), ("accept", {"on": "23.11.2026"})],
)
def test_a_stranger_gets_the_same_answer_as_for_nothing(
    world: World, asked: ConsultationRequest, as_user: Open, name: str, data: dict[str, str]
) -> None:
    assert as_user("chiara").get(url("request", asked.id)).status_code == 404
    assert as_user("chiara").post(url(name, asked.id), data).status_code in (403, 404)
    assert ConsultationRequest.objects.get(id=asked.id).state == "asked"


def test_the_team_takes_a_request_back_and_puts_it_again(
    world: World, asked: ConsultationRequest, as_user: Open
) -> None:
    marta = as_user("marta")
    data = {"reason": "Ha cambiato idea", "on": "23.11.2026"}
    assert marta.post(url("withdraw", asked.id), data).status_code == 302
    assert marta.post(url("again", asked.id), {**data, "reason": "Ci ripensa"}).status_code == 302
    assert "Ci ripensa" in marta.get(url("request", asked.id)).content.decode()


def test_a_consultation_is_passed_and_resumed_from_its_page(
    world: World, followed: ConsultationRequest, as_user: Open
) -> None:
    dino = as_user("dino")
    assert dino.post(url("finish", followed.id), {"on": "23.11.2026"}).status_code == 302
    assert dino.post(url("resume", followed.id), {"reason": "No", "on": "23.11.2026"}).status_code == 302
    to = str(world.mandates["nadia"].id)
    assert dino.post(url("pass", followed.id), {"to": to, "on": "23.11.2026"}).status_code == 302
    assert "Amina" in as_user("nadia").get(url("request", followed.id)).content.decode()


def test_parallel_support_is_written_and_ended_from_the_fascicolo(world: World, amina: Case, as_user: Open) -> None:
    marta = as_user("marta")
    data = {"body": "Consultorio", "starts_on": "01.10.2026", "row_id": str(amina.id)}
    assert marta.post(url("begin_support", amina.id), data).status_code == 302
    row = amina.therapeutic_supports.get()
    assert "Consultorio" in marta.get(amina.get_absolute_url()).content.decode()
    assert marta.post(url("end_support", amina.id, row.id), {"on": "23.11.2026"}).status_code == 302
    assert as_user("chiara").get(url("end_support", amina.id, row.id)).status_code == 404


def test_the_list_asks_the_same_number_of_questions_however_long(
    world: World, asked: ConsultationRequest, as_user: Open, django_assert_max_num_queries: Any
) -> None:
    marta = as_user("marta")
    marta.get(url("list"))
    for _ in range(4):
        ask(world, asked.case)
    with django_assert_max_num_queries(45):
        assert "Consulenze" in marta.get(url("list")).content.decode()


def test_the_home_of_who_answers_says_what_waits(world: World, asked: ConsultationRequest, as_user: Open) -> None:
    assert "Consulenza n. 1" in as_user("dino").get("/").content.decode()
    with acting(world.actor("dino")) as dino:
        actions.accept_request(request=asked, on=TODAY, by=dino)
    assert "Consulenza n. 1" not in as_user("dino").get("/").content.decode()
