"""Receiving signals, deciding what becomes of them, forgetting whom nobody met."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from ciao.access.actions import end_grants, grant, open_scope
from ciao.access.actor import Actor
from ciao.access.enums import ActorKind, Level, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.notifications.actions import notify
from ciao.outreach.enums import SignalState
from ciao.outreach.lifecycle import SIGNAL
from ciao.outreach.models import FirstContact, Orientation, Signal
from ciao.outreach.rules import deadlines, expiry, refuses_name
from ciao.programmes.models import Mandate, Programme
from ciao.programmes.numbers import next_number
from ciao.programmes.parameters import parameter
from ciao.resources.models import Resource

ERASED = ("name", "phone", "email", "story", "sender_name", "sender_contact", "best_time", "code", "place")
WRITER = "ha scritto la segnalazione"
ANSWERER = "risponde alla segnalazione"


@transaction.atomic
def record_signal(*, programme: Programme, by: Actor, row_id: uuid.UUID | None = None, **told: Any) -> Signal:
    """Keeps what was told with its source, legal basis and the day it is erased if the person is never met.

    Whoever records it can follow it; the programme's coordination reads it through the programme's circle.
    `row_id` makes sending twice harmless. Raises `NotPossible` for a day after today, and for a name that may
    not be written yet.
    """
    found = Signal.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    received = told.setdefault("received_on", clock.today())
    if received > clock.today():
        raise NotPossible("La segnalazione non può arrivare dopo oggi: ricontrolla la data.")
    _check_name(told)
    scope = open_scope(ScopeKind.SIGNAL, parent=programme.scope)
    if by.mandate_id is not None:
        grant(
            scope=scope, holder_kind=ActorKind.MANDATE, holder_id=by.mandate_id, level=Level.SIGNAL,
            why=WRITER, by=by,
        )  # fmt: skip
    days = int(parameter("signal_keep_days", received))
    signal = Signal(
        id=row_id or uuid.uuid4(),
        scope=scope,
        programme_id=programme.id,
        number=next_number(programme, "signal"),
        keep_until=received + timedelta(days=days),
        recorded_by=by.id,
        **told,
    )
    signal.save(force_insert=True)
    return signal


def _check_name(told: dict[str, Any]) -> None:
    """A woman whom a centre tells of has no name here until she agrees."""
    reach = [str(told.get(name) or "") for name in ("name", "phone", "email")]
    refusal = refuses_name(
        source=str(told.get("source", "")), code=str(told.get("code", "")), agreed_on=told.get("agreed_on"), told=reach
    )
    if refusal:
        raise NotPossible(refusal)


@transaction.atomic
def assign_signal(*, signal: Signal, to: Mandate, on: date, by: Actor) -> Signal:
    """Names who answers; they read it from now on, whom they replace no more, unless they wrote it."""
    if signal.assigned_to_id == to.id:
        raise NotPossible("È già affidata a questa persona.")
    SIGNAL.move(signal, "assign", by=by, on=on)
    if signal.assigned_to_id is not None:
        end_grants(scope=signal.scope, holder_id=signal.assigned_to_id, on=on, why=ANSWERER)
    signal.assigned_to = to
    signal.save(update_fields=["assigned_to"])
    grant(
        scope=signal.scope, holder_kind=ActorKind.MANDATE, holder_id=to.id, level=Level.SIGNAL,
        why=ANSWERER, by=by, starts_on=min(on, clock.today()),
    )  # fmt: skip
    if to.user_id != by.user_id:
        notify(
            kind="signal_assigned", user=to.user, scope=signal.scope, by=by, url=signal.get_absolute_url(),
            number=signal.number,
        )  # fmt: skip
    return signal


@transaction.atomic
def orient_signal(
    *, signal: Signal, destination: str, reason: str, on: date, by: Actor, resource: Resource | None = None
) -> Orientation:
    """Sends the person to a better place, with the reason; whether it worked is asked later.

    A resource of the directory gives its name where no other was written.
    """
    if not reason.strip():
        raise NotPossible("Scrivi il motivo.")
    destination = destination.strip() or (str(resource) if resource else "")
    if not destination:
        raise NotPossible("Scegli una risorsa dell’elenco, o scrivi verso quale servizio.")
    SIGNAL.move(signal, "orient", by=by, on=on, reason=f"{destination}. {reason}")
    row = Orientation.objects.filter(signal=signal).first() or Orientation(scope_id=signal.scope_id, signal=signal)
    row.destination, row.oriented_on, row.worked, row.asked_back_on = destination, on, None, None
    row.resource = resource
    row.save()
    return row


@transaction.atomic
def ask_back(*, orientation: Orientation, worked: bool, on: date, by: Actor) -> Orientation:
    """Whether sending the person there helped, as the person or the service tells it."""
    if not orientation.oriented_on <= on <= clock.today():
        raise NotPossible(f"Scegli un giorno dal {date_field(orientation.oriented_on)} a oggi.")
    orientation.worked, orientation.asked_back_on = worked, on
    orientation.save(update_fields=["worked", "asked_back_on"])
    return orientation


@transaction.atomic
def give_up_signal(*, signal: Signal, reason: str, on: date, by: Actor) -> Signal:
    """The person could not be reached; the data go at the deadline."""
    SIGNAL.move(signal, "give_up", by=by, on=on, reason=reason)
    return signal


@transaction.atomic
def reopen_signal(*, signal: Signal, reason: str, on: date, by: Actor) -> Signal:
    """Correction: it was oriented or given up too early; whoever reopens answers, unless somebody does."""
    SIGNAL.move(signal, "reopen", by=by, on=on, reason=reason)
    if signal.assigned_to_id is None and by.mandate_id is not None:
        signal.assigned_to_id = by.mandate_id
        signal.save(update_fields=["assigned_to"])
        grant(
            scope=signal.scope, holder_kind=ActorKind.MANDATE, holder_id=by.mandate_id, level=Level.SIGNAL,
            why=ANSWERER, by=by,
        )  # fmt: skip
    return signal


@transaction.atomic
def inform_person(*, signal: Signal, on: date, by: Actor) -> Signal:
    """The person knows that we hold data on them and from whom they came (Reg. (EU) 2016/679 art. 14)."""
    if not signal.received_on <= on <= clock.today():
        raise NotPossible(f"Scegli un giorno dal {date_field(signal.received_on)} a oggi.")
    signal.informed_on = on
    signal.save(update_fields=["informed_on"])
    return signal


@transaction.atomic
def expire_signals(*, by: Actor) -> int:
    """Erases what identifies people never taken in charge, once its time has passed; returns how many.

    Source, comune, dates and outcome stay for counts; the history's copies and the reasons written go too.
    """
    found = [one for one in Signal.objects.may_expire(clock.today()).select_for_update() if _is_over(one)]
    for signal in found:
        _forget(signal, by)
    return len(found)


def _is_over(signal: Signal) -> bool:
    limits = deadlines(
        signal.received_on,
        signal.keep_until,
        answer_days=0,
        inform_days=int(parameter("signal_inform_days", signal.received_on)),
    )
    return expiry(limits, source=signal.source, informed_on=signal.informed_on).on < clock.today()


def _forget(signal: Signal, by: Actor) -> None:
    for name in ERASED:
        setattr(signal, name, "")
    signal.erased_on = clock.today()
    signal.save(update_fields=[*ERASED, "phone_index", "erased_on"])
    if signal.state != SignalState.ORIENTED:
        SIGNAL.move(signal, "expire", by=by, on=clock.today())
    signal.changes.exclude(reason="").update(reason="")
    for met in FirstContact.objects.filter(signal=signal):
        met.place = met.own_words = met.agreed_next = ""
        met.save(update_fields=["place", "own_words", "agreed_next"])
        met.barriers.exclude(arranged="").update(arranged="")
    with connection.cursor() as cursor:
        cursor.execute("SELECT ciao_forget_signal(%s)", [str(signal.id)])
