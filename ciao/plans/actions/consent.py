"""What the person agrees to and which bodies may know: given and taken back, goal by goal."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from ciao.access.actions import JOB, grant, open_scope
from ciao.access.actor import Actor, job_id
from ciao.access.enums import ActorKind, Level, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Grant, Scope
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.partners.models import Organization
from ciao.plans.models import Goal, GoalAgreement, GoalRating, GoalRelease, GoalResult, Support

RELEASED = "obiettivo che l’ente può sapere"
# Jobs stand two circles above a goal's own: what they must reach is granted on opening it.
JOBS = {"retention": Level.everything(), "access_check": Level.SUMMARY}


@transaction.atomic
def agree_to_goal(*, goal: Goal, on: date, by: Actor, note: str = "") -> GoalAgreement:
    """The person says yes to a goal; saying it twice keeps the first yes."""
    _check_day(goal, on)
    found = GoalAgreement.objects.standing().filter(case=goal.plan.case, lineage=goal.lineage).first()
    if found is not None:
        return found
    return GoalAgreement.objects.create(
        scope_id=goal.plan.scope_id, case=goal.plan.case, lineage=goal.lineage, starts_on=on, note=note.strip(),
        recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip


@transaction.atomic
def withdraw_agreement(*, goal: Goal, on: date, by: Actor, note: str = "") -> GoalAgreement | None:
    """The person takes their yes back; what was agreed until then stays on record. None where there was none."""
    _check_day(goal, on)
    found = GoalAgreement.objects.standing().filter(case=goal.plan.case, lineage=goal.lineage).first()
    if found is None:
        return None
    if note.strip():
        found.note = f"{found.note}\n{note.strip()}".strip()
    _end(found, on, by)
    return found


@transaction.atomic
def release_goal(*, goal: Goal, organization: Organization, on: date, by: Actor) -> GoalRelease:
    """The body may know of the goal from now on; the first time, the goal moves into a circle of its own.

    Who of that body reads personal plans reaches it in the database; pages also ask that they follow the person.
    """
    _check_day(goal, on)
    found = _releases(goal).filter(organization=organization).first()
    if found is not None:
        return found
    circle = _circle_of(goal)
    grant(
        scope=circle, holder_kind="organization", holder_id=organization.id, level=Level.PLAN, why=RELEASED, by=by,
        starts_on=clock.today(),
    )  # fmt: skip
    return GoalRelease.objects.create(
        scope_id=goal.plan.scope_id, case=goal.plan.case, lineage=goal.lineage, circle=circle,
        organization=organization, starts_on=on, recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip


@transaction.atomic
def revoke_release(*, goal: Goal, organization: Organization, on: date, by: Actor) -> GoalRelease | None:
    """The body may not know any more, from this very moment; None where it might not before."""
    _check_day(goal, on)
    found = _releases(goal).filter(organization=organization).first()
    if found is None:
        return None
    _shut_out(found.circle, organization)
    _end(found, on, by)
    return found


@transaction.atomic
def answer_for_goal(
    *, goal: Goal, agrees: bool | None, bodies: Collection[Organization], on: date, by: Actor, note: str = ""
) -> Goal:
    """Both answers as the person gives them: their own yes (None leaves it as it is), and every body that may know."""
    if agrees is True:
        agree_to_goal(goal=goal, on=on, note=note, by=by)
    elif agrees is False:
        withdraw_agreement(goal=goal, on=on, note=note, by=by)
    for release in _releases(goal).exclude(organization__in=bodies).select_related("organization"):
        revoke_release(goal=goal, organization=release.organization, on=on, by=by)
    for body in bodies:
        release_goal(goal=goal, organization=body, on=on, by=by)
    return goal


def expected_grants(day: date) -> Iterator[tuple[uuid.UUID, uuid.UUID, int, str]]:
    """Circle, holder, level and reason of every permission that released goals give on `day`, each once."""
    rows = GoalRelease.objects.order_by()
    for circle_id, body_id in rows.filter(ends_on__isnull=True).values_list("circle_id", "organization_id"):
        yield circle_id, body_id, int(Level.PLAN), RELEASED
    for circle_id in rows.values_list("circle_id", flat=True).distinct():
        yield from ((circle_id, job_id(name), int(level), JOB) for name, level in JOBS.items())


def _releases(goal: Goal) -> QuerySet[GoalRelease]:
    rows = GoalRelease.objects.standing().filter(case=goal.plan.case, lineage=goal.lineage)
    return rows.select_related("circle")


def _circle_of(goal: Goal) -> Scope:
    """The goal's own circle, opened below the case's the first time a body may know."""
    plan = goal.plan
    if goal.scope_id != plan.scope_id:
        return goal.scope
    circle = open_scope(ScopeKind.NOTES, parent=Scope(id=plan.scope_id))
    for name, level in JOBS.items():
        grant(
            scope=circle, holder_kind=ActorKind.JOB, holder_id=job_id(name), level=level, why=JOB, by=None,
            starts_on=date(2000, 1, 1),
        )  # fmt: skip
    versions = Goal.objects.filter(plan__case=plan.case, lineage=goal.lineage)
    for model in (GoalResult, Support, GoalRating):
        model.objects.filter(goal__in=versions).update(scope=circle)
    Goal.objects.filter(plan__case=plan.case, lineage=goal.lineage).update(scope=circle)
    goal.scope = circle
    return circle


def _shut_out(circle: Scope, organization: Organization) -> None:
    """Grants end with the day; a body that may not know any more is out at once, so the last day is yesterday."""
    yesterday = clock.today() - timedelta(days=1)
    held = Grant.objects.filter(scope=circle, holder_id=organization.id, why=RELEASED, ends_on__isnull=True)
    for one in held:
        one.starts_on, one.ends_on = min(one.starts_on, yesterday), yesterday
        one.save(update_fields=["starts_on", "ends_on"])


def _end(row: GoalAgreement | GoalRelease, on: date, by: Actor) -> None:
    row.ends_on = max(on, row.starts_on)
    row.ended_at, row.ended_by, row.ended_by_label = clock.now(), by.id, by.label
    row.save()


def _check_day(goal: Goal, on: date) -> None:
    if on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if on < goal.plan.case.opened_on:
        raise NotPossible(f"La presa in carico è del {date_field(goal.plan.case.opened_on)}: la risposta viene dopo.")
