"""Proposing groups, moving people about, enrolling everybody at once, and keeping pairs together or apart."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.access.visibility import scopes, visible
from ciao.cases.dossier.reserved import reserved
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import plural
from ciao.people.actions import circle_for
from ciao.services.actions import enrol
from ciao.services.composer.gathering import all_seats, editions_of, enrolled_in, question_of
from ciao.services.composer.rules import faults
from ciao.services.composer.solving import compose
from ciao.services.enums import GroupPlanState
from ciao.services.lifecycle import GROUP_PLAN
from ciao.services.models import Edition, Enrolment, GroupPlan, GroupSeat, KeepPair, PlannedGroup, Service
from ciao.services.panel import open_supports


@dataclass
class Enrolled:
    """What came of enrolling a proposal: who is in, who is for a colleague to enrol, who could not, and why."""

    done: list[Enrolment] = field(default_factory=list)
    waiting: list[Case] = field(default_factory=list)
    refused: list[tuple[Case, str]] = field(default_factory=list)


@transaction.atomic
def compose_groups(
    *, service: Service, editions: Sequence[Edition], cases: Sequence[Case], least_size: int, most_size: int,
    by: Actor, has_childcare: bool = False, italian: str = "", row_id: uuid.UUID | None = None,
) -> GroupPlan:  # fmt: skip
    """A proposal: who goes in which of the parallel editions, and who stays out; `row_id` makes sending twice harmless.

    Raises `NotPossible` for no edition, no person, a largest size below the least, an edition of another service.
    """
    ensure(by, Action.GROUP_COMPOSE)
    found = GroupPlan.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check(service, editions, cases, least_size, most_size)
    plan = GroupPlan(
        id=row_id or uuid.uuid4(), scope_id=service.scope_id, service=service, least_size=least_size,
        most_size=most_size, has_childcare=has_childcare, italian=italian, made_on=clock.today(), made_by=by.id,
        made_by_label=by.label,
    )  # fmt: skip
    plan.save(force_insert=True)
    for edition in editions:
        PlannedGroup(scope_id=plan.scope_id, plan=plan, edition=edition).save(force_insert=True)
    for case in cases:
        _seat(plan, case, by).save(force_insert=True)
    _settle(plan, by)
    return plan


@transaction.atomic
def compose_again(*, plan: GroupPlan, by: Actor) -> GroupPlan:
    """The same people from the start, with what is known of them today; what was moved by hand is not kept."""
    ensure(by, Action.GROUP_COMPOSE)
    found = _open(plan)
    if len(all_seats(plan)) != _seats(plan, by).count():
        raise NotPossible("In questa proposta ci sono persone che non segui: la rifà chi le vede tutte.")
    _settle(found, by)
    return found


@transaction.atomic
def move_seats(*, plan: GroupPlan, places: dict[uuid.UUID, Edition | None], by: Actor) -> int:
    """People moved by hand: seat → edition, or none; returns how many changed. It never minds who fits.

    Raises `NotPossible` for an edition outside the proposal, or somebody whom only named staff place.
    """
    ensure(by, Action.GROUP_COMPOSE)
    known = {one.id for one in editions_of(_open(plan))}
    rows = list(visible(GroupSeat.objects, by, Action.GROUP_COMPOSE).filter(plan=plan, id__in=places))
    moved = [one for one in rows if one.edition_id != getattr(places[one.id], "id", None)]
    hidden = reserved(Case.objects.filter(group_seats__in=moved).values_list("person_id", flat=True), by)
    if hidden:
        raise NotPossible("Il posto di una di queste persone lo decide la sua persona di riferimento: chiedi a lei.")
    for one in moved:
        edition = places[one.id]
        if edition is not None and edition.id not in known:
            raise NotPossible("Questa edizione non è nella proposta: scegline una dell’elenco.")
        _put(one, edition, by, is_moved=True)
    return len(moved)


@transaction.atomic
def enrol_groups(*, plan: GroupPlan, on: date, by: Actor) -> Enrolled:
    """Everybody with a place whom the actor follows is enrolled; the others are for who follows them.

    Raises `NotPossible` while a group has too many people or two who must stay apart.
    """
    ensure(by, Action.COURSE_ENROL)
    plan = _open(plan)
    seats = list(_seats(plan, by).filter(edition__isnull=False).select_related("edition__service"))
    _check_groups(plan, by)
    cases = {one.id: one for one in Case.objects.filter(id__in=[one.case_id for one in seats])}
    reach = set(scopes(by, Level.ATTENDANCE).filter(id__in=[one.scope_id for one in cases.values()])
                .values_list("id", flat=True))  # fmt: skip
    result, already = Enrolled(), enrolled_in(editions_of(plan))
    for seat in seats:
        if (seat.edition_id, seat.case_id) not in already:
            _enrol(plan, seat, cases[seat.case_id], on, by, reach, result)
    inside = already | {(one.edition_id, one.case_id) for one in result.done}
    if {(where, case) for case, where in all_seats(plan).items() if where} <= inside:
        GROUP_PLAN.move(plan, "enrol", by=by, on=clock.today())
    return result


@transaction.atomic
def move_plan(*, plan: GroupPlan, verb: str, by: Actor, reason: str) -> GroupPlan:
    """A proposal is set aside, or worked on again; enrolments already made stay."""
    ensure(by, Action.GROUP_COMPOSE)
    GROUP_PLAN.move(plan, verb, by=by, on=clock.today(), reason=reason)
    return plan


@transaction.atomic
def keep_pair(
    *, first: Case, second: Case, kind: str, by: Actor, note: str = "", row_id: uuid.UUID | None = None
) -> KeepPair:
    """Two people to keep in one group, or never in the same, in every proposal from now on.

    Raises `NotPossible` for the same person twice, one not followed, or a pair that stands already.
    """
    ensure(by, Action.GROUP_COMPOSE)
    found = KeepPair.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if first.id == second.id:
        raise NotPossible("Servono due persone diverse.")
    reach = scopes(by, Level.ATTENDANCE).filter(id__in=[first.scope_id, second.scope_id])
    if set(reach.values_list("id", flat=True)) != {first.scope_id, second.scope_id}:
        raise NotPossible("Lo scrive chi segue tutte e due: chiedi a chi le segue.")
    if KeepPair.objects.filter(ends_on=None, first__in=[first, second], second__in=[first, second]).exists():
        raise NotPossible("Queste due persone sono già in una coppia: toglila, poi scrivi quella nuova.")
    row = KeepPair(
        id=row_id or uuid.uuid4(), scope_id=circle_for(first.person_id, first.scope_id), first=first, second=second,
        kind=kind, note=note.strip(), recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@transaction.atomic
def end_pair(*, pair: KeepPair, by: Actor) -> KeepPair:
    """From today the two may sit anywhere."""
    ensure(by, Action.GROUP_COMPOSE)
    if pair.ends_on is None:
        pair.ends_on = max(clock.today(), pair.starts_on)
        pair.save(update_fields=["ends_on"])
    return pair


def _check(service: Service, editions: Sequence[Edition], cases: Sequence[Case], least: int, most: int) -> None:
    if not editions:
        raise NotPossible("Scegli almeno un’edizione da riempire.")
    if not cases:
        raise NotPossible("Scegli almeno una persona.")
    if least < 1 or most < least:
        raise NotPossible("Il massimo di persone in un gruppo non sta sotto il minimo.")
    for one in editions:
        if one.service_id != service.id or not one.is_open:
            raise NotPossible(f"«{one.title}» non si può riempire: scegli un’edizione aperta di questo servizio.")


def _open(plan: GroupPlan) -> GroupPlan:
    """The proposal, held until the transaction ends."""
    found = GroupPlan.objects.select_for_update(of=("self",)).select_related("service").get(id=plan.id)
    if found.state != GroupPlanState.DRAFT:
        raise NotPossible(f"Ora la proposta è {GROUP_PLAN.labels[found.state]}: riprendila, poi cambiala.")
    return found


def _seats(plan: GroupPlan, by: Actor) -> QuerySet[GroupSeat]:
    return visible(GroupSeat.objects, by, Action.GROUP_COMPOSE).filter(plan=plan)


def _seat(plan: GroupPlan, case: Case, by: Actor) -> GroupSeat:
    scope_id = circle_for(case.person_id, case.scope_id)
    return GroupSeat(scope_id=scope_id, plan=plan, case=case, seated_by=by.id)


def _put(seat: GroupSeat, edition: Edition | None, by: Actor, *, is_moved: bool) -> None:
    seat.edition, seat.is_moved, seat.seated_at, seat.seated_by = edition, is_moved, clock.now(), by.id
    seat.save(update_fields=["edition", "is_moved", "seated_at", "seated_by"])


def _settle(plan: GroupPlan, by: Actor) -> None:
    """Everybody in the place the best groups give them."""
    seats = list(_seats(plan, by))
    cases = list(Case.objects.filter(id__in=[one.case_id for one in seats]).select_related("target"))
    answer = compose(question_of(plan, cases, by)).seats
    editions = {str(one.id): one for one in editions_of(plan)}
    for one in seats:
        _put(one, editions.get(answer.get(str(one.case_id), "")), by, is_moved=False)


def _check_groups(plan: GroupPlan, by: Actor) -> None:
    """Sizes and pairs: what a person's own yes cannot mend; days and distance are theirs to accept."""
    seats = list(_seats(plan, by))
    cases = list(Case.objects.filter(id__in=[one.case_id for one in seats]).select_related("target"))
    question = question_of(plan, cases, by)
    known = {one.key for one in question.candidates}
    placed = {str(one.case_id): str(one.edition_id) for one in seats if one.edition_id and str(one.case_id) in known}
    broken = [one.words for one in faults(question, placed) if one.code in ("many", "joined")]
    if broken:
        raise NotPossible(f"Prima sistema i gruppi: {broken[0]}.")


def _enrol(
    plan: GroupPlan, seat: GroupSeat, case: Case, on: date, by: Actor, reach: set[uuid.UUID], result: Enrolled
) -> None:
    if case.scope_id not in reach:
        result.waiting.append(case)
        return
    supports = [one for one in open_supports(case, by) if one.activity_id == plan.service.activity_id]
    edition: Any = seat.edition
    try:
        with transaction.atomic():
            made = enrol(
                edition=edition, case=case, enrolled_on=on, by=by, row_id=uuid.uuid5(plan.id, str(case.id)),
                support=supports[0] if len(supports) == 1 else None,
            )  # fmt: skip
    except NotPossible as refusal:
        result.refused.append((case, str(refusal)))
        return
    result.done.append(made)


def told(result: Enrolled) -> str:
    """What came of it, in one or more sentences; why each refusal."""
    words = [f"{plural(len(result.done), 'persona iscritta', 'persone iscritte')}."]
    if result.waiting:
        waiting = plural(len(result.waiting), "persona aspetta", "persone aspettano")
        words.append(f"{waiting}: l’iscrizione la fa chi le segue.")
    return " ".join([*words, *(f"Caso {case.number}: {why}" for case, why in result.refused)])
