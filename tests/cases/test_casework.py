"""Meetings that move, things that come back, attempts, conferences, approvals, re-entry, what is remembered."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from ciao.access.actor import acting, reporting
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.cases import actions
from ciao.cases.enums import (
    ApprovalKind,
    ApprovalState,
    AttemptOutcome,
    CalledOff,
    CaseRole,
    CaseState,
    CloseReason,
    Evidence,
    MeasureOutcome,
    Phase,
    Repeat,
)
from ciao.cases.models import Approval, Case, Conference, ContactAttempt, EntryCheck, Return, Task, WarningDismissal
from ciao.cases.rules import next_due_on
from ciao.core import clock
from ciao.notifications.models import Notification
from ciao.people.enums import EmploymentStatus
from ciao.programmes.actions import end_mandate, give_mandate
from tests.cast import World
from tests.conftest import TODAY

OPENED = date(2026, 3, 12)


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=clock.ROME)


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("marta")) as marta:
        return actions.open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=OPENED, by=marta,
            person={"given_name": "Amina"},
        )  # fmt: skip


def test_a_meeting_called_off_in_time_is_no_absence_and_may_be_corrected(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        meeting = actions.fix_appointment(case=amina, starts_at=at(TODAY), starts_by=world.mandates["marta"], by=marta)
        assert meeting.is_open
        actions.cancel_appointment(appointment=meeting, by=marta)
        assert (meeting.was_kept, meeting.called_off, meeting.is_open) == (None, CalledOff.CANCELLED, False)
        with clock.at(at(TODAY, 12)):
            actions.mark_appointment(appointment=meeting, was_kept=False, by=marta)
        assert (meeting.was_kept, meeting.called_off) == (False, "")


def test_a_moved_meeting_leads_to_the_new_one(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        meeting = actions.fix_appointment(
            case=amina,
            starts_at=at(TODAY, 18),
            starts_by=world.mandates["marta"],
            by=marta,
            place="Rozzano",
            minutes=30,
        )
        later = at(TODAY + timedelta(days=3))
        new = actions.move_appointment(appointment=meeting, starts_at=later, by=marta)
        assert (new.starts_at, new.place, new.minutes) == (later, "Rozzano", 30)
        assert actions.move_appointment(appointment=meeting, starts_at=later, by=marta) == new
        with clock.at(at(TODAY, 20)), pytest.raises(NotPossible, match="segna quello nuovo"):
            actions.mark_appointment(appointment=meeting, was_kept=True, by=marta)
        with pytest.raises(NotPossible, match="già stato spostato"):
            actions.cancel_appointment(appointment=meeting, by=marta)
        with pytest.raises(NotPossible, match="dopo adesso"):
            actions.move_appointment(appointment=new, starts_at=at(OPENED), by=marta)


def test_a_meeting_that_was_held_is_not_moved(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta, clock.at(at(TODAY, 12)):
        meeting = actions.fix_appointment(case=amina, starts_at=at(TODAY), starts_by=world.mandates["marta"], by=marta)
        actions.mark_appointment(appointment=meeting, was_kept=True, by=marta)
        with pytest.raises(NotPossible, match="già stato"):
            actions.move_appointment(appointment=meeting, starts_at=at(TODAY, 18), by=marta)


@pytest.mark.parametrize(
    ("due_on", "repeats", "today", "next_on"),
    [
        (date(2026, 11, 20), Repeat.WEEKLY, date(2026, 11, 23), date(2026, 11, 27)),
        (date(2026, 11, 20), Repeat.WEEKLY, date(2026, 11, 27), date(2026, 12, 4)),
        (date(2026, 11, 25), Repeat.WEEKLY, date(2026, 11, 23), date(2026, 12, 2)),
        (date(2026, 11, 20), Repeat.TWO_WEEKS, date(2026, 11, 23), date(2026, 12, 4)),
        (date(2026, 8, 31), Repeat.MONTHLY, date(2026, 11, 23), date(2026, 11, 30)),
        (date(2026, 1, 31), Repeat.MONTHLY, date(2026, 2, 1), date(2026, 2, 28)),
    ],
)
def test_a_thing_comes_back_on_its_next_day(due_on: date, repeats: Repeat, today: date, next_on: date) -> None:
    assert next_due_on(due_on, repeats, today) == next_on


def test_a_repeated_task_comes_back_once(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        task = actions.add_task(
            case=amina, title="Sentire la scuola", due_on=TODAY, owner=world.mandates["marta"], by=marta,
            repeats=Repeat.WEEKLY,
        )  # fmt: skip
        again = actions.complete_task(task=task, by=marta)
        assert again is not None
        assert (again.due_on, again.repeats) == (TODAY + timedelta(days=7), Repeat.WEEKLY)
        assert actions.complete_task(task=task, by=marta) is None
        assert Task.objects.filter(done_at__isnull=True).count() == 1
        actions.close_case(case=amina, reason=CloseReason.COMPLETED, note="", on=TODAY, by=marta)
        again.refresh_from_db()
        assert actions.complete_task(task=again, by=marta) is None


def test_a_task_changes_hands_until_it_is_done(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        task = actions.add_task(case=amina, title="x", due_on=TODAY, owner=world.mandates["marta"], by=marta)
        actions.give_task(task=task, to=world.mandates["karim"], by=marta)
        assert Task.objects.get().owner_id == world.mandates["karim"].id
        actions.complete_task(task=task, by=marta)
        with pytest.raises(NotPossible, match="già stata fatta"):
            actions.give_task(task=task, to=world.mandates["marta"], by=marta)


def test_one_tap_is_one_attempt(world: World, amina: Case) -> None:
    row_id = uuid.uuid4()
    with acting(world.actor("marta")) as marta:
        for _ in range(2):
            actions.record_attempt(
                case=amina, outcome=AttemptOutcome.NO_ANSWER, channel="call", by=marta, row_id=row_id
            )
        assert ContactAttempt.objects.get().tried_by_label == "Marta"


def test_a_conference_is_read_by_the_team_only(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        conference = actions.call_conference(
            case=amina, starts_at=at(TODAY, 18), issues="La casa", by=marta, colleagues=[world.mandates["marta"]],
            guests=[("Anna", "Comune di Rozzano")],
        )  # fmt: skip
        assert actions.call_conference(
            case=amina, starts_at=at(TODAY), issues="x", by=marta, row_id=conference.id
        ) == conference  # fmt: skip
        with pytest.raises(NotPossible, match="deve ancora iniziare"):
            actions.write_minutes(conference=conference, issues="x", decisions="y", present=[], by=marta)
        seat = conference.seats.get(mandate=world.mandates["marta"])
        with clock.at(at(TODAY, 20)):
            actions.write_minutes(
                conference=conference, issues="La casa", decisions="Si cerca", present=[seat.id], by=marta
            )
        assert sorted(conference.seats.values_list("was_there", flat=True)) == [False, True]
        task = actions.add_task(
            case=amina, title="Chiamare il comune", due_on=TODAY, owner=world.mandates["marta"], by=marta,
            conference=conference,
        )  # fmt: skip
        assert list(conference.tasks.all()) == [task]
    for who in ("paolo", "elena", "chiara"):
        with acting(world.actor(who)):
            assert Conference.objects.count() == 0


def test_a_closed_case_has_no_conference(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        actions.close_case(case=amina, reason=CloseReason.COMPLETED, note="", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="riaperto"):
            actions.call_conference(case=amina, starts_at=at(TODAY), issues="x", by=marta)


def asked(world: World, *kinds: ApprovalKind) -> None:
    with acting(world.actor("paolo")) as paolo:
        for kind in kinds:
            rule = actions.ask_approval_of(programme=world.programme, kind=kind, on=TODAY, by=paolo)
            assert actions.ask_approval_of(programme=world.programme, kind=kind, on=TODAY, by=paolo) == rule


def test_where_nobody_asks_no_approval_is_needed(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        actions.move_phase(case=amina, verb="to_assessment", on=TODAY, by=marta)
        assert amina.phase == Phase.ASSESSMENT


def test_a_step_waits_for_the_supervisor_and_uses_up_their_word(world: World, amina: Case) -> None:
    asked(world, ApprovalKind.CLOSING)
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="chiedila dal fascicolo"):
            actions.close_case(case=amina, reason=CloseReason.COMPLETED, note="", on=TODAY, by=marta)
        row = actions.request_approval(case=amina, kind=ApprovalKind.CLOSING, by=marta)
        assert actions.request_approval(case=amina, kind=ApprovalKind.CLOSING, by=marta, row_id=row.id) == row
        with pytest.raises(NotPossible, match="già stata chiesta"):
            actions.request_approval(case=amina, kind=ApprovalKind.CLOSING, by=marta)
        with pytest.raises(NotPossible, match="aspetta la risposta"):
            actions.close_case(case=amina, reason=CloseReason.COMPLETED, note="", on=TODAY, by=marta)
        with pytest.raises(PermissionDenied):
            actions.decide_approval(approval=row, is_approved=True, by=marta)
    with acting(world.actor("paolo")) as paolo:
        assert Notification.objects.filter(kind="approval_asked", user=world.user("paolo")).count() == 1
        row = Approval.objects.get()
        with pytest.raises(NotPossible, match="motivo"):
            actions.decide_approval(approval=row, is_approved=False, by=paolo)
        actions.decide_approval(approval=row, is_approved=True, by=paolo)
    with acting(world.actor("marta")) as marta:
        assert "approvata" in Notification.objects.get(kind="approval_decided").text
        actions.close_case(case=amina, reason=CloseReason.COMPLETED, note="", on=TODAY, by=marta)
        actions.reopen_case(case=amina, note="Troppo presto", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="chiedila"):
            actions.close_case(case=amina, reason=CloseReason.COMPLETED, note="", on=TODAY, by=marta)


def test_opening_is_approved_before_the_assessment(world: World, amina: Case) -> None:
    asked(world, ApprovalKind.OPENING)
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="passare alla valutazione"):
            actions.move_phase(case=amina, verb="to_assessment", on=TODAY, by=marta)
        row = actions.request_approval(case=amina, kind=ApprovalKind.OPENING, by=marta)
        actions.withdraw_approval(approval=row, note="La chiedo dopo", by=marta)
        assert row.state == ApprovalState.WITHDRAWN
    with acting(world.actor("paolo")) as paolo:
        rule = world.programme.approval_rules.get()
        actions.stop_approval_of(rule=rule, on=TODAY, by=paolo)
    with clock.at(TODAY + timedelta(days=1)), acting(world.actor("marta")) as marta:
        actions.move_phase(case=amina, verb="to_assessment", on=TODAY + timedelta(days=1), by=marta)


def test_nobody_approves_what_they_asked(world: World, amina: Case) -> None:
    with acting(world.actor("paolo")) as paolo:
        row = actions.request_approval(case=amina, kind=ApprovalKind.OPENING, by=paolo)
        with pytest.raises(NotPossible, match="un’altra persona"):
            actions.decide_approval(approval=row, is_approved=True, by=paolo)


def test_a_closed_case_asks_for_no_approval(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        actions.close_case(case=amina, reason=CloseReason.COMPLETED, note="", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="non è in corso"):
            actions.request_approval(case=amina, kind=ApprovalKind.OPENING, by=marta)


def test_who_comes_back_keeps_the_first_entry_and_starts_from_the_assessment(world: World, amina: Case) -> None:
    left, back = date(2026, 6, 30), date(2026, 10, 1)
    with acting(world.actor("marta")) as marta:
        for verb in ("to_assessment", "to_plan", "to_delivery"):
            actions.move_phase(case=amina, verb=verb, on=OPENED, by=marta)
        with pytest.raises(NotPossible, match="non è concluso"):
            actions.return_case(case=amina, note="x", on=back, by=marta)
        actions.close_case(case=amina, reason=CloseReason.FOUND_WORK, note="", on=left, by=marta)
        with pytest.raises(NotPossible, match="dopo l’uscita"):
            actions.return_case(case=amina, note="x", on=OPENED, by=marta)
        actions.return_case(case=amina, note="Il contratto è finito", on=back, by=marta)
        amina.refresh_from_db()
        assert (amina.opened_on, amina.closed_on, amina.state, amina.phase) == (OPENED, None, CaseState.OPEN, "B")
        kept = Return.objects.get()
        assert (kept.left_on, kept.left_reason, kept.returned_on) == (left, CloseReason.FOUND_WORK, back)
        with pytest.raises(NotPossible, match="dopo il rientro"):
            actions.close_case(case=amina, reason=CloseReason.COMPLETED, note="", on=left, by=marta)
    for first, last, many in (
        (date(2026, 7, 1), date(2026, 9, 30), 0), (date(2026, 6, 30), date(2026, 7, 31), 1),
        (date(2026, 9, 1), date(2026, 10, 1), 1), (date(2026, 1, 1), date(2026, 12, 31), 1),
    ):  # fmt: skip
        with acting(world.actor("marta")), reporting():
            assert Case.objects.in_period(first, last).count() == many


def test_the_answer_of_the_first_entry_stays(world: World, amina: Case) -> None:
    facts = {"employment": EmploymentStatus.UNEMPLOYED, "evidence": Evidence.DID, "checked_on": OPENED}
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.record_entry_check(case=amina, by=marta, **{**facts, "checked_on": TODAY + timedelta(days=1)})
        actions.record_entry_check(case=amina, by=marta, **facts)
        actions.record_entry_check(case=amina, by=marta, **{**facts, "evidence": Evidence.JOB_CENTRE})
        assert EntryCheck.objects.get().evidence == Evidence.JOB_CENTRE
        actions.close_case(case=amina, reason=CloseReason.COMPLETED, note="", on=TODAY, by=marta)
        actions.return_case(case=amina, note="Torna", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="primo ingresso"):
            actions.record_entry_check(case=amina, by=marta, **facts)


def test_other_measures_are_remembered(world: World, amina: Case) -> None:
    said = {"measure": "Assegno di inclusione", "outcome": MeasureOutcome.NOT_QUALIFIED, "why": "ISEE"}
    with acting(world.actor("marta")) as marta:
        row = actions.record_measure_check(case=amina, by=marta, checked_on=OPENED, **said)
        assert actions.record_measure_check(case=amina, by=marta, checked_on=OPENED, row_id=row.id, **said) == row
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.record_measure_check(case=amina, by=marta, checked_on=TODAY + timedelta(days=1), **said)
    with acting(world.actor("paolo")) as paolo:
        assert visible(EntryCheck.objects, paolo, Action.CASE_VIEW).count() == 0


def test_a_warning_is_set_aside_with_a_reason_until_a_near_day(world: World, amina: Case) -> None:
    day = TODAY + timedelta(days=10)
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="perché"):
            actions.set_warning_aside(case=amina, code="silence", reason="  ", until_on=day, by=marta)
        for wrong in (TODAY, TODAY + timedelta(days=61)):
            with pytest.raises(NotPossible, match="giorno dopo oggi"):
                actions.set_warning_aside(case=amina, code="silence", reason="x", until_on=wrong, by=marta)
        row = actions.set_warning_aside(case=amina, code="silence", reason="È in viaggio", until_on=day, by=marta)
        again = actions.set_warning_aside(
            case=amina, code="silence", reason="È in viaggio", until_on=day, by=marta, row_id=row.id
        )
        assert again == row == WarningDismissal.objects.get()


def test_the_covers_of_whoever_leaves_pass_on(world: World, amina: Case) -> None:
    for key, user in (("teresa", "karim"), ("rita", "giulia")):
        world.mandates[key] = give_mandate(
            user=world.user(user), organization=world.organizations["capofila"], programme=world.programme,
            role="case_manager", by=None, starts_on=OPENED,
        )  # fmt: skip
    marta, teresa, rita = (world.mandates[key] for key in ("marta", "teresa", "rita"))
    last = TODAY + timedelta(days=9)
    soon, later = TODAY + timedelta(days=20), TODAY + timedelta(days=30)
    with acting(world.actor("paolo")) as paolo:
        actions.cover_colleague(covered=marta, substitute=teresa, starts_on=TODAY, ends_on=last, by=paolo)
        actions.cover_colleague(covered=marta, substitute=teresa, starts_on=soon, ends_on=later, by=paolo)
        assert actions.pass_covers(mandates=[teresa], to=rita, on=TODAY, by=paolo) == 2
        end_mandate(mandate=teresa, on=TODAY, by=paolo)
        assert actions.covers_by([rita], TODAY).count() == 2
        assert actions.covers_by([teresa], TODAY + timedelta(days=1)).count() == 0
    with clock.at(TODAY + timedelta(days=1)):
        for who, many in (("rita", 1), ("teresa", 0), ("marta", 1)):
            with acting(world.actor(who)):
                assert Case.objects.count() == many, who
    with acting(world.actor("paolo")) as paolo:
        assert actions.pass_covers(mandates=[rita], to=marta, on=TODAY + timedelta(days=2), by=paolo) == 0


def test_a_supervisor_reads_no_more_than_number_and_dates(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        actions.add_worker(
            case=amina, mandate=world.mandates["karim"], role=CaseRole.MEDIATOR, starts_on=OPENED, by=marta
        )
        actions.request_approval(case=amina, kind=ApprovalKind.OPENING, by=marta)
    with acting(world.actor("paolo")) as paolo:
        assert visible(Approval.objects, paolo, Action.CASE_APPROVE).get().case.number == amina.number
        assert Task.objects.count() == 0
    with acting(world.actor("chiara")) as chiara:
        assert visible(Approval.objects, chiara, Action.CASE_VIEW).count() == 0
