"""Telling whoever follows a person that a certificate is about to lapse, twice and no more."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.models import Scope
from ciao.cases.enums import CaseState
from ciao.cases.models import CaseWorker
from ciao.certificates.models import Certificate, ExpiryNotice
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.notifications.actions import notify
from ciao.programmes.parameters import parameter


def expiry_days(on: date) -> tuple[int, int]:
    """How many days before the end one is told, the first time and the last."""
    return int(parameter("certificate_first_days", on)), int(parameter("certificate_last_days", on))


@transaction.atomic
def remind_expiring(*, by: Actor) -> int:
    """Each night: the reference of each person is told once at either distance; returns how many were told."""
    today, told = clock.today(), 0
    first, last = expiry_days(today)
    rows = Certificate.objects.lapsing().filter(
        expires_on__gte=today, expires_on__lte=today + timedelta(days=first),
        case__state__in=[CaseState.OPEN, CaseState.SUSPENDED],
    )  # fmt: skip
    for one in rows.select_related("case"):
        days = last if one.expires_on and (one.expires_on - today).days <= last else first
        if not one.notices.filter(days_count=days).exists():
            told += _tell(one, days, by)
    return told


def _tell(certificate: Certificate, days: int, by: Actor) -> int:
    lead = CaseWorker.objects.filter(case_id=certificate.case_id, is_lead=True, ends_on__isnull=True)
    worker = lead.select_related("user").first()
    if worker is None:
        return 0
    ExpiryNotice(scope_id=certificate.scope_id, certificate=certificate, days_count=days).save(force_insert=True)
    notify(
        kind="certificate_expiring", user=worker.user, scope=Scope(id=certificate.scope_id), by=by,
        url=certificate.get_absolute_url(), number=certificate.case.number, day=date_field(certificate.expires_on),
    )  # fmt: skip
    return 1
