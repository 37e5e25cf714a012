"""The few shapes a home is made of; templates only show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ciao.access.actor import Actor
from ciao.core.charts.bar import Bar
from ciao.core.charts.share import Share


@dataclass(frozen=True)
class Button:
    """A verb and where it leads."""

    label: str
    url: str


@dataclass(frozen=True)
class Next:
    """The one thing to do now, why, and its buttons; the first is the primary one."""

    title: str
    why: str
    buttons: tuple[Button, ...] = ()
    kicker: str = "Prossimo passo"
    kind: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Item:
    """A line: what, why, one action. `weight` orders lines, the most pressing first."""

    title: str
    url: str
    text: str
    why: str = ""
    kind: str = "stop"
    icon: str = "clock"
    button: Button | None = None
    when: str = ""
    day: str = ""
    weight: int = 0


@dataclass(frozen=True)
class PersonLine:
    """A person one follows: who, phase, what is next and when, last contact."""

    name: str
    number: str
    url: str
    phase: str
    step: str
    step_kind: str
    due: str
    last_contact: str
    weight: int = 0


@dataclass(frozen=True)
class Change:
    """Something that happened since the last working days."""

    kind: str
    icon: str
    when: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Measure:
    """A figure of the programme drawn as a bar."""

    label: str
    value: str
    target: str
    chart: Bar
    url: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of plain facts about the programme."""

    label: str
    value: str
    url: str = ""


@dataclass
class Parts:
    """What every contributor adds its lines to."""

    actor: Actor
    today: date
    late: list[Item] = field(default_factory=list)
    agenda: list[Item] = field(default_factory=list)
    warnings: list[Item] = field(default_factory=list)
    people: list[PersonLine] = field(default_factory=list)
    people_count: int = 0
    changes: list[Change] = field(default_factory=list)
    share: Share | None = None
    share_count: int = 0
    share_note: str = ""
    measures: list[Measure] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    activities: list[Fact] = field(default_factory=list)
    month_number: int = 0
    nexts: list[Next] = field(default_factory=list)
    budget: dict[str, Any] | None = None
    places: list[Fact] = field(default_factory=list)
    read: list[Any] = field(default_factory=list)
    watched: set[Any] = field(default_factory=set)
