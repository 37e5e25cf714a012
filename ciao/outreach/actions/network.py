"""Looking after the network: antennas and what key figures told."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.outreach.models import Antenna, Interview
from ciao.programmes.models import Programme


@transaction.atomic
def add_antenna(*, programme: Programme, by: Actor, row_id: uuid.UUID | None = None, **facts: Any) -> Antenna:
    """A node joins the network; `row_id` makes sending twice harmless. Raises `NotPossible` for a day to come."""
    found = Antenna.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _not_after_today(facts.get("started_on"))
    row = Antenna(
        id=row_id or uuid.uuid4(), scope_id=programme.scope_id, programme=programme, recorded_by=by.id, **facts
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def edit_antenna(*, antenna: Antenna, by: Actor, **facts: Any) -> Antenna:
    """Corrects what is known of a node; raises `NotPossible` for a day to come."""
    _not_after_today(facts.get("started_on"))
    for name, value in facts.items():
        setattr(antenna, name, value)
    antenna.save(update_fields=list(facts))
    return antenna


@transaction.atomic
def end_antenna(*, antenna: Antenna, on: date, by: Actor) -> Antenna:
    """It leaves the network; what came from it stays in the counts. Raises `NotPossible` for a day to come."""
    _not_after_today(on)
    if on < antenna.started_on:
        raise NotPossible(f"È nella rete dal {date_field(antenna.started_on)}: scegli un giorno da allora a oggi.")
    antenna.ended_on = on
    antenna.save(update_fields=["ended_on"])
    return antenna


@transaction.atomic
def resume_antenna(*, antenna: Antenna, by: Actor) -> Antenna:
    """Correction: it is still, or again, in the network."""
    antenna.ended_on = None
    antenna.save(update_fields=["ended_on"])
    return antenna


@transaction.atomic
def record_interview(*, programme: Programme, by: Actor, row_id: uuid.UUID | None = None, **facts: Any) -> Interview:
    """What a key figure or a group told; it takes place where its antenna is, unless another comune is named.

    `row_id` makes sending twice harmless. Raises `NotPossible` for a day to come, or a promise without its day.
    """
    found = Interview.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check_interview(facts)
    row = Interview(
        id=row_id or uuid.uuid4(), scope_id=programme.scope_id, programme=programme, recorded_by=by.id, **facts
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def edit_interview(*, interview: Interview, by: Actor, **facts: Any) -> Interview:
    """Corrects what was written; raises `NotPossible` as when it is recorded."""
    _check_interview(facts)
    for name, value in facts.items():
        setattr(interview, name, value)
    interview.save(update_fields=list(facts))
    return interview


@transaction.atomic
def finish_follow_up(*, interview: Interview, on: date, by: Actor) -> Interview:
    """What was promised after an interview is done; raises `NotPossible` where nothing is open."""
    if not interview.is_due():
        raise NotPossible("Qui non c’è niente in sospeso.")
    if not interview.held_on <= on <= clock.today():
        raise NotPossible(f"Scegli un giorno dal {date_field(interview.held_on)} a oggi.")
    interview.followed_up_on = on
    interview.save(update_fields=["followed_up_on"])
    return interview


def _check_interview(facts: dict[str, Any]) -> None:
    _not_after_today(facts.get("held_on"))
    if facts.get("follow_up") and not facts.get("follow_up_on"):
        raise NotPossible("Scrivi entro quando: così qualcuno se ne ricorda.")
    antenna = facts.get("antenna")
    if antenna is not None and facts.get("municipality") is None:
        facts["municipality"] = antenna.municipality


def _not_after_today(on: date | None) -> None:
    if on is not None and on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
