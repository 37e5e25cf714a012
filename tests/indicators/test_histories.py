"""Whatever legally happens to people, every total is that of its list and every partition sums to it."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ciao.access.actor import Actor, acting
from ciao.access.lifecycle import NotPossible
from ciao.assessments.actions import confirm_assessment, save_assessment
from ciao.assessments.enums import LifeArea, Moment
from ciao.cases.actions import (
    close_case,
    fix_appointment,
    mark_appointment,
    open_case,
    reopen_case,
    resume_case,
    suspend_case,
    void_case,
)
from ciao.cases.enums import CaseState, CloseReason, SuspendReason
from ciao.cases.models import Case
from ciao.indicators.catalogue import CATALOGUE
from ciao.indicators.figures import at_of, cells, figure, figures, ids, known_of
from ciao.outcomes.actions import record_outcome, void_outcome
from ciao.outcomes.enums import OutcomeMoment, Situation
from ciao.outcomes.models import Outcome
from ciao.people.enums import Gender
from ciao.plans.actions import save_goal, start_plan
from ciao.programmes.models import Mandate
from tests.cast import World
from tests.indicators.samples import at as instant

FIRST, TODAY = date(2026, 2, 1), date(2026, 11, 23)
NUMBERS = (st.integers(0, 3), st.integers(0, 290), st.integers(0, 10), st.integers(1, 5))
Step = tuple[str, int, int, int, int]


@pytest.mark.django_db
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(st.sampled_from(list(Gender)), min_size=1, max_size=4), told=st.data())
def test_totals_agree_with_their_lists(world: World, people: list[Gender], told: st.DataObject) -> None:
    steps = told.draw(st.lists(st.tuples(st.sampled_from(VERBS), *NUMBERS), max_size=14))
    with transaction.atomic():
        with acting(world.actor("marta")) as marta:
            cases = [opened(world, marta, place, gender) for place, gender in enumerate(people)]
            for step in steps:
                walk(marta, cases, step)
        check(world, len([one for one in cases if state_of(one) != CaseState.VOID]))
        transaction.set_rollback(True)


def opened(world: World, by: Actor, place: int, gender: Gender) -> Case:
    return open_case(
        programme=world.programme, manager=world.mandates["marta"], opened_on=FIRST + timedelta(days=place), by=by,
        person={"given_name": f"Prova {place}"},
        identity={"gender": gender, "birth_date": date(1960 + 15 * place, 3, 1)},
        target=world.version.targets.order_by("label")[place % 2] if place else None,
    )  # fmt: skip


def walk(by: Actor, cases: list[Case], step: Step) -> None:
    """One thing somebody may try; what cannot be is refused and changes nothing."""
    verb, who, days, which, score = step
    case = Case.objects.get(id=cases[who % len(cases)].id)
    with contextlib.suppress(NotPossible), transaction.atomic():
        MOVES[verb](case=case, on=FIRST + timedelta(days=days), by=by, which=which, score=score)


def close(*, case: Case, on: date, by: Actor, which: int, score: int) -> None:
    reasons = list(CloseReason)
    close_case(case=case, reason=reasons[which % len(reasons)], note="", on=on, by=by)


def outcome(*, case: Case, on: date, by: Actor, which: int, score: int) -> None:
    moment, situation = list(OutcomeMoment)[score % 3], list(Situation)[which % 7]
    record_outcome(case=case, moment=moment, situation=situation, happened_on=on, by=by)


def take_back(*, case: Case, on: date, by: Actor, which: int, score: int) -> None:
    for one in Outcome.objects.counted().filter(case=case)[:1]:
        void_outcome(outcome=one, note="Sbagliato", by=by)


def meet(*, case: Case, on: date, by: Actor, which: int, score: int) -> None:
    mandate = Mandate.objects.get(id=by.mandate_id)
    meeting = fix_appointment(case=case, starts_at=instant(on), starts_by=mandate, by=by)
    mark_appointment(appointment=meeting, was_kept=which % 2 == 0, by=by)


def look(*, case: Case, on: date, by: Actor, which: int, score: int) -> None:
    assess(case, list(Moment)[which % 3], on, score, by)


MOVES: dict[str, Any] = {
    "suspend": lambda *, case, on, by, **_: suspend_case(
        case=case, reason=SuspendReason.OTHER, note="", on=on, review_on=None, by=by
    ),
    "resume": lambda *, case, on, by, **_: resume_case(case=case, on=on, by=by),
    "reopen": lambda *, case, on, by, **_: reopen_case(case=case, note="Troppo presto", on=on, by=by),
    "void": lambda *, case, on, by, **_: void_case(case=case, note="Doppio", on=on, by=by),
    "plan": lambda *, case, by, **_: save_goal(plan=start_plan(case=case, by=by), title="Obiettivo", by=by),
    "close": close, "outcome": outcome, "take_back": take_back, "meet": meet, "look": look,
}  # fmt: skip
# What moves the figures most comes up most.
VERBS = [*MOVES, "close", "outcome", "outcome", "look", "look"]


def assess(case: Case, moment: Moment, day: date, score: int, by: Actor) -> None:
    ratings = {LifeArea.WORK: {"score": score}}
    one = save_assessment(case=case, moment=moment, assessed_on=day, ratings=ratings, by=by)
    confirm_assessment(assessment=one, on=day, by=by)


def check(world: World, living: int) -> None:
    """The figures after a history, and as they were on a day in the middle of it."""
    for day in (TODAY, FIRST + timedelta(days=120)):
        at, known = at_of(world.programme, day), known_of(world.programme, day)
        for whole in figures(CATALOGUE, at):
            one, rows = whole.indicator, ids(whole.indicator, at)
            assert whole.count == len(rows) == len(set(rows)), one.code
            assert whole.base is None or whole.count <= whole.base, one.code
            for cut in one.cuts if rows else ():
                if cut.is_partition:
                    assert sum(cell.count for cell in cells(one, cut, at, known)) == whole.count, (one.code, cut.code)
    assert figure(CATALOGUE["per-02"], at_of(world.programme, TODAY)).value == living


def state_of(case: Case) -> str:
    return str(Case.objects.get(id=case.id).state)
