"""Sending a person in charge to a service, asking whether it helped, and knowing in what else they take part."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case, CaseOrientation, OtherMeasure
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.outreach.models import Signal
from ciao.resources.models import Resource


@transaction.atomic
def orient_case(
    *, case: Case, reason: str, on: date, by: Actor, resource: Resource | None = None, destination: str = "",
    row_id: uuid.UUID | None = None,
) -> CaseOrientation:  # fmt: skip
    """The person is sent to a service as well; the path goes on, and whether it helped is asked later."""
    found = CaseOrientation.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    where = destination.strip() or (str(resource) if resource else "")
    if not where:
        raise NotPossible("Scegli una risorsa dell’elenco, o scrivi verso quale servizio.")
    if not case.opened_on <= on <= clock.today():
        raise NotPossible(f"Scegli un giorno dal {date_field(case.opened_on)} a oggi.")
    row = CaseOrientation(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, case=case, resource=resource, destination=where,
        reason=reason, oriented_on=on, recorded_by=by.id,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@transaction.atomic
def ask_case_back(*, orientation: CaseOrientation, worked: bool, on: date, by: Actor) -> CaseOrientation:
    """Whether it helped, as the person or the service tells it."""
    if not orientation.oriented_on <= on <= clock.today():
        raise NotPossible(f"Scegli un giorno dal {date_field(orientation.oriented_on)} a oggi.")
    orientation.worked, orientation.asked_back_on = worked, on
    orientation.save(update_fields=["worked", "asked_back_on"])
    return orientation


@transaction.atomic
def note_measure(
    *, of: Case | Signal, by: Actor, resource: Resource | None = None, name: str = "", starts_on: date | None = None,
    ends_on: date | None = None, source: str = "", row_id: uuid.UUID | None = None,
) -> OtherMeasure:  # fmt: skip
    """The person is in another funded measure; one of the directory gives its name and its period where none is said.

    It warns where the periods overlap and never stops anybody.
    """
    found = OtherMeasure.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    called = name.strip() or (str(resource) if resource else "")
    if not called:
        raise NotPossible("Scegli la misura dall’elenco, o scrivi il suo nome.")
    first = starts_on or (resource.starts_on if resource else None)
    last = ends_on or (resource.ends_on if resource else None)
    if first and last and last < first:
        raise NotPossible("La fine della misura viene dopo l’inizio: ricontrolla le date.")
    row = OtherMeasure(
        id=row_id or uuid.uuid4(), scope_id=of.scope_id, resource=resource, name=called, starts_on=first, ends_on=last,
        source=source, recorded_by=by.id,
        level=int(Level.WORK if isinstance(of, Case) else Level.SIGNAL),
        case=of if isinstance(of, Case) else None, signal=of if isinstance(of, Signal) else None,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@transaction.atomic
def end_measure(*, measure: OtherMeasure, on: date, by: Actor) -> OtherMeasure:
    """The person has left the other measure, or was never in it after that day."""
    if on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if measure.starts_on is not None and on < measure.starts_on:
        raise NotPossible(f"La misura è iniziata il {date_field(measure.starts_on)}: la fine viene dopo.")
    measure.ends_on = on
    measure.save(update_fields=["ends_on"])
    return measure
