"""Every permission as it should be, from mandates, teams and signals, beside those that are there."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from ciao.access.actions import INSTALLATION_SCOPE, JOB, LINK
from ciao.access.actor import acting, job, job_id
from ciao.access.enums import Level, ScopeKind
from ciao.access.models import Grant, Link
from ciao.access.roles import JOB_LEVELS, ROLES
from ciao.access.rules import HeldGrant, differences
from ciao.cases.actions import TEAM, expected_covers, expected_notes
from ciao.cases.actions.emergency import EMERGENCY
from ciao.cases.actions.lists import expected_lists
from ciao.cases.actions.loads import expected_loads
from ciao.cases.models import CaseWorker
from ciao.consultations import actions as consultations
from ciao.internships import actions as internships
from ciao.outreach.actions import ANSWERER
from ciao.outreach.models import Signal
from ciao.payments import actions as payments
from ciao.plans import actions as plans
from ciao.programmes.actions import role_grants
from ciao.programmes.models import Mandate, Programme
from ciao.services import actions as services

AUTHOR = "ha scritto la segnalazione"


def check_grants(day: date) -> tuple[list[HeldGrant], list[HeldGrant]]:
    """Permissions missing on `day`, and permissions nobody can explain."""
    with acting(job("access_check")):
        # What was closed today: the day itself still counts.
        last_day = Q(ends_on=day, why__in=[*consultations.OF_REQUESTS, EMERGENCY])
        given = Grant.objects.valid_on(day).exclude(level=0).exclude(last_day)
        # The circle of a signal taken out of sight is empty: who stands in it reads nothing.
        emptied = Q(scope__kind=ScopeKind.SIGNAL) & ~Q(why=LINK) & ~Q(scope_id__in=Signal.objects.values("scope_id"))
        found = given.exclude(emptied).values_list("scope_id", "holder_id", "level", "why")
        return differences(_expected(day), (HeldGrant(*row) for row in found))


def _expected(day: date) -> Iterator[HeldGrant]:
    mandates = {one.id: one for one in Mandate.objects.current(day).select_related("scope")}
    for mandate in mandates.values():
        for scope, level in role_grants(mandate):
            yield HeldGrant(scope.id, mandate.id, int(level), f"ruolo: {mandate.role}")
    yield from _of_teams(day)
    yield from _of_signals(set(mandates))
    for expected in (
        expected_covers,
        services.expected_grants,
        internships.expected_grants,
        consultations.expected_grants,
        expected_notes,
        plans.expected_grants,
        expected_lists,
        payments.expected_grants,
        expected_loads,
    ):
        yield from (HeldGrant(*one) for one in expected(day))
    yield from _of_links(day)
    yield from _of_jobs()


def _of_teams(day: date) -> Iterator[HeldGrant]:
    rows = CaseWorker.objects.current(day).select_related("mandate", "case__person", "case__signal")
    for worker in rows:
        level = int(ROLES[worker.mandate.role].team)
        for scope_id in (worker.case.scope_id, worker.case.person.scope_id):
            yield HeldGrant(scope_id, worker.mandate_id, level, TEAM)
        if worker.is_lead and worker.case.signal is not None:
            yield HeldGrant(worker.case.signal.scope_id, worker.mandate_id, int(Level.SIGNAL), TEAM)


def _of_signals(mandates: set[uuid.UUID]) -> Iterator[HeldGrant]:
    for scope_id, author, answerer in Signal.objects.values_list("scope_id", "recorded_by", "assigned_to_id"):
        for holder, why in ((author, AUTHOR), (answerer, ANSWERER)):
            if holder in mandates:
                yield HeldGrant(scope_id, holder, int(Level.SIGNAL), why)


def _of_links(day: date) -> Iterator[HeldGrant]:
    """Whoever bears an open link reads its circle at its level; one revoked today stands until tonight."""
    standing = Q(revoked_at__isnull=True) | Q(revoked_at__date__gte=day)
    for link in Link.objects.filter(standing, expires_at__date__gte=day):
        yield HeldGrant(link.scope_id, link.id, link.level, LINK)


def _of_jobs() -> Iterator[HeldGrant]:
    for scope_id in [INSTALLATION_SCOPE, *Programme.objects.values_list("scope_id", flat=True)]:
        for name, level in JOB_LEVELS.items():
            yield HeldGrant(scope_id, job_id(name), int(level), JOB)
