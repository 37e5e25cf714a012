"""The person is also followed elsewhere: a fact with its days, never its content."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case
from ciao.consultations.models import TherapeuticSupport
from ciao.core import clock
from ciao.core.formats import date_field


@transaction.atomic
def begin_support(
    *, case: Case, body: str, starts_on: date, by: Actor, row_id: uuid.UUID | None = None
) -> TherapeuticSupport:
    """Writes down who else follows the person; `row_id` makes sending twice harmless."""
    found = TherapeuticSupport.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if starts_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    row = TherapeuticSupport(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, case=case, body=body, starts_on=starts_on, recorded_by=by.id
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def end_support(*, support: TherapeuticSupport, on: date, by: Actor) -> TherapeuticSupport:
    """It ended; marking it again corrects the day."""
    if not support.starts_on <= on <= clock.today():
        raise NotPossible(f"Scegli un giorno dal {date_field(support.starts_on)} a oggi.")
    support.ends_on = on
    support.save(update_fields=["ends_on"])
    return support
