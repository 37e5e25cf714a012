"""The governance block of a programme's page and of the governance page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.core import clock, formats
from ciao.governance.models import Body
from ciao.governance.rules import next_meeting
from ciao.programmes.models import Programme


@dataclass(frozen=True)
class Seat:
    """A body with its cadence in words and when it is next expected."""

    body: Body
    cadence: str
    expected_on: date | None


def seats(programme: Programme, actor: Actor) -> list[Seat]:
    """The bodies the actor may see; none are expected once the programme is over."""
    version = programme.version_on(clock.today())
    found = []
    for body in visible(Body.objects, actor, Action.GOVERNANCE_VIEW).filter(programme=programme):
        day = next_meeting(version.starts_on, body.months_between, clock.today())
        found.append(Seat(body, cadence_words(body), day if day and day <= version.ends_on else None))
    return found


def first_expected(seats: list[Seat]) -> Seat | None:
    """The body expected to meet first."""
    dated = [(one.expected_on, one.body.name, one) for one in seats if one.expected_on]
    return min(dated, key=lambda row: row[:2])[2] if dated else None


def cadence_words(body: Body) -> str:
    """The sheet's own words, else «ogni 4 mesi», else that it is not said."""
    if body.cadence:
        return body.cadence
    if body.months_between:
        return "ogni mese" if body.months_between == 1 else f"ogni {formats.count(body.months_between)} mesi"
    return "cadenza da decidere"
