"""Places that free are offered to who waits, with a last day to answer: by the nightly job, and as soon as one leaves.

Who waits is read by the job, that sees everybody in line: who left one's team may be next in line all the same.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from ciao.access.actions import revoke_link
from ciao.access.actor import Actor, acting, job, reporting
from ciao.cases.models import Case
from ciao.cases.rules import plan_due_on
from ciao.core import clock
from ciao.programmes.parameters import parameter
from ciao.services.actions.conditions import shares_of, target_of
from ciao.services.enums import EnrolmentState, WaitingState
from ciao.services.lifecycle import WAITING
from ciao.services.models import Edition, Enrolment, Waiting
from ciao.services.planning.places import Waiter, free_places, next_in_line

OFFERER = "offer_places"
ANSWER_DAYS = "place_offer_working_days"
NO_MORE = "Nell’edizione non si entra più."


def taken(edition: Edition) -> int:
    """How many hold a place now, whoever asks."""
    with reporting():
        return Enrolment.objects.filter(edition_id=edition.id, state=EnrolmentState.ENROLLED).count()


def free_in(edition: Edition, *, beside: UUID | None = None) -> int | None:
    """Places nobody holds nor has been offered, whoever asks; the one offered to `beside` is free for them."""
    if edition.capacity is None:
        return None
    held = taken(edition)
    with reporting():
        rows = Waiting.objects.filter(edition_id=edition.id, state=WaitingState.OFFERED)
        offered = rows.exclude(case_id=beside).count() if beside else rows.count()
    return free_places(edition.capacity, held, offered)


@transaction.atomic
def offer_places(*, by: Actor, edition: Edition | None = None) -> int:
    """Lets overdue offers lapse, then offers what is free to who comes next; returns how many offers were made.

    For one edition, or for all where somebody waits; an edition one may no longer join ends every turn.
    """
    today = clock.today()
    with acting(job(OFFERER)):
        standing = Waiting.objects.standing()
        ids = {edition.id} if edition else set(standing.order_by().values_list("edition_id", flat=True))
        rows = Edition.objects.select_for_update(of=("self",)).filter(id__in=ids, waiting__in=standing)
        found = {one.id: one for one in rows.select_related("service").order_by("id")}
        return sum(_offer_in(one, today, by) for one in found.values())


def end_turn(edition: Edition, case: Case, *, on: date, by: Actor) -> None:
    """Whoever takes a place waits no more."""
    with acting(job(OFFERER)):
        for one in Waiting.objects.standing().filter(edition=edition, case=case):
            close_turn(one, "accept", on=on, by=by)


def close_turn(waiting: Waiting, verb: str, *, on: date, by: Actor, reason: str = "") -> Waiting:
    """A turn ends one way or another, and its link opens nothing any more."""
    WAITING.move(waiting, verb, by=by, on=on, reason=reason)
    if waiting.link is not None:
        revoke_link(link=waiting.link, by=by)
    return waiting


def _offer_in(edition: Edition, today: date, by: Actor) -> int:
    standing = Waiting.objects.standing().filter(edition=edition)
    if not edition.is_open or edition.ends_on < today:
        for one in standing:
            close_turn(one, "leave", on=today, by=by, reason=NO_MORE)
        return 0
    for one in standing.filter(state=WaitingState.OFFERED, answer_on__lt=today):
        close_turn(one, "expire", on=today, by=by)
    line = {one.id: one for one in standing.filter(state=WaitingState.WAITING)}
    targets = target_of({one.case_id for one in line.values()})
    waiters = [Waiter(one.id, targets.get(one.case_id, ""), one.since_on, one.recorded_at) for one in line.values()]
    chosen = next_in_line(waiters, free_in(edition), shares_of(edition))
    for turn in chosen:
        _offer(line[turn.waiting_id], today, by)
    return len(chosen)


def _offer(waiting: Waiting, today: date, by: Actor) -> None:
    days = int(parameter(ANSWER_DAYS, today))
    waiting.answer_on = plan_due_on(today, working_days=days)
    waiting.save(update_fields=["answer_on"])
    WAITING.move(waiting, "offer", by=by, on=today)
