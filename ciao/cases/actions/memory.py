"""What is remembered: the requirements on first entry, other measures looked at, warnings set aside."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case, EntryCheck, MeasureCheck, WarningDismissal
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.programmes.parameters import parameter


@transaction.atomic
def record_entry_check(*, case: Case, by: Actor, checked_on: date, **answers: Any) -> EntryCheck:
    """The person was not in work on first entry, and what shows it; whoever came back keeps the first answer (R7)."""
    if checked_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    found = EntryCheck.objects.filter(case=case).first()
    if found is not None and case.returns.exists():
        raise NotPossible("La persona è rientrata: i dati del primo ingresso restano quelli.")
    row = found or EntryCheck(scope_id=case.scope_id, case=case, recorded_by=by.id)
    for name, value in {"checked_on": checked_on, **answers}.items():
        setattr(row, name, value)
    row.save()
    return row


@transaction.atomic
def record_measure_check(
    *, case: Case, by: Actor, measure: str, outcome: str, checked_on: date, why: str = "",
    row_id: uuid.UUID | None = None,
) -> MeasureCheck:  # fmt: skip
    """Another measure was looked at for this person; `row_id` makes sending twice harmless."""
    if checked_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    found = case.measure_checks.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    row = MeasureCheck(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, case=case, measure=measure, outcome=outcome,
        checked_on=checked_on, why=why, recorded_by=by.id,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@transaction.atomic
def set_warning_aside(
    *, case: Case, code: str, reason: str, until_on: date, by: Actor, row_id: uuid.UUID | None = None
) -> WarningDismissal:
    """A warning is looked at and set aside until a day, with the reason; then it speaks again.

    Raises `NotPossible` without a reason, or for a day that is past or too far.
    """
    found = WarningDismissal.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    today = clock.today()
    last = today + timedelta(days=int(parameter("warning_aside_days", today)))
    if not reason.strip():
        raise NotPossible("Scrivi perché l’avviso può aspettare.")
    if not today < until_on <= last:
        raise NotPossible(f"Scegli un giorno dopo oggi e non oltre il {date_field(last)}.")
    row = WarningDismissal(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, case=case, code=code, reason=reason, until_on=until_on,
        dismissed_by=by.id, dismissed_by_label=by.label.split(",")[0],
    )  # fmt: skip
    row.save(force_insert=True)
    return row
