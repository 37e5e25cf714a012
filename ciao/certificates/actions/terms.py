"""Writing what a service asks for its certificate."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.certificates.enums import Subject
from ciao.certificates.models import CertificateRule
from ciao.core.formats import date_field
from ciao.services.models import Service


@transaction.atomic
def add_rule(
    *, service: Service, starts_on: date, title: str, subject: Subject | str, by: Actor,
    share_percent: Decimal | None = None, least_hours: Decimal | None = None, needs_test: bool = False,
    requisites: str = "", row_id: uuid.UUID | None = None,
) -> CertificateRule:  # fmt: skip
    """A dated row: it holds for the editions that begin from that day, until a later one.

    Raises `NotPossible` where it asks nothing, asks more hours than planned, or repeats a day.
    """
    found = CertificateRule.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if share_percent is None and least_hours is None and not needs_test:
        raise NotPossible("Scrivi da quante ore si ha l’attestato, o che serve la prova finale.")
    if least_hours is not None and service.planned_hours is not None and least_hours > service.planned_hours:
        raise NotPossible("Le ore che servono non possono superare quelle previste dal servizio.")
    if CertificateRule.objects.filter(service=service, starts_on=starts_on).exists():
        raise NotPossible(f"Dal {date_field(starts_on)} c’è già una regola: scegli un altro giorno.")
    rule = CertificateRule(
        id=row_id or uuid.uuid4(), scope_id=service.scope_id, service=service, starts_on=starts_on,
        title=title.strip(), subject=Subject(subject), share_percent=share_percent, least_hours=least_hours,
        needs_test=needs_test, requisites=requisites.strip(), recorded_by=by.id,
    )  # fmt: skip
    rule.save(force_insert=True)
    return rule
