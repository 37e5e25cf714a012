"""Writing what came of a path, and taking back what was wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ciao.access.actor import Actor, acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions import close_case, open_case, reopen_case, void_case
from ciao.cases.enums import CloseReason
from ciao.cases.models import Case
from ciao.core import clock
from ciao.outcomes.actions import record_attempt, record_outcome, void_outcome
from ciao.outcomes.enums import OutcomeMoment, Situation
from ciao.outcomes.models import FollowUp, Outcome
from tests.cast import World

OPENED, CLOSED = date(2026, 3, 12), date(2026, 11, 2)


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("marta")) as marta:
        return open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=OPENED, by=marta,
            person={"given_name": "Amina"}, identity={"gender": "F"},
        )  # fmt: skip


@pytest.fixture
def ended(world: World, amina: Case) -> Case:
    with acting(world.actor("marta")) as marta:
        return close_case(case=amina, reason=CloseReason.FOUND_WORK, note="Ha un contratto", on=CLOSED, by=marta)


def written(case: Case, by: Actor, **told: Any) -> Outcome:
    given: dict[str, Any] = {"moment": "exit", "situation": "employed", "happened_on": CLOSED, **told}
    return record_outcome(case=case, by=by, **given)


def test_an_exit_is_written_once_and_says_who(world: World, ended: Case) -> None:
    with acting(world.actor("marta")) as marta:
        one = written(ended, marta, contract="permanent", note="Contratto visto ")
        assert (one.note, one.scope_id, one.recorded_by_label) == ("Contratto visto", ended.scope_id, marta.label)
        assert one.sentence == "lavora, a tempo indeterminato"
        with pytest.raises(NotPossible, match="c’è già"):
            written(ended, marta)


def test_the_same_line_sent_twice_is_kept_once(world: World, ended: Case) -> None:
    with acting(world.actor("marta")) as marta:
        first = written(ended, marta)
        again = written(ended, marta, row_id=first.id, situation="training")
        assert again == first
        assert Outcome.objects.get().situation == Situation.EMPLOYED


def test_during_a_path_outcomes_come_more_than_once(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        for situation in ("training", "employed"):
            written(amina, marta, moment="during", situation=situation, happened_on=date(2026, 6, 1))
        assert Outcome.objects.counted().count() == 2
        assert Outcome.objects.at_work().count() == 1


def test_what_is_outside_its_window_is_refused_with_the_reason(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="prima concludilo"):
            written(amina, marta)
        close_case(case=amina, reason=CloseReason.COMPLETED, note="", on=date(2026, 9, 1), by=marta)
        with pytest.raises(NotPossible, match=r"fino al 29\.09\.2026"):
            written(amina, marta, happened_on=date(2026, 10, 1))


def test_a_case_opened_by_mistake_has_no_outcome(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        void_case(case=amina, note="Doppio", on=date(2026, 11, 23), by=marta)
        with pytest.raises(NotPossible, match="aperto per errore"):
            written(amina, marta, moment="during")


def test_what_was_wrong_leaves_the_counts_and_may_be_written_anew(world: World, ended: Case) -> None:
    with acting(world.actor("marta")) as marta:
        wrong = written(ended, marta)
        with pytest.raises(NotPossible, match="motivo"):
            void_outcome(outcome=wrong, note=" ", by=marta)
        void_outcome(outcome=wrong, note="Era un’altra persona", by=marta)
        assert wrong.void_reason == "Era un’altra persona"
        with pytest.raises(NotPossible, match="già segnato"):
            void_outcome(outcome=wrong, note="Di nuovo", by=marta)
        written(ended, marta, situation="searching")
        assert [one.situation for one in Outcome.objects.counted()] == [Situation.SEARCHING]
        assert Outcome.objects.count() == 2


def test_a_stranger_sees_no_outcome(world: World, ended: Case) -> None:
    with acting(world.actor("marta")) as marta:
        written(ended, marta)
        tried(ended, marta)
    for name in ("chiara", "elena", "giulia"):
        with acting(world.actor(name)):
            assert not Outcome.objects.filter(moment=OutcomeMoment.EXIT).exists()
            assert not FollowUp.objects.exists()


def test_whoever_comes_back_and_leaves_again_is_asked_anew_and_what_was_written_stays(
    world: World, ended: Case
) -> None:
    with acting(world.actor("marta")) as marta:
        first = written(ended, marta, situation="searching")
        reopen_case(case=ended, note="È tornata", on=date(2026, 11, 10), by=marta)
        close_case(case=ended, reason=CloseReason.FOUND_WORK, note="", on=date(2026, 11, 20), by=marta)
        again = written(ended, marta, happened_on=date(2026, 11, 20))
        assert (first.exit_on, again.exit_on) == (CLOSED, date(2026, 11, 20))
        assert list(Outcome.objects.counted().of_last_exit()) == [again]
        assert Outcome.objects.counted().count() == 2
        with pytest.raises(NotPossible, match="c’è già"):
            written(ended, marta, happened_on=date(2026, 11, 20))


def test_a_job_and_a_qualification_may_come_together(world: World, ended: Case) -> None:
    with acting(world.actor("marta")) as marta:
        one = written(ended, marta, is_studying=True, has_qualification=True, qualification=" HACCP ", is_improved=True)
        assert one.sentence == "lavora, studia o si forma, con una qualifica: HACCP, condizione migliorata"


def test_answers_that_contradict_each_other_are_refused(world: World, ended: Case) -> None:
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="solo per chi lavora"):
            written(ended, marta, situation="searching", is_improved=True)
        with pytest.raises(NotPossible, match="la risposta è no"):
            written(ended, marta, situation="qualified", has_qualification=False)


def tried(case: Case, by: Actor, **told: Any) -> FollowUp:
    given: dict[str, Any] = {"moment": "exit", "channel": "call", "result": "no_answer", "tried_on": CLOSED, **told}
    return record_attempt(case=case, by=by, **given)


def test_attempts_are_written_one_by_one(world: World, ended: Case) -> None:
    with acting(world.actor("marta")) as marta:
        first = tried(ended, marta, note=" Squilla ")
        assert (first.note, first.exit_on, first.recorded_by_label) == ("Squilla", CLOSED, marta.label)
        assert tried(ended, marta, row_id=first.id) == first
        assert FollowUp.objects.count() == 1


def test_an_attempt_comes_after_the_exit_and_not_tomorrow(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="ancora aperto"):
            tried(amina, marta)
        close_case(case=amina, reason=CloseReason.COMPLETED, note="", on=CLOSED, by=marta)
        with pytest.raises(NotPossible, match="viene dopo"):
            tried(amina, marta, tried_on=date(2026, 11, 1))
        with pytest.raises(NotPossible, match="dopo oggi"):
            tried(amina, marta, tried_on=date(2026, 11, 24))
        assert clock.today() == date(2026, 11, 23)
