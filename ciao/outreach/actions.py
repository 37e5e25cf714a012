"""Receiving signals and deciding what becomes of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from ciao.access.actions import grant, open_scope
from ciao.access.actor import Actor
from ciao.access.enums import ActorKind, Level, ScopeKind
from ciao.core import clock
from ciao.outreach.lifecycle import SIGNAL
from ciao.outreach.models import Orientation, Signal
from ciao.programmes.models import Mandate, Programme
from ciao.programmes.numbers import next_number
from ciao.programmes.parameters import parameter

ERASED = ("name", "phone", "email", "story", "sender_name", "sender_contact", "best_time")


@transaction.atomic
def record_signal(*, programme: Programme, by: Actor, **told: Any) -> Signal:
    """Keeps what was told with its source, legal basis and the day it is erased if the person is never met.

    Whoever records it can follow it; the programme's coordination reads it through the programme's circle.
    """
    received = told.setdefault("received_on", clock.today())
    scope = open_scope(ScopeKind.SIGNAL, parent=programme.scope)
    if by.mandate_id is not None:
        grant(
            scope=scope, holder_kind=ActorKind.MANDATE, holder_id=by.mandate_id, level=Level.SIGNAL,
            why="ha scritto la segnalazione", by=by,
        )  # fmt: skip
    days = int(parameter("signal_keep_days", received))
    signal = Signal(
        scope=scope,
        programme_id=programme.id,
        number=next_number(programme, "signal"),
        keep_until=received + timedelta(days=days),
        recorded_by=by.id,
        **told,
    )
    signal.save(force_insert=True)
    return signal


@transaction.atomic
def assign_signal(*, signal: Signal, to: Mandate, on: date, by: Actor) -> Signal:
    """Names who answers; they can read it from now on."""
    SIGNAL.move(signal, "assign", by=by, on=on)
    signal.assigned_to = to
    signal.save(update_fields=["assigned_to"])
    grant(
        scope=signal.scope, holder_kind=ActorKind.MANDATE, holder_id=to.id, level=Level.SIGNAL,
        why="risponde alla segnalazione", by=by, starts_on=min(on, clock.today()),
    )  # fmt: skip
    return signal


@transaction.atomic
def orient_signal(*, signal: Signal, destination: str, reason: str, on: date, by: Actor) -> Orientation:
    """Sends the person to a better place, with the reason; whether it worked is asked later."""
    SIGNAL.move(signal, "orient", by=by, on=on, reason=reason)
    return Orientation.objects.create(
        scope=signal.scope, signal=signal, destination=destination, oriented_on=on
    )


@transaction.atomic
def give_up_signal(*, signal: Signal, reason: str, on: date, by: Actor) -> Signal:
    """The person could not be reached; the data go at the deadline."""
    SIGNAL.move(signal, "give_up", by=by, on=on, reason=reason)
    return signal


@transaction.atomic
def expire_signals(*, by: Actor) -> int:
    """Erases what identifies people never met, once the time to keep it has passed; source, comune and dates stay for counts."""
    expired = 0
    for signal in Signal.objects.past_deadline(clock.today()).select_for_update():
        for name in ERASED:
            setattr(signal, name, "")
        signal.save(update_fields=[*ERASED, "phone_index"])
        SIGNAL.move(signal, "expire", by=by, on=clock.today())
        expired += 1
    return expired
