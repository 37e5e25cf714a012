"""Writing, confirming and correcting an assessment."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.assessments.actions import (
    confirm_assessment,
    discard_assessment,
    reopen_assessment,
    save_assessment,
)
from ciao.assessments.enums import LifeArea, Moment
from ciao.assessments.models import AreaRating, Assessment
from ciao.cases.actions import open_case, suspend_case, void_case
from ciao.cases.enums import SuspendReason
from ciao.cases.models import Case
from tests.cast import World

DAY = date(2026, 11, 10)


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("marta")) as marta:
        return open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 11, 2), by=marta,
            person={"given_name": "Amina"}, identity={"gender": "F"},
        )  # fmt: skip


def written(case: Case, by: Any, moment: Moment = Moment.ENTRY, day: date = DAY, score: int | None = 2) -> Assessment:
    return save_assessment(
        case=case,
        moment=moment,
        assessed_on=day,
        ratings={LifeArea.WORK: {"score": score, "strength": "Sa fare."}},
        by=by,
    )


def confirmed(case: Case, by: Any, moment: Moment = Moment.ENTRY) -> Assessment:
    return confirm_assessment(assessment=written(case, by, moment), on=DAY, by=by)


def test_the_first_words_open_the_draft_and_its_phase(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        first = written(amina, marta)
        again = written(amina, marta, score=3)
        assert first.id == again.id
        assert AreaRating.objects.get().score == 3
        assert (again.saved_by, again.assessor_id) == (marta.id, marta.mandate_id)
        assert Case.objects.get(id=amina.id).phase == "B"


def test_confirming_the_entry_opens_the_phase_of_the_plan(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        one = confirmed(amina, marta)
        assert (one.state, one.confirmed_on) == ("confirmed", DAY)
        assert one.changes.get().verb == "confirm"
        assert Case.objects.get(id=amina.id).phase == "C"


def test_without_a_score_nothing_is_confirmed(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        one = written(amina, marta, score=None)
        with pytest.raises(NotPossible, match="nessun punteggio"):
            confirm_assessment(assessment=one, on=DAY, by=marta)


def test_it_is_confirmed_after_it_was_made(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        one = written(amina, marta)
        with pytest.raises(NotPossible, match="la conferma viene dopo"):
            confirm_assessment(assessment=one, on=date(2026, 11, 5), by=marta)


@pytest.mark.parametrize(("day", "says"), [(date(2026, 11, 24), "dopo oggi"), (date(2026, 11, 1), "presa in carico")])
def test_its_day_lies_between_taking_in_charge_and_today(world: World, amina: Case, day: date, says: str) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match=says):
        written(amina, marta, day=day)


def test_later_looks_come_after_the_entry(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="Prima conferma"):
            written(amina, marta, Moment.EXIT)
        confirmed(amina, marta)
        confirmed(amina, marta, Moment.MID)
        confirmed(amina, marta, Moment.MID)
        confirmed(amina, marta, Moment.EXIT)
        assert [one.moment for one in Assessment.objects.order_by("saved_at")] == ["entry", "mid", "mid", "exit"]
        with pytest.raises(NotPossible, match="già confermata"):
            written(amina, marta, Moment.EXIT)


def test_a_correction_reopens_and_the_phase_stays(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        one = confirmed(amina, marta)
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            reopen_assessment(assessment=one, note=" ", on=DAY, by=marta)
        reopen_assessment(assessment=one, note="Mancava la casa", on=DAY, by=marta)
        assert (one.state, one.confirmed_on) == ("draft", None)
        assert Case.objects.get(id=amina.id).phase == "C"
        assert written(amina, marta).id == one.id


def test_one_set_aside_leaves_room_for_another(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        one = confirmed(amina, marta)
        discard_assessment(assessment=one, note="Era un’altra persona", on=DAY, by=marta)
        assert written(amina, marta).id != one.id
        assert Assessment.objects.standing().count() == 1


def test_a_case_opened_by_mistake_is_not_assessed(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        void_case(case=amina, note="Doppio", on=DAY, by=marta)
        with pytest.raises(NotPossible, match="aperto per errore"):
            written(amina, marta)


def test_while_a_path_pauses_its_phase_rests(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        suspend_case(case=amina, reason=SuspendReason.HEALTH, note="", on=DAY, review_on=None, by=marta)
        written(amina, marta)
        assert Case.objects.get(id=amina.id).phase == "A"


def test_who_is_not_in_the_team_sees_nothing(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        confirmed(amina, marta)
    for name in ("chiara", "paolo", "elena"):
        with acting(world.actor(name)):
            assert not Assessment.objects.exists()
            assert not AreaRating.objects.exists()
