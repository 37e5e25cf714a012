"""The hours a worker's month could hold, from meetings led and from what was done one to one: proposed, never written
until somebody says so.
"""

from __future__ import annotations

import uuid
from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction

from ciao.access.actor import Actor, reporting
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.core.formats import day_of, plural
from ciao.costs.actions.timesheets import write_hours
from ciao.costs.models import Timesheet, TimesheetRow
from ciao.deliveries.enums import DeliveryState
from ciao.deliveries.models import Delivery
from ciao.programmes.models import Activity
from ciao.services.models import Session
from ciao.services.rules import session_hours

Key = tuple[date, uuid.UUID]


@dataclass(frozen=True)
class Proposal:
    """Hours of one day on one activity, what they come from, and the hours already written there."""

    day_on: date
    activity: Activity
    hours: Decimal
    note: str
    written_hours: Decimal

    @property
    def key(self) -> str:
        """The day and the activity as one word."""
        return f"{self.day_on.isoformat()}|{self.activity.id}"

    @property
    def is_free(self) -> bool:
        """Whether nothing is written there yet: what somebody wrote is never replaced."""
        return self.written_hours == 0


def proposed_hours(timesheet: Timesheet) -> list[Proposal]:
    """Day by day, the hours of meetings led and of deliveries of the worker, up to today; names nobody.

    Each line is already rounded and a day is their sum; preparation and travel are not in it.
    """
    first = timesheet.month_on
    last = min(first.replace(day=monthrange(first.year, first.month)[1]), clock.today())
    met, alone = _meetings(timesheet.mandate_id, first, last), _deliveries(timesheet.mandate_id, first, last)
    keys = sorted({*met, *alone}, key=lambda key: (key[0], str(key[1])))
    activities = {one.id: one for one in Activity.objects.filter(id__in={key[1] for key in keys})}
    written = {
        (one.day_on, one.activity_id): one.worked_hours for one in TimesheetRow.objects.filter(timesheet=timesheet)
    }
    return [
        Proposal(
            key[0], activities[key[1]], sum((*met.get(key, []), *alone.get(key, [])), Decimal(0)),
            _note(met.get(key, []), alone.get(key, [])), written.get(key, Decimal(0)),
        )
        for key in keys
        if key[1] in activities
    ]  # fmt: skip


@transaction.atomic
def write_proposed(*, timesheet: Timesheet, keys: Collection[str], by: Actor) -> list[TimesheetRow]:
    """Writes the days chosen among those proposed where nothing is written. Raises `NotPossible` where none is left."""
    chosen = [one for one in proposed_hours(timesheet) if one.key in keys and one.is_free]
    if not chosen:
        raise NotPossible("Non c’è niente da scrivere: scegli almeno un giorno che non ha ancora ore.")
    return [
        write_hours(
            timesheet=timesheet, activity=one.activity, day_on=one.day_on, worked_hours=one.hours, note=one.note, by=by
        )
        for one in chosen
    ]


def _meetings(mandate_id: uuid.UUID, first: date, last: date) -> dict[Key, list[Decimal]]:
    """Lengths in hours of meetings that ended, called off ones left out."""
    since = datetime.combine(first, time(0), tzinfo=clock.ROME)
    until = datetime.combine(last + timedelta(days=1), time(0), tzinfo=clock.ROME)
    found: dict[Key, list[Decimal]] = defaultdict(list)
    with reporting():
        rows = Session.objects.held().filter(
            trainer_id=mandate_id, starts_at__gte=since, starts_at__lt=until, ends_at__lte=clock.now()
        )
        for starts, ends, activity_id in rows.values_list("starts_at", "ends_at", "edition__service__activity_id"):
            found[day_of(starts), activity_id].append(session_hours(starts, ends))
    return found


def _deliveries(mandate_id: uuid.UUID, first: date, last: date) -> dict[Key, list[Decimal]]:
    found: dict[Key, list[Decimal]] = defaultdict(list)
    with reporting():
        rows = Delivery.objects.order_by().filter(
            mandate_id=mandate_id, state=DeliveryState.DONE, happened_on__gte=first, happened_on__lte=last
        )
        for day, activity_id, worked in rows.values_list("happened_on", "activity_id", "delivered_hours"):
            found[day, activity_id].append(worked)
    return found


def _note(met: list[Decimal], alone: list[Decimal]) -> str:
    parts = [plural(len(met), "incontro", "incontri")] * bool(met)
    parts += [plural(len(alone), "intervento individuale", "interventi individuali")] * bool(alone)
    return ", ".join(parts)
