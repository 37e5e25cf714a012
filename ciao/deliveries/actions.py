"""Writing what was done one to one, and taking back what was written by mistake."""

from __future__ import annotations

import uuid
from datetime import date, time

from django.db import transaction

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import scopes
from ciao.cases.lifecycle import CASE
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import date_field, date_text, time_of_day
from ciao.deliveries.enums import DeliveryKind, DeliveryState, DeliveryWay
from ciao.deliveries.lifecycle import DELIVERY
from ciao.deliveries.models import Delivery
from ciao.deliveries.rules import Stretch, day_is_full, fault_of, hours_of, overlaps
from ciao.plans.enums import PlanState
from ciao.plans.models import Support
from ciao.programmes.models import Activity, Mandate


@transaction.atomic
def record_delivery(
    *, case: Case, mandate: Mandate, kind: str, happened_on: date, minutes: int, activity: Activity, by: Actor,
    way: str = DeliveryWay.OFFICE, from_time: time | None = None, place: str = "", topic: str = "",
    support: Support | None = None, row_id: uuid.UUID | None = None,
) -> Delivery:  # fmt: skip
    """Minutes of a worker with a person. Raises `NotPossible` before the path began, on a day to come, past 24 hours of
    one worker's day, at an hour when they were with somebody else, or for a person who is not theirs.
    """
    found = Delivery.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check_case(case, happened_on, by)
    _check_worker(case, mandate, by)
    if activity.programme_id != case.programme_id:
        raise NotPossible("L’attività è di un altro progetto: scegline una di questo.")
    _check_support(support, case)
    made = Delivery(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, case=case, mandate=mandate, user_id=mandate.user_id,
        kind=DeliveryKind(kind), activity=activity, support=support, happened_on=happened_on, from_time=from_time,
        minutes=minutes, delivered_hours=hours_of(minutes), way=DeliveryWay(way), place=place.strip(),
        topic=topic.strip(), recorded_by=by.id,
    )  # fmt: skip
    _check_time(made)
    made.save(force_insert=True)
    return made


@transaction.atomic
def void_delivery(*, delivery: Delivery, reason: str, on: date, by: Actor) -> Delivery:
    """It was never so: its minutes count no more; the row stays, with the reason."""
    _check_own(delivery, by)
    DELIVERY.move(delivery, "void", by=by, on=on, reason=reason)
    return delivery


@transaction.atomic
def restore_delivery(*, delivery: Delivery, note: str, on: date, by: Actor) -> Delivery:
    """Correction: it was so after all, where nothing else has taken its hour."""
    _check_own(delivery, by)
    _check_time(delivery)
    DELIVERY.move(delivery, "restore", by=by, on=on, reason=note)
    return delivery


def _check_case(case: Case, happened_on: date, by: Actor) -> None:
    if not scopes(by, Level.ATTENDANCE).filter(id=case.scope_id).exists():
        raise NotPossible("Lo scrive chi lavora con questa persona: chiedi a chi la segue.")
    if happened_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if happened_on < case.opened_on:
        raise NotPossible(f"La presa in carico è del {date_field(case.opened_on)}: l’intervento viene dopo.")
    if case.closed_on is not None and happened_on > case.closed_on:
        raise NotPossible(f"Il percorso è {CASE.labels[case.state]} dal {date_field(case.closed_on)}.")


def _check_worker(case: Case, mandate: Mandate, by: Actor) -> None:
    """One writes one's own; for a colleague, who works at the whole path, so that the row is seen again."""
    if mandate.programme_id != case.programme_id:
        raise NotPossible("Chi scegli non lavora in questo progetto.")
    if mandate.id != by.mandate_id and not scopes(by, Level.WORK).filter(id=case.scope_id).exists():
        raise NotPossible("Puoi scrivere solo gli interventi che fai tu.")


def _check_own(delivery: Delivery, by: Actor) -> None:
    """Who reads the row only because it is theirs cannot leave its story in the circle of the team."""
    if not scopes(by, Level.WORK).filter(id=delivery.scope_id).exists():
        raise NotPossible("Lo corregge chi segue la persona: dille che cosa è sbagliato.")


def _check_support(support: Support | None, case: Case) -> None:
    if support is None:
        return
    with reporting():
        rows = Support.objects.filter(id=support.id, is_dropped=False, goal__plan__case_id=case.id)
        stands = rows.filter(goal__plan__state=PlanState.SIGNED).exists()
    if not stands:
        raise NotPossible("Il sostegno non è nel suo progetto in vigore: scegline un altro.")


def _check_time(made: Delivery) -> None:
    """Over all of the worker's day, whoever the people are: minutes name nobody."""
    fault = fault_of(made.minutes)
    if fault:
        raise NotPossible(fault)
    with reporting():
        others = Delivery.objects.order_by().filter(mandate_id=made.mandate_id, happened_on=made.happened_on)
        rows = list(others.filter(state=DeliveryState.DONE).exclude(id=made.id).values_list("from_time", "minutes"))
    if day_is_full(made.minutes, [minutes for _, minutes in rows]):
        raise NotPossible(f"Con questi minuti {date_text(made.happened_on)} passa le 24 ore: ricontrolla.")
    busy = overlaps(Stretch(made.from_time, made.minutes), [Stretch(*row) for row in rows])
    if busy is not None:
        raise NotPossible(f"A quell’ora c’è già un intervento, dalle {time_of_day(busy.starts)}: ricontrolla l’ora.")
