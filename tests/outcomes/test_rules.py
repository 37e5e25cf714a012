"""When an outcome may be written: a table of worked cases."""

from __future__ import annotations

from datetime import date

import pytest

from ciao.outcomes.enums import ContractKind, OutcomeMoment, Situation, Stage
from ciao.outcomes.rules import Told, may_give_up, problem, stage, windows

OPENED, CLOSED, TODAY = date(2026, 3, 12), date(2026, 10, 1), date(2026, 11, 23)
FOUND = windows(CLOSED, exit_days=28, follow_up_months=6)


def told(
    moment: str = "exit", situation: str = "employed", on: date = date(2026, 10, 10), contract: str = ""
) -> str:  # fmt: skip
    return problem(
        Told(OutcomeMoment(moment), Situation(situation), on, contract),
        opened_on=OPENED, closed_on=CLOSED, found=FOUND, today=TODAY,
    )  # fmt: skip


def test_the_windows_are_28_days_and_six_calendar_months() -> None:
    assert (FOUND.exit_by, FOUND.follow_up_from) == (date(2026, 10, 29), date(2027, 4, 1))
    assert windows(date(2026, 8, 31), exit_days=28, follow_up_months=6).follow_up_from == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (OPENED, ""),
        (CLOSED, ""),
        (date(2026, 10, 29), ""),
        (date(2026, 10, 30), "fino al 29.10.2026"),
        (date(2026, 11, 24), "dopo oggi"),
        (date(2026, 3, 11), "iniziato il 12.03.2026"),
    ],
)
def test_the_day_of_an_exit_stays_in_its_window(on: date, says: str) -> None:
    assert (says in told(on=on)) if says else told(on=on) == ""


def test_during_ends_with_the_path() -> None:
    assert told("during", on=CLOSED) == ""
    assert "finito il 01.10.2026" in told("during", on=date(2026, 10, 2))


def test_the_later_look_opens_on_its_day() -> None:
    assert "si apre il 01.04.2027" in told("six_months")
    after = problem(
        Told(OutcomeMoment.SIX_MONTHS, Situation.NOT_REACHED, date(2027, 4, 1)),
        opened_on=OPENED, closed_on=CLOSED, found=FOUND, today=date(2027, 4, 1),
    )  # fmt: skip
    assert after == ""


@pytest.mark.parametrize("moment", [OutcomeMoment.EXIT, OutcomeMoment.SIX_MONTHS])
def test_a_path_still_open_has_no_exit(moment: OutcomeMoment) -> None:
    said = problem(
        Told(moment, Situation.EMPLOYED, date(2026, 10, 1)), opened_on=OPENED, closed_on=None, found=None, today=TODAY
    )
    assert "prima concludilo" in said


def test_a_contract_belongs_to_who_works() -> None:
    assert "solo per chi lavora" in told(situation="searching", contract=ContractKind.PERMANENT)
    assert told(contract=ContractKind.PERMANENT) == ""
    assert "lavora in proprio" in told(contract=ContractKind.OWN_BUSINESS)
    assert told(situation="self_employed", contract=ContractKind.OWN_BUSINESS) == ""


@pytest.mark.parametrize(
    ("moment", "today", "expected"),
    [
        ("exit", date(2026, 10, 1), Stage.NOW),
        ("exit", date(2026, 10, 29), Stage.NOW),
        ("exit", date(2026, 10, 30), Stage.LATE),
        ("six_months", date(2027, 3, 1), None),
        ("six_months", date(2027, 3, 2), Stage.SOON),
        ("six_months", date(2027, 3, 31), Stage.SOON),
        ("six_months", date(2027, 4, 1), Stage.NOW),
        ("six_months", date(2027, 4, 29), Stage.NOW),
        ("six_months", date(2027, 4, 30), Stage.LATE),
    ],
)
def test_how_pressing_it_is_to_ask(moment: str, today: date, expected: Stage | None) -> None:
    assert stage(OutcomeMoment(moment), FOUND, today, late_days=28, soon_days=30) == expected


def test_giving_up_too_soon_is_said_and_stops_nobody() -> None:
    assert may_give_up(3, 3) == ""
    assert may_give_up(1, 3) == "I tentativi scritti sono 1: di solito se ne fanno 3 prima di rinunciare."
