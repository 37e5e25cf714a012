"""Which step a fascicolo shows when more than one has something to say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ciao.cases.dossier.next_step import CaseFacts, NextStep
from ciao.desk.dossier import next_step
from ciao.desk.dossier.next_step import further_step

MET = CaseFacts(
    state="open", phase="B", opened_on=date(2026, 11, 2), silence_days=21, last_contact_on=date(2026, 11, 20)
)
PLAN = (NextStep("plan", "Scrivere il progetto"), "/progetto/")
LATE = (NextStep("plan", "Scrivere il progetto", kind="stop"), "/progetto/")


def shown(monkeypatch: pytest.MonkeyPatch, own: NextStep, *asked: Any, facts: CaseFacts = MET) -> Any:
    monkeypatch.setattr(next_step, "SOURCES", tuple(lambda _, one=one: one for one in asked))
    view: Any = None
    return further_step(view, own, facts)


@pytest.mark.parametrize("code", ["diary", "appointment", "task", "phase", "identity", "target"])
def test_what_can_wait_gives_way(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    assert shown(monkeypatch, NextStep(code, "…"), PLAN) == PLAN


@pytest.mark.parametrize("own", [NextStep("notice", "…"), NextStep("mark", "…"), NextStep("task", "…", kind="stop")])
def test_what_presses_stays(monkeypatch: pytest.MonkeyPatch, own: NextStep) -> None:
    assert shown(monkeypatch, own, PLAN) is None


def test_late_things_go_before_those_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    other = (NextStep("assessment", "Finire la valutazione"), "/valutazione/")
    assert shown(monkeypatch, NextStep("notice", "…"), other, LATE) == LATE
    assert shown(monkeypatch, NextStep("task", "…", kind="stop"), LATE) is None


def test_a_path_that_ended_or_pauses_asks_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    for code in ("none", "reopen", "resume"):
        assert shown(monkeypatch, NextStep(code, "…"), LATE) is None
    assert shown(monkeypatch, NextStep("diary", "…"), None) is None


def test_before_the_first_contact_the_case_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    never = CaseFacts(state="open", phase="A", opened_on=date(2026, 11, 2), silence_days=21)
    assert shown(monkeypatch, NextStep("appointment", "Fissare il primo colloquio"), PLAN, facts=never) is None
    assert shown(monkeypatch, NextStep("identity", "…"), PLAN, facts=never) is None
