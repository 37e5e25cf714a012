"""From tables to a question: who could come, as far as it is written, and the editions to fill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q

from ciao.access.actor import Actor, acting, job, reporting
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.cases.dossier.reserved import reserved
from ciao.cases.enums import DayPart
from ciao.cases.models import Availability, Case
from ciao.core import clock
from ciao.people.actions import keeper
from ciao.programmes.models import TargetGroup
from ciao.services.actions.readers import READER
from ciao.services.composer.rules import Candidate, Group, Question
from ciao.services.enums import EnrolmentState, PairKind, RegisterState
from ciao.services.models import Edition, Enrolment, GroupPlan, GroupSeat, KeepPair, Session
from ciao.territories.models import AreaMembership

NOON, EVENING = 13, 18


def question_of(plan: GroupPlan, cases: Sequence[Case], by: Actor) -> Question:
    """What the proposal asks, in a fixed number of queries; who is reserved to named staff is not in it.

    Days and hours are read by the job that keeps the registers, so that the groups are the same for who reads less.
    """
    hidden = reserved([one.person_id for one in cases], by)
    kept = [one for one in cases if one.person_id not in hidden]
    editions = editions_of(plan)
    known = availability_of(kept, by)
    areas = areas_of({one.starts_from_id for one in known.values()} | {one.municipality_id for one in editions})
    seated = _seated(plan, editions, {one.id for one in kept})
    meets = _meets(editions)
    return Question(
        tuple(_candidate(one, place, known.get(one.id), areas) for place, one in enumerate(_as_they_came(kept))),
        tuple(_group(plan, one, meets, areas, seated.get(one.id, [])) for one in editions),
        *_pairs({one.id for one in kept}),
    )


def editions_of(plan: GroupPlan) -> list[Edition]:
    """The editions of a proposal, the first to begin first."""
    rows = Edition.objects.filter(id__in=plan.groups.values("edition_id")).select_related("service", "municipality")
    return list(rows.order_by("starts_on", "number"))


def availability_of(cases: Iterable[Case], by: Actor) -> dict[UUID, Availability]:
    """What is written of when each can come: what the actor reads, and what the job of the registers reads."""
    ids = [one.id for one in cases]
    with acting(job(READER)):
        found = {one.case_id: one for one in Availability.objects.filter(case_id__in=ids)}
    mine = visible(Availability.objects, by, Action.GROUP_COMPOSE).filter(case_id__in=ids)
    return found | {one.case_id: one for one in mine}


def areas_of(comuni: Iterable[str | None]) -> dict[str, frozenset[str]]:
    """The areas each comune belongs to today."""
    today, found = clock.today(), defaultdict(set)
    rows = AreaMembership.objects.filter(municipality_id__in=[one for one in comuni if one], starts_on__lte=today)
    for comune, area in rows.filter(Q(ends_on=None) | Q(ends_on__gte=today)).values_list("municipality_id", "area_id"):
        found[comune].add(area)
    return {comune: frozenset(areas) for comune, areas in found.items()}


def _as_they_came(cases: Iterable[Case]) -> list[Case]:
    return sorted(cases, key=lambda one: (one.opened_on, one.number))


def _candidate(case: Case, queue: int, known: Availability | None, areas: dict[str, frozenset[str]]) -> Candidate:
    target = str(case.target) if case.target else ""
    if known is None:
        return Candidate(str(case.id), queue, target, is_known=False)
    place = known.starts_from_id or ""
    return Candidate(
        str(case.id), queue, target, True, known.starts_on, known.ends_on, frozenset(known.days),
        frozenset(known.parts), place, areas.get(place, frozenset()), known.reach, known.italian,
        frozenset(known.barriers),
    )  # fmt: skip


def _group(
    plan: GroupPlan, edition: Edition, meets: dict[UUID, frozenset[tuple[int, str]]],
    areas: dict[str, frozenset[str]], seated: list[str],
) -> Group:  # fmt: skip
    place = edition.municipality_id or ""
    most = min(plan.most_size, edition.capacity or plan.most_size)
    return Group(
        str(edition.id), plan.least_size, most, meets.get(edition.id, frozenset()), edition.starts_on, edition.ends_on,
        place, areas.get(place, frozenset()), plan.has_childcare, plan.italian, tuple(seated),
    )  # fmt: skip


def _meets(editions: Sequence[Edition]) -> dict[UUID, frozenset[tuple[int, str]]]:
    """On which days of the week and in which part of the day each edition meets."""
    found: dict[UUID, set[tuple[int, str]]] = defaultdict(set)
    rows = Session.objects.filter(edition__in=editions).exclude(state=RegisterState.OFF)
    for edition_id, starts_at in rows.values_list("edition_id", "starts_at"):
        local = starts_at.astimezone(clock.ROME)
        found[edition_id].add((local.weekday(), part_of(local.hour)))
    return {edition_id: frozenset(slots) for edition_id, slots in found.items()}


def part_of(hour: int) -> str:
    """The part of the day an hour lies in."""
    if hour < NOON:
        return DayPart.MORNING
    return DayPart.AFTERNOON if hour < EVENING else DayPart.EVENING


def enrolled_in(editions: Sequence[Edition]) -> set[tuple[UUID, UUID]]:
    """Edition and case of every place taken, whoever asks."""
    with reporting():
        rows = Enrolment.objects.filter(edition_id__in=[one.id for one in editions]).counted().order_by()
        return set(rows.exclude(state=EnrolmentState.WITHDRAWN).values_list("edition_id", "case_id"))


def all_seats(plan: GroupPlan) -> dict[UUID, UUID | None]:
    """Where the proposal puts each case, whoever asks."""
    with reporting():
        return dict(GroupSeat.objects.filter(plan_id=plan.id).order_by().values_list("case_id", "edition_id"))


def _seated(plan: GroupPlan, editions: Sequence[Edition], candidates: set[UUID]) -> dict[UUID, list[str]]:
    """The targets of who has a place already, or is given one out of the reader's sight; the candidates apart."""
    taken = enrolled_in(editions) | {(where, case) for case, where in all_seats(plan).items() if where}
    others = sorted(pair for pair in taken if pair[1] not in candidates)
    with reporting():
        targets = dict(Case.objects.filter(id__in=[case for _, case in others]).values_list("id", "target_id"))
    labels: dict[UUID | None, str] = {one.id: str(one) for one in _targets(set(targets.values()))}
    found: dict[UUID, list[str]] = defaultdict(list)
    for edition_id, case_id in others:
        found[edition_id].append(labels.get(targets.get(case_id), ""))
    return found


def _targets(ids: set[UUID | None]) -> Iterable[TargetGroup]:
    return TargetGroup.objects.filter(id__in=[one for one in ids if one])


def _pairs(ids: set[UUID]) -> tuple[frozenset[frozenset[str]], frozenset[frozenset[str]]]:
    """Pairs of these people, together and apart: read in full, because nobody may sit beside whom they must not."""
    found: dict[str, set[frozenset[str]]] = {PairKind.TOGETHER: set(), PairKind.APART: set()}
    with keeper():
        rows = KeepPair.objects.filter(first_id__in=ids, second_id__in=ids)
        standing = rows.filter(Q(ends_on=None) | Q(ends_on__gt=clock.today()))
        for first, second, kind in standing.values_list("first_id", "second_id", "kind"):
            found[kind].add(frozenset((str(first), str(second))))
    return frozenset(found[PairKind.TOGETHER]), frozenset(found[PairKind.APART])
