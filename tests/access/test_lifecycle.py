"""A state changes only through its table, and leaves a line with who, when, why."""

import importlib
import re
from datetime import date, timedelta
from typing import Any

import pytest

from ciao.access.actor import Actor
from ciao.access.enums import ActorKind
from ciao.access.lifecycle import Lifecycle, NotPossible, Transition
from ciao.core import clock
from tests.house import tree

MARTA = Actor(kind=ActorKind.MANDATE, id=None, role="case_manager", label="Marta")
DOOR = Lifecycle(
    "state",
    {"open": "aperta", "shut": "chiusa"},
    [
        Transition("shut", "chiudi", ("open",), "shut", needs_reason=True),
        Transition("reopen", "riapri", ("shut",), "open", is_correction=True),
    ],
)


class Door:
    """Something that lives, with no table behind it."""

    def __init__(self) -> None:
        self.state, self.scope_id, self.saved = "open", "circle", []
        self.lines: list[dict[str, Any]] = []
        self.changes = type("Changes", (), {"create": lambda _, **line: self.lines.append(line)})()

    def save(self, update_fields: list[str]) -> None:
        self.saved.append(update_fields)


def test_a_move_changes_the_state_and_leaves_its_line() -> None:
    door = Door()
    DOOR.move(door, "shut", by=MARTA, on=date(2026, 11, 20), reason="fa freddo")
    assert door.state == "shut"
    assert door.saved == [["state"]]
    assert door.lines == [
        {
            "scope_id": "circle",
            "verb": "shut",
            "from_state": "open",
            "to_state": "shut",
            "changed_on": date(2026, 11, 20),
            "changed_by": None,
            "changed_by_label": "Marta",
            "reason": "fa freddo",
        }
    ]


@pytest.mark.parametrize(
    ("verb", "reason", "days", "sentence"),
    [
        ("reopen", "", 0, "Ora è aperta: «riapri» non si può fare."),
        ("shut", "  ", 0, "Scrivi il motivo."),
        ("shut", "fa freddo", 1, "Scegli una data che non sia dopo oggi."),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(verb: str, reason: str, days: int, sentence: str) -> None:
    door = Door()
    with pytest.raises(NotPossible, match=re.escape(sentence)):
        DOOR.move(door, verb, by=MARTA, on=clock.today() + timedelta(days=days), reason=reason)
    assert (door.state, door.saved, door.lines) == ("open", [], [])


def test_a_verb_that_is_not_in_the_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        DOOR.move(Door(), "paint", by=MARTA, on=clock.today())


def test_the_moves_open_to_a_state_come_in_the_table_order() -> None:
    assert [one.verb for one in DOOR.open_to("open")] == ["shut"]
    assert DOOR.open_to("lost") == []


def test_the_diagram_draws_every_arrow() -> None:
    assert DOOR.diagram() == "stateDiagram-v2\n    open --> shut: chiudi\n    shut --> open: riapri"


def every_lifecycle() -> list[tuple[str, Lifecycle]]:
    """The tables of every app that has one."""
    return [
        (f"{app}.{name}", value)
        for app in tree.apps()
        if app != "access" and (tree.CIAO / app / "lifecycle.py").exists()
        for name, value in vars(importlib.import_module(f"ciao.{app}.lifecycle")).items()
        if isinstance(value, Lifecycle)
    ]


@pytest.mark.parametrize(("name", "table"), every_lifecycle())
def test_every_table_names_only_its_own_states(name: str, table: Lifecycle) -> None:
    states = {str(state) for state in table.labels}
    for one in table.transitions.values():
        assert {str(state) for state in (*one.sources, one.target)} <= states, one.verb
        assert one.label[:1].islower(), one.verb


@pytest.mark.parametrize(("name", "table"), every_lifecycle())
def test_every_table_has_its_correction_and_a_correction_says_why(name: str, table: Lifecycle) -> None:
    corrections = [one for one in table.transitions.values() if one.is_correction]
    assert corrections, f"{name} has no correction"
    assert all(one.needs_reason for one in corrections)


@pytest.mark.parametrize(("name", "table"), every_lifecycle())
def test_every_state_can_be_reached(name: str, table: Lifecycle) -> None:
    reached = {str(one.target) for one in table.transitions.values()}
    first = {str(next(iter(table.labels)))}
    assert {str(state) for state in table.labels} == reached | first
