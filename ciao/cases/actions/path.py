"""What changes a case: pauses, its end, its phase, the group it is counted in."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions.approvals import use_approval
from ciao.cases.enums import ApprovalKind, CloseReason, SuspendReason
from ciao.cases.lifecycle import CASE, PHASE
from ciao.cases.models import Case, Return, Suspension
from ciao.core.formats import date_field
from ciao.programmes.models import TargetGroup


@transaction.atomic
def suspend_case(
    *, case: Case, reason: SuspendReason, note: str, on: date, review_on: date | None, by: Actor
) -> Suspension:
    """A pause with its reason and the day it is looked at again; the team and its access stay."""
    if on < case.opened_on:
        raise NotPossible(f"La sospensione viene dopo la presa in carico, il {date_field(case.opened_on)}.")
    if review_on is not None and review_on <= on:
        raise NotPossible("Il giorno in cui rivederla viene dopo l’inizio della sospensione.")
    reason = SuspendReason(reason)
    CASE.move(case, "suspend", by=by, on=on, reason=note or str(reason.label))
    return Suspension.objects.create(
        scope_id=case.scope_id, case=case, reason=reason, starts_on=on, review_on=review_on
    )


@transaction.atomic
def resume_case(*, case: Case, on: date, by: Actor) -> Case:
    """The path goes on; the open pause ends the day before."""
    first = case.suspensions.filter(ends_on__isnull=True).order_by("starts_on").first()
    if first is not None and on < first.starts_on:
        raise NotPossible(f"La ripresa viene dopo la sospensione, iniziata il {date_field(first.starts_on)}.")
    CASE.move(case, "resume", by=by, on=on)
    for pause in case.suspensions.filter(ends_on__isnull=True):
        pause.ends_on = max(pause.starts_on, on)
        pause.save(update_fields=["ends_on"])
    return case


@transaction.atomic
def close_case(*, case: Case, reason: CloseReason, note: str, on: date, by: Actor) -> Case:
    """The path ends, with the reason that counts and the words that explain it; approved, where the programme asks."""
    if on < case.opened_on:
        raise NotPossible(f"La conclusione viene dopo la presa in carico, il {date_field(case.opened_on)}.")
    back = case.returns.first()
    if back is not None and on < back.returned_on:
        raise NotPossible(f"La conclusione viene dopo il rientro, il {date_field(back.returned_on)}.")
    use_approval(case=case, kind=ApprovalKind.CLOSING, on=on)
    reason = CloseReason(reason)
    CASE.move(case, "close", by=by, on=on, reason=note or str(reason.label))
    case.closed_on, case.close_reason = on, reason
    case.save(update_fields=["closed_on", "close_reason"])
    for pause in case.suspensions.filter(ends_on__isnull=True):
        pause.ends_on = max(pause.starts_on, on)
        pause.save(update_fields=["ends_on"])
    return case


@transaction.atomic
def reopen_case(*, case: Case, note: str, on: date, by: Actor) -> Case:
    """Correction: the case was closed too early; its first entry stays what it was."""
    CASE.move(case, "reopen", by=by, on=on, reason=note)
    case.closed_on, case.close_reason = None, ""
    case.save(update_fields=["closed_on", "close_reason"])
    return case


@transaction.atomic
def return_case(*, case: Case, note: str, on: date, by: Actor) -> Case:
    """The person comes back: the same case goes on, its exit stays on record, its first entry stays what it was (R7).

    Whoever had gone past the plan starts again from the assessment.
    """
    if case.closed_on is None:
        raise NotPossible("Il percorso non è concluso: non c’è un rientro da scrivere.")
    if on < case.closed_on:
        raise NotPossible(f"Il rientro viene dopo l’uscita, il {date_field(case.closed_on)}.")
    CASE.move(case, "come_back", by=by, on=on, reason=note)
    Return(
        scope_id=case.scope_id, case=case, left_on=case.closed_on, left_reason=case.close_reason, returned_on=on,
        recorded_by=by.id,
    ).save(force_insert=True)  # fmt: skip
    case.closed_on, case.close_reason = None, ""
    case.save(update_fields=["closed_on", "close_reason"])
    if case.phase in PHASE.transitions["restart"].sources:
        PHASE.move(case, "restart", by=by, on=on, reason=note)
    return case


@transaction.atomic
def void_case(*, case: Case, note: str, on: date, by: Actor) -> Case:
    """Correction: the case should never have been opened; it leaves every count and stays readable."""
    CASE.move(case, "void", by=by, on=on, reason=note)
    return case


@transaction.atomic
def move_phase(*, case: Case, verb: str, on: date, by: Actor, note: str = "") -> Case:
    """The help goes one phase on, or back with a reason; past the first one approved, where the programme asks."""
    if verb == "to_assessment":
        use_approval(case=case, kind=ApprovalKind.OPENING, on=on)
    PHASE.move(case, verb, by=by, on=on, reason=note)
    return case


@transaction.atomic
def choose_target(*, case: Case, target: TargetGroup, by: Actor) -> Case:
    """The main group a person is counted in; one only, so nobody counts twice."""
    case.target = target
    case.save(update_fields=["target"])
    return case
