"""What happens to a case, and that its team can always read it."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases import actions
from ciao.cases.enums import CaseRole, CaseState, CloseReason, SuspendReason
from ciao.cases.lifecycle import CASE, PHASE
from ciao.cases.models import Appointment, Case, CaseWorker, Note, Task
from ciao.core import clock
from ciao.core.clock import ROME
from ciao.notifications.models import Notification
from ciao.outreach.actions import record_signal
from ciao.outreach.models import Signal
from ciao.people.models import Person
from ciao.programmes.models import TargetGroup
from tests.cast import World

TODAY = date(2026, 11, 23)
OPENED = date(2026, 3, 12)


def taken(world: World, by: str = "marta", **more: Any) -> Case:
    with acting(world.actor(by)) as actor:
        return actions.open_case(
            programme=world.programme, manager=world.mandates["marta"], by=actor,
            **{"opened_on": OPENED, "person": {"given_name": "Amina"}, "identity": {"gender": "F"}, **more},
        )  # fmt: skip


@pytest.fixture
def case(world: World) -> Case:
    return taken(world)


def test_taking_in_charge_twice_opens_one_case(world: World) -> None:
    row_id = uuid.uuid4()
    assert taken(world, row_id=row_id).id == taken(world, row_id=row_id).id == row_id
    with acting(world.actor("marta")):
        assert Case.objects.count() == Person.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"opened_on": date(2026, 11, 24)}, "dopo oggi"),
        ({"identity": {"gender": "F", "birth_date": date(2026, 3, 13)}}, "data di nascita"),
    ],
)
def test_days_the_wrong_way_round_are_refused(world: World, more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NotPossible, match=sentence):
        taken(world, **more)


def test_a_signal_cannot_be_accepted_before_it_arrived(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        signal = record_signal(programme=world.programme, by=paolo, source="self", received_on=date(2026, 3, 13))
    with pytest.raises(NotPossible, match=r"è arrivata il 13\.03\.2026"):
        taken(world, by="paolo", signal=signal)


def test_the_case_manager_reads_the_signal_until_they_hand_over(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        signal = record_signal(programme=world.programme, by=paolo, source="self", name="Amina", received_on=OPENED)
    case = taken(world, by="paolo", signal=signal)
    with acting(world.actor("marta")) as marta:
        assert Signal.objects.get().person_id == case.person_id
        actions.hand_over_case(case=case, to=world.mandates["chiara"], on=TODAY, by=marta)
    with clock.at(TODAY + timedelta(days=1)):
        with acting(world.actor("chiara")):
            assert Signal.objects.count() == Case.objects.count() == 1
        with acting(world.actor("marta")):
            assert Signal.objects.count() == Case.objects.count() == 0


def test_a_role_without_a_team_joins_none(world: World, case: Case) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="non entra nelle équipe"):
        actions.add_worker(case=case, mandate=world.mandates["giulia"], role=CaseRole.TUTOR, starts_on=TODAY, by=marta)


def test_the_reference_cannot_just_leave_and_others_can(world: World, case: Case) -> None:
    with acting(world.actor("marta")) as marta:
        luca = actions.add_worker(
            case=case, mandate=world.mandates["luca"], role=CaseRole.TUTOR, starts_on=OPENED, by=marta
        )
        with pytest.raises(NotPossible, match="persona di riferimento"):
            actions.end_worker(worker=case.workers.get(is_lead=True), on=TODAY, by=marta)
        actions.end_worker(worker=luca, on=TODAY, by=marta)
    with clock.at(TODAY + timedelta(days=1)), acting(world.actor("luca")):
        assert Case.objects.count() == 0


def test_handing_over_wants_another_case_manager(world: World, case: Case) -> None:
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="case manager"):
            actions.hand_over_case(case=case, to=world.mandates["luca"], on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="È già"):
            actions.hand_over_case(case=case, to=world.mandates["marta"], on=TODAY, by=marta)


def test_handing_over_to_someone_already_in_the_team_closes_their_first_period(world: World, case: Case) -> None:
    with acting(world.actor("marta")) as marta:
        chiara = world.mandates["chiara"]
        actions.add_worker(case=case, mandate=chiara, role=CaseRole.EDUCATOR, starts_on=OPENED, by=marta)
        actions.hand_over_case(case=case, to=chiara, on=TODAY, by=marta)
        assert CaseWorker.objects.filter(case=case, ends_on__isnull=True).get().mandate_id == chiara.id
        assert CaseWorker.objects.filter(case=case).count() == 3


def test_a_case_without_a_reference_can_be_handed_over(world: World, case: Case) -> None:
    with acting(world.actor("marta")) as marta:
        case.workers.filter(is_lead=True).update(is_lead=False)
        actions.hand_over_case(case=case, to=world.mandates["chiara"], on=TODAY, by=marta)
        assert case.workers.get(is_lead=True, ends_on__isnull=True).mandate_id == world.mandates["chiara"].id


def test_passing_a_case_tells_the_new_reference_without_naming_the_person(world: World, case: Case) -> None:
    with acting(world.actor("marta")) as marta:
        actions.pass_case(case=case, to=world.mandates["chiara"], on=TODAY, by=marta)
        case.workers.update(is_lead=False)
        actions.pass_case(case=case, to=world.mandates["marta"], on=TODAY, by=marta)
    with acting(world.actor("chiara")):
        assert Notification.objects.get().text == "Da oggi segui il caso 1, che era di Marta."
    with acting(world.actor("marta")):
        assert Notification.objects.get().text == "Da oggi segui il caso 1, che era di nessuno."
        assert {one.kind for one in Notification.objects.all()} == {"case_entrusted"}


def test_pauses_keep_their_days_in_order(world: World, case: Case) -> None:
    def pause(on: date, review: date | None = None) -> Any:
        return actions.suspend_case(
            case=case, reason=SuspendReason.HEALTH, note="", on=on, review_on=review, by=world.actor("marta")
        )

    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="presa in carico"):
            pause(OPENED - timedelta(days=1))
        with pytest.raises(NotPossible, match="rivederla"):
            pause(OPENED, OPENED)
        suspension = pause(date(2026, 6, 1), date(2026, 9, 1))
        assert case.changes.get(verb="suspend").reason == "salute"
        with pytest.raises(NotPossible, match="ripresa"):
            actions.resume_case(case=case, on=date(2026, 5, 1), by=marta)
        actions.resume_case(case=case, on=date(2026, 7, 1), by=marta)
        suspension.refresh_from_db()
        assert (case.state, suspension.ends_on) == (CaseState.OPEN, date(2026, 7, 1))


def test_closing_ends_the_pause_and_reopening_forgets_the_end(world: World, case: Case) -> None:
    with acting(world.actor("marta")) as marta:
        actions.suspend_case(
            case=case, reason=SuspendReason.AWAY, note="È via", on=date(2026, 6, 1), review_on=None, by=marta
        )
        with pytest.raises(NotPossible, match="La conclusione viene dopo"):
            actions.close_case(case=case, reason=CloseReason.MOVED, note="", on=date(2026, 3, 1), by=marta)
        actions.close_case(case=case, reason=CloseReason.FOUND_WORK, note="", on=TODAY, by=marta)
        assert not case.suspensions.filter(ends_on__isnull=True).exists()
        assert (case.closed_on, case.close_reason) == (TODAY, "found_work")
        for refused in (
            lambda: actions.fix_appointment(
                case=case, starts_at=clock.now(), starts_by=world.mandates["marta"], by=marta
            ),
            lambda: actions.add_task(case=case, title="x", due_on=TODAY, owner=world.mandates["marta"], by=marta),
        ):
            with pytest.raises(NotPossible, match="va prima riaperto"):
                refused()
        actions.reopen_case(case=case, note="Ha perso il lavoro", on=TODAY, by=marta)
        assert (case.state, case.closed_on, case.close_reason) == (CaseState.OPEN, None, "")
        actions.void_case(case=case, note="Doppione", on=TODAY, by=marta)
        assert Case.objects.counted().count() == 0


def test_a_phase_goes_on_and_back_only_with_a_reason(world: World, case: Case) -> None:
    with acting(world.actor("marta")) as marta:
        actions.move_phase(case=case, verb="to_assessment", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="motivo"):
            actions.move_phase(case=case, verb="back_to_access", on=TODAY, by=marta)
        actions.move_phase(case=case, verb="back_to_access", on=TODAY, by=marta, note="Manca l’informativa")
        assert case.phase == "A"


def test_the_target_is_one(world: World, case: Case) -> None:
    with acting(world.actor("marta")) as marta:
        target = TargetGroup.objects.get(label="Donne")
        assert actions.choose_target(case=case, target=target, by=marta).target == target


def test_the_diary_tells_what_happened_already_and_once(world: World, case: Case) -> None:
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="già successo"):
            actions.write_note(case=case, text="x", happened_on=TODAY + timedelta(days=1), by=marta)
        row_id, long = uuid.uuid4(), "«Voglio» <b>lavorare</b> 🌸 لعربية " * 300
        for _ in range(2):
            actions.write_note(case=case, text=long, happened_on=TODAY, by=marta, row_id=row_id)
        assert [one.text for one in Note.objects.all()] == [long]


def test_meetings_are_fixed_once_and_marked_when_past(world: World, case: Case) -> None:
    tomorrow = datetime(2026, 11, 24, 10, tzinfo=ROME)
    with acting(world.actor("marta")) as marta:
        row_id, said = uuid.uuid4(), {"case": case, "starts_by": world.mandates["marta"], "by": marta}
        for _ in range(2):
            meeting = actions.fix_appointment(starts_at=tomorrow, row_id=row_id, **said)
        assert Appointment.objects.count() == 1
        with pytest.raises(NotPossible, match="deve ancora iniziare"):
            actions.mark_appointment(appointment=meeting, was_kept=True, by=marta)
        with clock.at(tomorrow):
            actions.mark_appointment(appointment=meeting, was_kept=False, by=marta)
        assert Appointment.objects.get().was_kept is False


def test_a_task_is_added_once_and_done_once(world: World, case: Case) -> None:
    with acting(world.actor("marta")) as marta:
        row_id = uuid.uuid4()
        for _ in range(2):
            task = actions.add_task(
                case=case, title="Chiamare", due_on=TODAY, owner=world.mandates["marta"], by=marta, row_id=row_id
            )
        actions.complete_task(task=task, by=marta)
        first = task.done_at
        with clock.at(TODAY + timedelta(days=1)):
            actions.complete_task(task=task, by=marta)
        assert Task.objects.get().done_at == first


STEPS = st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=12)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=STEPS)
def test_any_legal_history_leaves_the_team_able_to_read(world: World, choices: list[int]) -> None:
    case = taken(world)
    with acting(world.actor("marta")) as marta:
        for choice in choices:
            moves = [*CASE.open_to(case.state), *(PHASE.open_to(case.phase) if case.is_active() else [])]
            if not moves:
                break
            do(case, moves[choice % len(moves)].verb, marta)
        seen = Case.objects.get(id=case.id)
        assert (seen.state, seen.phase) == (case.state, case.phase)
        assert Person.objects.filter(id=case.person_id).exists()
        assert seen.changes.count() <= 2 * len(choices)  # whoever comes back may also change phase
        open_pauses = seen.suspensions.filter(ends_on__isnull=True).count()
        assert open_pauses == (1 if seen.state == CaseState.SUSPENDED else open_pauses if seen.state == "void" else 0)
        assert (seen.closed_on is not None) == (seen.state == CaseState.CLOSED)
        assert Case.objects.counted().filter(id=case.id).exists() == (seen.state != CaseState.VOID)
    with acting(world.actor("chiara")):
        assert not Case.objects.filter(id=case.id).exists()


def do(case: Case, verb: str, by: Any) -> None:
    """Plays one legal move through its action."""
    if verb == "suspend":
        actions.suspend_case(case=case, reason=SuspendReason.OTHER, note="", on=TODAY, review_on=None, by=by)
    elif verb == "resume":
        actions.resume_case(case=case, on=TODAY, by=by)
    elif verb == "close":
        actions.close_case(case=case, reason=CloseReason.COMPLETED, note="", on=TODAY, by=by)
    elif verb == "reopen":
        actions.reopen_case(case=case, note="Presto", on=TODAY, by=by)
    elif verb == "come_back":
        actions.return_case(case=case, note="Torna", on=TODAY, by=by)
    elif verb == "void":
        actions.void_case(case=case, note="Errore", on=TODAY, by=by)
    else:
        actions.move_phase(case=case, verb=verb, on=TODAY, by=by, note="Motivo")
