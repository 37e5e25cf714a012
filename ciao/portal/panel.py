"""The read log of one person, as they may see it."""

from __future__ import annotations

import uuid
from datetime import timedelta

from ciao.access.actor import acting, job
from ciao.audit.models import ReadLine
from ciao.core import clock
from ciao.partners.models import Organization
from ciao.portal.rules import Line, Reading, readings

READER = "seal_lines"
DAYS = 365


def readings_of(person_id: uuid.UUID) -> list[Reading]:
    """A year of readings of one person by those who work in the programme; read by the job that keeps the log."""
    since = clock.now() - timedelta(days=DAYS)
    with acting(job(READER)):
        rows = ReadLine.objects.filter(person_ids__contains=[person_id], read_at__gte=since, user_id__isnull=False)
        found = list(rows.values_list("read_at", "organization_id", "role", "groups", "reason"))
    bodies = dict(Organization.objects.values_list("id", "name"))
    return readings(
        [
            Line(
                read_at.astimezone(clock.ROME).date(), bodies.get(body, "") if body else "", role, tuple(groups), reason
            )
            for read_at, body, role, groups, reason in found
        ]
    )
