"""CR01 to CR09: one person at a time, from the situation on entry to what is written after the exit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.cases.actions import close_case, reopen_case
from ciao.cases.models import Case
from ciao.core import clock
from ciao.indicators.catalogue import CATALOGUE
from ciao.indicators.figures import at_of, figure, figures
from ciao.outcomes.actions import record_outcome
from tests.cast import World
from tests.indicators.samples import case_of, entry_of, met

LEFT, ASKED = date(2026, 11, 10), date(2027, 5, 12)
RESULTS = [one for one in CATALOGUE if one.code.startswith("cr")]


def left(world: World, reason: str = "completed", **entry: Any) -> Case:
    case = case_of(world, "Amina")
    entry_of(case, **entry)
    met(case, world)
    with acting(world.actor("marta")) as marta:
        close_case(case=case, reason=reason, note="", on=LEFT, by=marta)
    return case


def told(world: World, case: Case, moment: str, situation: str, **more: Any) -> None:
    with acting(world.actor("marta")) as marta:
        day = LEFT if moment == "exit" else ASKED
        record_outcome(case=case, moment=moment, situation=situation, happened_on=day, by=marta, **more)


def reached(world: World, on: date = ASKED) -> set[str]:
    found = figures(RESULTS, at_of(world.programme, on))
    assert all(one.count <= (one.base or 0) <= (one.whole or 0) for one in found)
    return {one.indicator.code for one in found if one.value}


IDLE = {"employment": "inactive", "search": "", "is_studying": False}
ALONE = {"adults_count": 1, "workers_count": 0, "children_count": 1}


@pytest.mark.parametrize(
    ("entry", "situation", "more", "codes"),
    [
        ({}, "employed", {}, {"cr04"}),
        ({}, "searching", {}, set()),
        (IDLE, "searching", {}, {"cr01"}),
        (IDLE, "self_employed", {}, {"cr04"}),
        (IDLE, "training", {}, {"cr02"}),
        ({"is_studying": True}, "training", {}, set()),
        ({}, "employed", {"is_studying": True, "has_qualification": True}, {"cr02", "cr03", "cr04"}),
        ({}, "qualified", {}, {"cr03"}),
        (ALONE, "employed", {}, {"cr04", "cr05"}),
        (ALONE, "searching", {}, set()),
        ({"education": "none"}, "training", {}, {"cr02", "cr05"}),
        ({"employment": "employed", "search": ""}, "employed", {}, set()),
        ({}, "not_reached", {}, set()),
    ],
)
def test_results_on_leaving(
    world: World, entry: dict[str, Any], situation: str, more: dict[str, Any], codes: set[str]
) -> None:
    told(world, left(world, **entry), "exit", situation, **more)
    assert reached(world, date(2026, 11, 23)) == codes


@pytest.mark.parametrize(
    ("entry", "situation", "more", "codes"),
    [
        ({}, "employed", {}, {"cr06"}),
        ({"age": 55}, "employed", {}, {"cr06", "cr08"}),
        (ALONE, "self_employed", {}, {"cr06", "cr09"}),
        ({"employment": "employed", "search": ""}, "employed", {"is_improved": True}, {"cr07"}),
        ({"employment": "employed", "search": ""}, "employed", {}, set()),
        ({"age": 60}, "searching", {}, set()),
    ],
)
def test_results_six_months_later(
    world: World, entry: dict[str, Any], situation: str, more: dict[str, Any], codes: set[str]
) -> None:
    case = left(world, **entry)
    with clock.at(ASKED):
        told(world, case, "six_months", situation, **more)
        assert reached(world) == codes
        assert reached(world, date(2026, 11, 23)) == set()


def test_whoever_comes_back_counts_once_with_the_last_exit_and_the_first_entry(world: World) -> None:
    case = left(world, **IDLE)
    told(world, case, "exit", "searching")
    with acting(world.actor("marta")) as marta:
        reopen_case(case=case, note="È tornata", on=date(2026, 11, 12), by=marta)
    assert reached(world, date(2026, 11, 23)) == set()  # the path goes on: it has no result yet
    with acting(world.actor("marta")) as marta:
        close_case(case=case, reason="found_work", note="", on=date(2026, 11, 20), by=marta)
    assert reached(world, date(2026, 11, 23)) == set()  # of this exit nothing is written yet
    with acting(world.actor("marta")) as marta:
        record_outcome(case=case, moment="exit", situation="employed", happened_on=date(2026, 11, 20), by=marta)
    assert reached(world, date(2026, 11, 23)) == {"cr04"}
    assert figure(CATALOGUE["cr04"], at_of(world.programme, date(2026, 11, 23))).value == 1
    assert figure(CATALOGUE["co03"], at_of(world.programme, date(2026, 11, 23))).value == 1


def test_nobody_is_counted_after_a_death_or_without_the_requirements(world: World) -> None:
    for reason in ("died", "not_eligible"):
        left(world, reason)
    assert {one.whole for one in figures(RESULTS, at_of(world.programme, ASKED))} == {0}
