"""Reaching a person a signal tells of, and meeting them for the first time."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.outreach.actions.signal import inform_person, record_signal
from ciao.outreach.models import Attempt, Barrier, FirstContact, Signal
from ciao.programmes.models import Programme


@transaction.atomic
def record_attempt(*, signal: Signal, channel: str, outcome: str, on: date, by: Actor) -> Attempt:
    """One try at reaching the person; raises `NotPossible` where nobody waits for an answer any more."""
    if not signal.is_waiting():
        raise NotPossible(
            f"La segnalazione è {signal.get_state_display()}: non c’è più da chiamare. Se serve, riaprila."
        )
    _check_day(signal, on)
    return Attempt.objects.create(
        scope_id=signal.scope_id,
        signal=signal,
        channel=channel,
        outcome=outcome,
        attempted_on=on,
        attempted_by=by.id,
        attempted_by_label=by.label,
    )


@transaction.atomic
def record_first_contact(
    *,
    signal: Signal,
    met_on: date,
    channel: str,
    by: Actor,
    barriers: Mapping[str, str] | None = None,
    is_informed: bool = False,
    **told: Any,
) -> FirstContact:
    """The person was met: writes it, or corrects what was written; `barriers` say what was arranged for each.

    Raises `NotPossible` for a day before the signal or after today, and once the data were erased.
    """
    if signal.is_erased():
        raise NotPossible("I dati di questa segnalazione sono cancellati: se la persona torna, scrivine una nuova.")
    _check_day(signal, met_on)
    row = FirstContact.objects.filter(signal=signal).first() or _new_contact(signal, by)
    row.met_on, row.channel = met_on, channel
    for name, value in told.items():
        setattr(row, name, value)
    row.save()
    _write_barriers(row, barriers or {})
    if is_informed and signal.informed_on is None:
        inform_person(signal=signal, on=met_on, by=by)
    return row


@transaction.atomic
def meet_person(
    *,
    programme: Programme,
    told: Mapping[str, Any],
    met: Mapping[str, Any],
    by: Actor,
    row_id: uuid.UUID | None = None,
) -> Signal:
    """Street work: somebody is met before anybody signals them; a nickname and a place are enough."""
    signal = record_signal(programme=programme, by=by, row_id=row_id, received_on=met["met_on"], **told)
    record_first_contact(signal=signal, by=by, **met)
    return signal


@transaction.atomic
def name_person(*, signal: Signal, agreed_on: date, by: Actor, **reach: str) -> Signal:
    """She was met and agrees: from now on there is a name, and ways to reach her if she gives them.

    Raises `NotPossible` before a first contact, or for a day before it or after today.
    """
    met = FirstContact.objects.filter(signal=signal).first()
    if met is None:
        raise NotPossible("Il nome si scrive dopo averla incontrata: scrivi prima il primo contatto.")
    if not met.met_on <= agreed_on <= clock.today():
        raise NotPossible(f"Scegli un giorno dal {date_field(met.met_on)} a oggi.")
    signal.agreed_on = agreed_on
    for name, value in reach.items():
        setattr(signal, name, value)
    signal.save(update_fields=["agreed_on", "phone_index", *reach])
    return signal


def _new_contact(signal: Signal, by: Actor) -> FirstContact:
    return FirstContact(scope_id=signal.scope_id, signal=signal, met_by_id=by.mandate_id, recorded_by=by.id)


def _write_barriers(row: FirstContact, barriers: Mapping[str, str]) -> None:
    """What is still there stays as one row; what was taken off goes."""
    row.barriers.exclude(kind__in=list(barriers)).delete()
    for kind, arranged in barriers.items():
        found = row.barriers.filter(kind=kind).first() or Barrier(scope_id=row.scope_id, first_contact=row, kind=kind)
        found.arranged = arranged
        found.save()


def _check_day(signal: Signal, on: date) -> None:
    if not signal.received_on <= on <= clock.today():
        raise NotPossible(f"Scegli un giorno dal {date_field(signal.received_on)} a oggi.")
