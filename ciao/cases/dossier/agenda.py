"""What a worker has with people in a span of days: their meetings, and the conferences they are called to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Q

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.cases.dossier.daily import state_of
from ciao.cases.dossier.facts import names_for, seen, title_of
from ciao.cases.enums import CalledOff
from ciao.cases.models import Appointment, Conference
from ciao.core import clock


@dataclass(frozen=True)
class AgendaLine:
    """One thing with its hour; `person_id` is for the read log of the page."""

    starts_at: datetime
    title: str
    where: str
    url: str
    state: str
    person_id: UUID | None


def lines_of(actor: Actor, first: date, end: date) -> list[AgendaLine]:
    """From a day to the day before another, in the order of the hours; moved meetings are where they moved to."""
    if actor.mandate_id is None or not may(actor, Action.CASE_VIEW):
        return []
    span = {"starts_at__gte": _midnight(first), "starts_at__lt": _midnight(end)}
    meetings = list(
        seen(Appointment, actor)
        .filter(starts_by=actor.mandate_id, **span)
        .exclude(called_off=CalledOff.MOVED)
        .select_related("case")
    )
    called = seen(Conference, actor).filter(Q(seats__mandate=actor.mandate_id), **span).select_related("case")
    rows: list[Any] = [*meetings, *called]
    people = names_for([one.case for one in rows], actor)
    found = [_line(one, title_of(one.case, people.get(one.case.person_id))) for one in rows]
    return sorted(found, key=lambda one: one.starts_at)


def _line(one: Any, name: str) -> AgendaLine:
    if isinstance(one, Conference):
        return AgendaLine(
            one.starts_at, f"Riunione su {name}", one.place, one.get_absolute_url(), "", one.case.person_id
        )
    where = ", ".join(filter(None, (one.place, one.about)))
    return AgendaLine(
        one.starts_at, f"Colloquio con {name}", where, one.case.get_absolute_url(), state_of(one), one.case.person_id
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=clock.ROME)
