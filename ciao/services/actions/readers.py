"""Who leads an edition, and the grants that let them read those enrolled: never more, never longer.

Every change of staff, of enrolments or of registers ends by calling `settle_readers`, which makes the grants agree with
the rows. The rows of cases one does not follow are read by a job that shows them to nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from ciao.access.actions import grant
from ciao.access.actor import Actor, acting, job
from ciao.access.enums import Action, ActorKind, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Grant, Scope
from ciao.access.roles import ROLES
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.programmes.models import Mandate
from ciao.services.enums import EditionState, EnrolmentState, RegisterState, StaffRole
from ciao.services.models import Edition, EditionStaff, Enrolment, Session
from ciao.services.rules import Days, common_days, merged

LEADING = "conduce un’edizione"
READER = "course_readers"
NEEDED = Level.NAME | Level.ATTENDANCE
Wanted = dict[tuple[UUID, UUID, int], list[Days]]


@dataclass(frozen=True)
class _Place:
    """One enrolment as far as reading goes: the two circles and the days."""

    edition_id: UUID
    case_scope_id: UUID
    person_scope_id: UUID
    days: Days


@transaction.atomic
def add_staff(*, edition: Edition, mandate: Mandate, role: StaffRole, starts_on: date, by: Actor) -> EditionStaff:
    """Somebody begins to lead an edition: they read name and attendance of whoever is enrolled.

    Raises `NotPossible` where their role never reads names and attendance, or they already lead it.
    """
    definition = ROLES[mandate.role]
    if NEEDED & ~definition.cap or Action.ATTENDANCE_TAKE not in definition.actions:
        raise NotPossible(f"Chi ha il ruolo «{mandate.role_label}» non segna le presenze: scegli un’altra persona.")
    if edition.staff.filter(mandate=mandate, ends_on__isnull=True).exists():
        raise NotPossible("Conduce già questa edizione.")
    staff = EditionStaff(
        scope_id=edition.scope_id, edition=edition, mandate=mandate, role=StaffRole(role), starts_on=starts_on
    )
    staff.save(force_insert=True)
    settle_readers(edition, by=by)
    return staff


@transaction.atomic
def end_staff(*, staff: EditionStaff, on: date, by: Actor) -> EditionStaff:
    """Somebody stops leading: they read until that day, what they wrote stays; `NotPossible` before the start."""
    if on < staff.starts_on:
        raise NotPossible(f"Ha iniziato il {date_field(staff.starts_on)}: scegli un giorno da allora in poi.")
    staff.ends_on = on
    staff.save(update_fields=["ends_on"])
    settle_readers(staff.edition, by=by)
    return staff


def settle_readers(edition: Edition, *, by: Actor, case_ids: Iterable[UUID] | None = None) -> None:
    """Makes the grants of who leads agree with staff and enrolments, for the whole edition or for a few cases."""
    cases = None if case_ids is None else list(case_ids)
    with acting(job(READER)):
        holders = set(EditionStaff.objects.filter(edition=edition).values_list("mandate_id", flat=True))
        wanted = _wanted(holders, edition, cases)
        circles = {scope_id for scope_id, _, _ in wanted} | _circles(edition, cases)
    for key in {(scope_id, holder) for scope_id in circles for holder in holders}:
        _settle(key, [(one, days) for one, days in wanted.items() if one[:2] == key], by)


def expected_grants(day: date) -> Iterator[tuple[UUID, UUID, int, str]]:
    """Every permission that leading an edition gives on a day, for whoever recomputes them all."""
    with acting(job(READER)):
        holders = set(EditionStaff.objects.values_list("mandate_id", flat=True))
        wanted = _wanted(holders, None, None)
    for (scope_id, holder_id, level), stretches in wanted.items():
        if any(days.holds(day) for days in stretches):
            yield scope_id, holder_id, level, LEADING


def _wanted(holders: Iterable[UUID], edition: Edition | None, case_ids: list[UUID] | None) -> Wanted:
    """Days of reading by circle, holder and level; a person may be in several editions of the same trainer."""
    staff = list(EditionStaff.objects.filter(mandate_id__in=holders).select_related("mandate", "edition"))
    places = _places([one.edition_id for one in staff], edition, case_ids)
    found: Wanted = defaultdict(list)
    for one in staff:
        at_work = _at_work(one)
        if at_work is None or one.edition.state == EditionState.CANCELLED:
            continue
        if one.edition.register_scope_id and edition in (None, one.edition):
            found[one.edition.register_scope_id, one.mandate_id, int(Level.ATTENDANCE)].append(at_work)
        for place in places[one.edition_id]:
            if shared := common_days(at_work, place.days):
                found[place.case_scope_id, one.mandate_id, int(Level.ATTENDANCE)].append(shared)
                found[place.person_scope_id, one.mandate_id, int(Level.NAME)].append(shared)
    return {key: merged(stretches) for key, stretches in found.items()}


def _at_work(staff: EditionStaff) -> Days | None:
    held = Days(staff.mandate.starts_on, staff.mandate.ends_on)
    return common_days(Days(staff.starts_on, staff.ends_on), held)


def _places(
    edition_ids: Iterable[UUID], edition: Edition | None, case_ids: list[UUID] | None
) -> dict[UUID, list[_Place]]:
    rows = Enrolment.objects.filter(edition_id__in=edition_ids)
    if case_ids is not None:
        rows = rows.filter(case_id__in=case_ids)
    elif edition is not None:
        rows = rows.filter(case_id__in=Enrolment.objects.filter(edition=edition).values("case_id"))
    found: dict[UUID, list[_Place]] = defaultdict(list)
    columns = ("edition_id", "case__scope_id", "case__person__scope_id", "enrolled_on", "ended_on", "state", "is_open")
    for edition_id, case_scope, person_scope, first, last, state, is_open in rows.annotate(
        is_open=Exists(_open_registers())
    ).values_list(*columns):
        end = None if is_open and state != EnrolmentState.VOID else last
        found[edition_id].append(_Place(edition_id, case_scope, person_scope, Days(first, end)))
    return found


def _open_registers() -> QuerySet[Session]:
    """Registers still to close of days when somebody who has left was there: who leads must still write them."""
    return Session.objects.filter(
        edition_id=OuterRef("edition_id"), state=RegisterState.OPEN, starts_at__date__lte=OuterRef("ended_on"),
        starts_at__date__gte=OuterRef("enrolled_on"),
    )  # fmt: skip


def _circles(edition: Edition, case_ids: list[UUID] | None) -> set[UUID]:
    rows = Enrolment.objects.filter(edition=edition)
    if case_ids is not None:
        rows = rows.filter(case_id__in=case_ids)
    pairs = rows.values_list("case__scope_id", "case__person__scope_id")
    own = {edition.register_scope_id} if edition.register_scope_id else set()
    return own | {scope_id for pair in pairs for scope_id in pair}


def _settle(key: tuple[UUID, UUID], wanted: list[tuple[tuple[UUID, UUID, int], list[Days]]], by: Actor) -> None:
    scope_id, holder_id = key
    today = clock.today()
    there = {
        max(one.starts_on, today): one
        for one in Grant.objects.filter(scope_id=scope_id, holder_id=holder_id, why=LEADING).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=today)
        )
    }
    for (_, _, level), stretches in wanted:
        for days in stretches:
            if days.ends_on is not None and days.ends_on < today:
                continue
            found = there.pop(max(days.starts_on, today), None)
            if found is None:
                grant(
                    scope=Scope(id=scope_id), holder_kind=ActorKind.MANDATE, holder_id=holder_id, level=Level(level),
                    why=LEADING, by=by, starts_on=days.starts_on, ends_on=days.ends_on,
                )  # fmt: skip
            elif found.ends_on != days.ends_on:
                _end(found, days.ends_on)
    for one in there.values():
        _end(one, max(today - timedelta(days=1), one.starts_on))


def _end(found: Grant, on: date | None) -> None:
    found.ends_on = on
    found.save(update_fields=["ends_on"])
