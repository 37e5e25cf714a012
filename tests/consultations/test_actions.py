"""Asking, answering, following, sealing: who reads what at each step."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from ciao.access.actor import acting
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.cases.actions import close_case, end_worker
from ciao.cases.enums import CloseReason
from ciao.cases.models import Case
from ciao.consultations import actions
from ciao.consultations.enums import Presence, RequestState
from ciao.consultations.models import ConsultationRequest, SealedReport, TherapeuticSupport
from ciao.core import clock
from ciao.desk.oversight.permissions import check_grants
from ciao.files.models import StoredFile
from ciao.notifications.models import Notification
from ciao.people.models import Contact, Person
from tests.cast import World
from tests.consultations.conftest import QUESTION, SECRET, TODAY, ask

TOMORROW = TODAY + timedelta(days=1)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"


def reads(world: World, name: str, model: Any, **which: Any) -> bool:
    """Whether somebody reads a row, by `visible` and by the database alone: they must agree."""
    with acting(world.actor(name)) as actor:
        by_hand = bool(model.objects.filter(**which).exists())
        action = Action.CASE_VIEW if model in (Case, Person, Contact) else Action.CONSULTATION_VIEW
        assert visible(model.objects, actor, action).filter(**which).exists() == by_hand
        return by_hand


def test_the_team_and_the_body_asked_read_the_question_and_nobody_else(
    world: World, asked: ConsultationRequest
) -> None:
    who = ("marta", "karim", "dino", "nadia", "chiara", "paolo", "luca", "giulia", "elena", "teo")
    assert [name for name in who if reads(world, name, ConsultationRequest, id=asked.id)] == [
        "marta", "karim", "dino", "nadia",
    ]  # fmt: skip
    assert asked.question == QUESTION
    assert Notification.objects.filter(kind="consultation_asked").count() == 2


def test_who_is_asked_learns_the_name_only_by_accepting(world: World, asked: ConsultationRequest) -> None:
    person = asked.case.person_id
    assert not reads(world, "dino", Person, id=person)
    with acting(world.actor("dino")) as dino:
        actions.accept_request(request=ConsultationRequest.objects.get(id=asked.id), on=TODAY, by=dino)
    assert reads(world, "dino", Person, id=person)
    assert reads(world, "dino", Contact, person_id=person)
    with clock.at(TOMORROW):
        assert reads(world, "dino", ConsultationRequest, id=asked.id)
        assert not reads(world, "nadia", ConsultationRequest, id=asked.id)


def test_a_report_is_read_by_the_writer_and_by_whom_they_name(world: World, sealed: SealedReport) -> None:
    assert [name for name in world.mandates if reads(world, name, SealedReport, id=sealed.id)] == ["dino"]
    with acting(world.actor("dino")) as dino:
        row = actions.name_reader(report=sealed, mandate=world.mandates["karim"], why="accompagna", by=dino)
        with pytest.raises(NotPossible, match="già"):
            actions.name_reader(report=sealed, mandate=world.mandates["karim"], why="accompagna", by=dino)
        with pytest.raises(NotPossible, match="perché"):
            actions.name_reader(report=sealed, mandate=world.mandates["marta"], why=" ", by=dino)
        with pytest.raises(NotPossible, match="ruolo"):
            actions.name_reader(report=sealed, mandate=world.mandates["luca"], why="x", by=dino)
    assert {name for name in world.mandates if reads(world, name, SealedReport, id=sealed.id)} == {"dino", "karim"}
    assert Notification.objects.filter(kind="report_opened", user=world.user("karim")).count() == 1
    with acting(world.actor("karim")) as karim, pytest.raises(NotPossible, match="chi l’ha scritta"):
        actions.name_reader(report=sealed, mandate=world.mandates["marta"], why="x", by=karim)
    with acting(world.actor("dino")) as dino:
        actions.end_reader(reader=row, on=TODAY, by=dino)
        with pytest.raises(NotPossible, match="sempre"):
            actions.end_reader(reader=sealed.readers.get(mandate=world.mandates["dino"]), on=TODAY, by=dino)
    with clock.at(TOMORROW):
        assert {name for name in world.mandates if reads(world, name, SealedReport, id=sealed.id)} == {"dino"}


def test_the_seal_holds_in_history_and_in_files(world: World, followed: ConsultationRequest) -> None:
    with acting(world.actor("dino")) as dino:
        upload = SimpleUploadedFile("relazione.pdf", PDF)
        report = actions.write_report(request=followed, text=SECRET, on=TODAY, by=dino, file=upload)
    for name, many in (("dino", 1), ("marta", 0), ("karim", 0), ("nadia", 0), ("paolo", 0)):
        with acting(world.actor(name)), connection.cursor() as cursor:
            assert StoredFile.objects.filter(pk=report.file_id or report.id).count() == many
            cursor.execute("SELECT count(*) > 0 FROM consultations_sealedreportevent")
            assert cursor.fetchone()[0] is bool(many)


def test_what_is_stored_of_a_report_is_not_its_text(world: World, sealed: SealedReport) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text::text FROM consultations_sealedreport")
        assert SECRET not in cursor.fetchone()[0]


def test_a_colleague_who_goes_on_reads_the_person_and_not_the_earlier_report(
    world: World, sealed: SealedReport, followed: ConsultationRequest
) -> None:
    with acting(world.actor("dino")) as dino:
        with pytest.raises(NotPossible, match="stesso ente"):
            actions.pass_consultation(request=followed, to=world.mandates["karim"], on=TODAY, by=dino)
        with pytest.raises(NotPossible, match="già"):
            actions.pass_consultation(request=followed, to=world.mandates["dino"], on=TODAY, by=dino)
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.pass_consultation(request=followed, to=world.mandates["nadia"], on=TOMORROW, by=dino)
        actions.pass_consultation(request=followed, to=world.mandates["nadia"], on=TODAY, by=dino)
    assert Notification.objects.filter(kind="consultation_passed", user=world.user("nadia")).count() == 1
    with clock.at(TOMORROW):
        assert reads(world, "nadia", Person, id=followed.case.person_id)
        assert not reads(world, "nadia", SealedReport, id=sealed.id)
        assert not reads(world, "dino", Person, id=followed.case.person_id)
        assert reads(world, "dino", SealedReport, id=sealed.id)
        assert check_grants(clock.today()) == ([], [])


def test_a_finished_consultation_closes_name_and_contacts(world: World, followed: ConsultationRequest) -> None:
    with acting(world.actor("dino")) as dino:
        actions.advise_team(request=followed, text="Pomeriggio", next_on=None, on=TODAY, by=dino)
        actions.finish_consultation(request=followed, on=TODAY, by=dino)
        with pytest.raises(NotPossible, match="conclusa"):
            actions.advise_team(request=followed, text="Altro", next_on=None, on=TODAY, by=dino)
    with clock.at(TOMORROW):
        assert not reads(world, "dino", Person, id=followed.case.person_id)
        assert reads(world, "dino", ConsultationRequest, id=followed.id)
        assert check_grants(clock.today()) == ([], [])
        with acting(world.actor("dino")) as dino:
            again = ConsultationRequest.objects.get(id=followed.id)
            actions.resume_consultation(request=again, reason="non era finita", on=TOMORROW, by=dino)
        assert reads(world, "dino", Person, id=followed.case.person_id)


def test_a_request_taken_back_is_read_by_the_team_alone(world: World, followed: ConsultationRequest) -> None:
    with acting(world.actor("marta")) as marta:
        actions.withdraw_request(request=followed, reason="Ha cambiato idea", on=TODAY, by=marta)
    with clock.at(TOMORROW):
        who = [name for name in world.mandates if reads(world, name, ConsultationRequest, id=followed.id)]
        assert set(who) == {"marta", "karim"}
        assert check_grants(clock.today()) == ([], [])
        with acting(world.actor("marta")) as marta:
            back = actions.ask_again(request=followed, reason="Ci ha ripensato", on=TOMORROW, by=marta)
        assert (back.state, back.finished_on) == (RequestState.ASKED, None)
        assert reads(world, "nadia", ConsultationRequest, id=followed.id)


def test_a_no_has_its_reason_and_the_team_reads_it(world: World, asked: ConsultationRequest) -> None:
    with acting(world.actor("dino")) as dino:
        with pytest.raises(NotPossible, match="motivo"):
            actions.refuse_request(request=asked, reason=" ", on=TODAY, by=dino)
        actions.refuse_request(request=asked, reason="Non abbiamo posto", on=TODAY, by=dino)
    with acting(world.actor("karim")):
        assert ConsultationRequest.objects.get(id=asked.id).changes.get().reason == "Non abbiamo posto"


def test_only_the_body_asked_answers_and_not_before_the_question(world: World, asked: ConsultationRequest) -> None:
    with acting(world.actor("karim")) as karim, pytest.raises(NotPossible, match="a cui è stata chiesta"):
        actions.accept_request(request=asked, on=TODAY, by=karim)
    with acting(world.actor("dino")) as dino, pytest.raises(NotPossible, match="scegli un giorno"):
        actions.accept_request(request=asked, on=TODAY - timedelta(days=1), by=dino)


def test_a_question_needs_a_person_in_charge_who_agrees_and_somebody_who_answers(world: World, amina: Case) -> None:
    with pytest.raises(NotPossible, match="d’accordo"):
        ask(world, amina, agreed_on=TOMORROW)
    with pytest.raises(NotPossible, match="nessuno che risponda"):
        ask(world, amina, organization=world.organizations["altra"])
    once = ask(world, amina)
    assert ask(world, amina, row_id=once.id).id == once.id
    with acting(world.actor("marta")) as marta:
        close_case(case=amina, reason=CloseReason.COMPLETED, note="fine", on=TODAY, by=marta)
    with pytest.raises(NotPossible, match="riaperto"):
        ask(world, amina)


def test_who_leaves_the_team_reads_no_more_consultations(world: World, asked: ConsultationRequest) -> None:
    with acting(world.actor("marta")) as marta:
        worker = asked.case.workers.get(mandate=world.mandates["karim"])
        end_worker(worker=worker, on=TODAY, by=marta)
    with clock.at(TOMORROW):
        assert not reads(world, "karim", ConsultationRequest, id=asked.id)


def test_meetings_are_fixed_once_and_marked_after_their_hour(world: World, followed: ConsultationRequest) -> None:
    later = datetime(2026, 11, 30, 15, tzinfo=clock.ROME)
    with acting(world.actor("dino")) as dino:
        one = actions.fix_meeting(request=followed, starts_at=later, by=dino)
        assert actions.fix_meeting(request=followed, starts_at=later, by=dino, row_id=one.id).id == one.id
        with pytest.raises(NotPossible, match="ancora iniziare"):
            actions.mark_meeting(meeting=one, presence=Presence.MISSED, by=dino)
        assert actions.mark_meeting(meeting=one, presence=Presence.MOVED, by=dino).presence == Presence.MOVED


def test_advice_keeps_its_days_in_order_and_is_sent_once(world: World, followed: ConsultationRequest) -> None:
    with acting(world.actor("dino")) as dino:
        with pytest.raises(NotPossible, match="viene dopo"):
            actions.advise_team(request=followed, text="x", next_on=date(2026, 1, 1), on=TODAY, by=dino)
        with pytest.raises(NotPossible, match="Scegli un giorno"):
            actions.advise_team(request=followed, text="x", next_on=None, on=TOMORROW, by=dino)
        one = actions.advise_team(request=followed, text="x", next_on=None, on=TODAY, by=dino)
        again = actions.advise_team(request=followed, text="x", next_on=None, on=TODAY, by=dino, row_id=one.id)
    assert again.id == one.id
    assert Notification.objects.filter(kind="consultation_answered").count() == 2


def test_a_report_is_written_by_who_follows_and_is_never_empty(world: World, followed: ConsultationRequest) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="chi segue"):
        actions.write_report(request=followed, text=SECRET, on=TODAY, by=marta)
    with acting(world.actor("dino")) as dino:
        with pytest.raises(NotPossible, match="Scrivi la relazione"):
            actions.write_report(request=followed, text="  ", on=TODAY, by=dino)
        with pytest.raises(NotPossible, match="Scegli un giorno"):
            actions.write_report(request=followed, text=SECRET, on=TOMORROW, by=dino)
        one = actions.write_report(request=followed, text=SECRET, on=TODAY, by=dino)
        assert actions.write_report(request=followed, text=SECRET, on=TODAY, by=dino, row_id=one.id).id == one.id
        newer = actions.write_report(request=followed, text="meglio", on=TODAY, by=dino, replaces=one)
    assert newer.replaces_id == one.id


def test_parallel_support_is_a_fact_with_its_days(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.begin_support(case=amina, body="Consultorio", starts_on=TOMORROW, by=marta)
        one = actions.begin_support(case=amina, body="Consultorio", starts_on=date(2026, 10, 1), by=marta)
        assert actions.begin_support(case=amina, body="x", starts_on=TODAY, by=marta, row_id=one.id).id == one.id
        with pytest.raises(NotPossible, match="Scegli un giorno"):
            actions.end_support(support=one, on=date(2026, 9, 1), by=marta)
        assert actions.end_support(support=one, on=TODAY, by=marta).ends_on == TODAY
    with acting(world.actor("luca")):
        assert not TherapeuticSupport.objects.exists()


def test_every_permission_of_a_consultation_can_be_explained(world: World, sealed: SealedReport) -> None:
    with acting(world.actor("dino")) as dino:
        actions.name_reader(report=sealed, mandate=world.mandates["nadia"], why="segue il gruppo", by=dino)
    assert check_grants(TODAY) == ([], [])
