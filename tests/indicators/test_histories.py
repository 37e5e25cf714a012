"""Whatever legally happens to people, every total is that of its list and every partition sums to it."""

from __future__ import annotations

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
from ciao.indicators.figures import at_of, cells, figure, ids, known_of
from ciao.outcomes.actions import record_outcome, void_outcome
from ciao.outcomes.enums import OutcomeMoment, Situation
from ciao.outcomes.models import Outcome
from ciao.people.enums import Gender
from ciao.plans.actions import save_goal, start_plan
from tests.cast import World
from tests.indicators.samples import at as instant

FIRST, TODAY = date(2026, 2, 1), date(2026, 11, 23)
VERBS = ("suspend", "resume", "close", "reopen", "void", "outcome", "take_back", "assess", "meet", "plan")
STEP = st.tuples(
    st.sampled_from(VERBS), st.integers(0, 3), st.integers(0, 290), st.integers(0, 10), st.integers(1, 5)
)  # fmt: skip


@pytest.mark.django_db
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(st.sampled_from(list(Gender)), min_size=1, max_size=4), steps=st.lists(STEP, max_size=14))
def test_totals_agree_with_their_lists(world: World, people: list[Gender], steps: list[Any]) -> None:
    with transaction.atomic():
        with acting(world.actor("marta")) as marta:
            cases = [opened(world, marta, place, gender) for place, gender in enumerate(people)]
            for step in steps:
                walk(world, marta, cases, step)
        check(world, len([one for one in cases if state_of(one) != CaseState.VOID]))
        transaction.set_rollback(True)


def opened(world: World, by: Actor, place: int, gender: Gender) -> Case:
    return open_case(
        programme=world.programme, manager=world.mandates["marta"], opened_on=FIRST + timedelta(days=place), by=by,
        person={"given_name": f"Prova {place}"}, identity={"gender": gender, "birth_date": date(1960 + 15 * place, 3, 1)},
        target=world.version.targets.order_by("label")[place % 2] if place else None,
    )  # fmt: skip


def walk(world: World, by: Actor, cases: list[Case], step: tuple[str, int, int, int, int]) -> None:
    """One thing somebody may try; what cannot be is refused and changes nothing."""
    verb, who, days, which, score = step
    case, day = Case.objects.get(id=cases[who % len(cases)].id), FIRST + timedelta(days=days)
    reasons, situations, moments = list(CloseReason), list(Situation), list(OutcomeMoment)
    try:
        with transaction.atomic():
            if verb == "suspend":
                suspend_case(case=case, reason=SuspendReason.OTHER, note="", on=day, review_on=None, by=by)
            elif verb == "resume":
                resume_case(case=case, on=day, by=by)
            elif verb == "close":
                close_case(case=case, reason=reasons[which % len(reasons)], note="", on=day, by=by)
            elif verb == "reopen":
                reopen_case(case=case, note="Troppo presto", on=day, by=by)
            elif verb == "void":
                void_case(case=case, note="Doppio", on=day, by=by)
            elif verb == "outcome":
                told = {"moment": moments[score % 3], "situation": situations[which % len(situations)]}
                record_outcome(case=case, happened_on=day, by=by, **told)
            elif verb == "take_back":
                one = Outcome.objects.counted().filter(case=case).first()
                if one is not None:
                    void_outcome(outcome=one, note="Sbagliato", by=by)
            elif verb == "assess":
                assess(case, list(Moment)[which % 3], day, score, by)
            elif verb == "meet":
                meeting = fix_appointment(case=case, starts_at=instant(day), starts_by=world.mandates["marta"], by=by)
                mark_appointment(appointment=meeting, was_kept=which % 2 == 0, by=by)
            else:
                save_goal(plan=start_plan(case=case, by=by), title="Obiettivo", by=by)
    except NotPossible:
        pass


def assess(case: Case, moment: Moment, day: date, score: int, by: Actor) -> None:
    ratings = {LifeArea.WORK: {"score": score}}
    one = save_assessment(case=case, moment=moment, assessed_on=day, ratings=ratings, by=by)
    confirm_assessment(assessment=one, on=day, by=by)


def check(world: World, living: int) -> None:
    """The figures after a history."""
    for day in (TODAY, FIRST + timedelta(days=120)):
        at, known = at_of(world.programme, day), known_of(world.programme, day)
        for one in CATALOGUE:
            whole, rows = figure(one, at), ids(one, at)
            assert whole.count == len(rows) == len(set(rows)), one.code
            if whole.base is not None:
                assert whole.count <= whole.base, one.code
            for cut in one.cuts:
                if cut.is_partition:
                    assert sum(cell.count for cell in cells(one, cut, at, known)) == whole.count, (one.code, cut.code)
    assert figure(CATALOGUE["per-02"], at_of(world.programme, TODAY)).value == living


def state_of(case: Case) -> str:
    return Case.objects.get(id=case.id).state
