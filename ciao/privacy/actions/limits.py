"""Limiting a person's data: they stand still until the limitation is lifted."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection, transaction

from ciao.access.actor import Actor, acting, job
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case
from ciao.core import clock
from ciao.privacy.models import Limitation, LimitedCircle, RightsRequest

JOB = "retention"


@contextmanager
def defence() -> Iterator[None]:
    """Inside, limited data may be written all the same: a right is defended, or a legal duty done (art. 18(2))."""
    _say("on")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _say("")


@transaction.atomic
def limit_data(
    *, case: Case, reason: str, on: date, by: Actor, request: RightsRequest | None = None
) -> Limitation:  # fmt: skip
    """From now every write on this person is refused by the database with a sentence; reading goes on."""
    if on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if not reason.strip():
        raise NotPossible("Scrivi il motivo.")
    if limitation_of(case) is not None:
        raise NotPossible("I dati di questa persona sono già limitati.")
    limitation = Limitation(
        scope_id=case.scope_id, case=case, request=request, starts_on=on, reason=reason.strip(), recorded_by=by.id
    )
    limitation.save(force_insert=True)
    for scope_id in circles_of(case):
        LimitedCircle.objects.get_or_create(scope_id=scope_id)
    return limitation


@transaction.atomic
def lift_limitation(*, limitation: Limitation, reason: str, on: date, by: Actor) -> Limitation:
    """Work goes on; the person is told before (art. 18(3)), and how is the reason written here."""
    if limitation.ends_on is not None:
        raise NotPossible("La limitazione è già tolta.")
    if not limitation.starts_on <= on <= clock.today():
        raise NotPossible("Scegli un giorno fra l’inizio della limitazione e oggi.")
    if not reason.strip():
        raise NotPossible("Scrivi perché si toglie, e come la persona lo ha saputo.")
    limitation.ends_on, limitation.lift_reason = on, reason.strip()
    limitation.save()
    if not _others_stand(limitation):
        LimitedCircle.objects.filter(scope_id__in=circles_of(limitation.case)).delete()
    return limitation


def limitation_of(case: Case) -> Limitation | None:
    """The limitation in force on a case, as far as the reader may know."""
    return Limitation.objects.filter(case=case, ends_on__isnull=True).first()


def circles_of(case: Case) -> list[uuid.UUID]:
    """The person's circle and those of all their cases, also in programmes the actor does not see."""
    with acting(job(JOB)):
        cases = Case.objects.filter(person_id=case.person_id).select_related("person")
        return sorted({one for row in cases for one in (row.scope_id, row.person.scope_id)})


def _others_stand(limitation: Limitation) -> bool:
    with acting(job(JOB)):
        rows = Limitation.objects.filter(case__person_id=limitation.case.person_id, ends_on__isnull=True)
        return rows.exclude(pk=limitation.pk).exists()


def _say(word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ciao.defence', %s, true)", [word])
