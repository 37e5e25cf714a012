"""How somebody's final test went."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.certificates.models import TestResult
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.services.enums import EnrolmentState
from ciao.services.models import Enrolment


@transaction.atomic
def record_test(
    *, enrolment: Enrolment, taken_on: date, is_passed: bool, by: Actor, score: str = "", note: str = "",
    row_id: uuid.UUID | None = None,
) -> TestResult:  # fmt: skip
    """How the final test went; trying again is another row. Raises `NotPossible` outside the enrolment's days."""
    found = TestResult.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if enrolment.state == EnrolmentState.VOID:
        raise NotPossible("L’iscrizione è segnata per errore: la prova non si scrive.")
    if taken_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if taken_on < enrolment.enrolled_on:
        raise NotPossible(f"L’iscrizione è del {date_field(enrolment.enrolled_on)}: la prova viene dopo.")
    result = TestResult(
        id=row_id or uuid.uuid4(), scope_id=enrolment.scope_id, enrolment=enrolment, taken_on=taken_on,
        is_passed=is_passed, score=score.strip(), note=note.strip(), recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    result.save(force_insert=True)
    return result


@transaction.atomic
def void_test(*, result: TestResult, note: str, by: Actor) -> TestResult:
    """Correction: it was written by mistake; it stays readable with its reason and counts no more."""
    if result.is_void:
        raise NotPossible("Era già segnata come errore.")
    if not note.strip():
        raise NotPossible("Scrivi il motivo.")
    result.is_void, result.void_reason = True, note.strip()
    result.save(update_fields=["is_void", "void_reason"])
    return result
