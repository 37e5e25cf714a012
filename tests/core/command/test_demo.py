from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import psycopg
import pytest

from ciao.core.command import demo, schema
from ciao.core.command.instance import DEMO, OWNER_URL, REAL, Instance, opened
from ciao.core.command.problem import CommandProblem
from tests.core.command.conftest import Terminal

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def ready(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Instance]:
    """The demo's database, migrated, with nobody in it."""
    monkeypatch.setattr(demo, "has_command", lambda name: True)
    for name, value in terminal.environment.items():
        monkeypatch.setenv(name, value)
    with opened(DEMO) as instance:
        schema.bring_up_to_date(instance)
        yield instance


def days(instance: Instance) -> list[str]:
    with psycopg.connect(instance.url(OWNER_URL)) as owner:
        return [row[0] for row in owner.execute("select day from demo_day")]


def test_the_story_is_told_once(ready: Instance, capfd: pytest.CaptureFixture[str]) -> None:
    demo.load(ready, None)
    demo.load(ready, None)
    assert capfd.readouterr().out.count("Racconto la storia") == 1
    assert days(ready) == ["vero"]


def test_another_day_tells_it_again_from_nothing(ready: Instance) -> None:
    for day in (MONDAY, TUESDAY, TUESDAY):
        demo.load(ready, day)
    assert days(ready) == ["2026-11-24"]


def test_a_story_cut_short_begins_again(ready: Instance, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandProblem, match="scritto qui sopra"):
        demo.load(replace(ready, environment={**ready.environment, "SMALL_BREAKS": "sì"}), None)
    assert "a metà" in capfd.readouterr().err
    demo.load(ready, None)
    assert days(ready) == ["vero"]


def test_the_day_reaches_every_process(ready: Instance) -> None:
    assert demo.on_day(ready, MONDAY).environment["CIAO_OGGI"] == "2026-11-23"
    assert "CIAO_OGGI" not in demo.on_day(ready, None).environment


def test_only_the_demo_can_be_emptied() -> None:
    with pytest.raises(CommandProblem, match="solo la demo"):
        demo.empty(REAL)
