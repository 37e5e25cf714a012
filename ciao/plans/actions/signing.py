"""Showing a version for signing, putting it in force, and correcting what was done."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions import move_phase, use_approval
from ciao.cases.enums import ApprovalKind, CaseState
from ciao.cases.lifecycle import PHASE
from ciao.documents.actions import void_document
from ciao.plans.enums import PlanState
from ciao.plans.lifecycle import PLAN
from ciao.plans.models import Plan
from ciao.plans.rules import lacking
from ciao.signatures.actions import withdraw
from ciao.signatures.enums import SignatureState

TO_DELIVERY = ("to_assessment", "to_plan", "to_delivery")


@transaction.atomic
def propose_plan(*, plan: Plan, on: date, by: Actor) -> Plan:
    """The writing ends: from now on it only gets signed. Raises `NotPossible` with what lacks (art. 6)."""
    found = lacking(plan.facts())
    if found:
        raise NotPossible(" ".join(found))
    use_approval(case=plan.case, kind=ApprovalKind.PLAN, on=on)
    PLAN.move(plan, "propose", by=by, on=on)
    return plan


@transaction.atomic
def take_back_plan(*, plan: Plan, note: str, on: date, by: Actor) -> Plan:
    """Correction: something is still to change; the paper issued for signing and its signatures lose value."""
    PLAN.move(plan, "take_back", by=by, on=on, reason=note)
    _annul_paper(plan, note, by)
    return plan


@transaction.atomic
def discard_plan(*, plan: Plan, note: str, on: date, by: Actor) -> Plan:
    """Correction: this version should not have been begun; its number is not used again."""
    PLAN.move(plan, "discard", by=by, on=on, reason=note)
    _annul_paper(plan, note, by)
    return plan


@transaction.atomic
def settle_plan(*, plan: Plan, by: Actor) -> Plan:
    """Once everybody has signed: the version is in force, the one before gives way, the supports may begin.

    Until then nothing happens. The day is that of the last signature; the phase moves only where its table allows.
    """
    if plan.state != PlanState.TO_SIGN:
        return plan
    document = plan.document()
    signatures = list(document.signatures.standing()) if document else []
    days = [one.signed_on for one in signatures if one.state == SignatureState.SIGNED and one.signed_on]
    if not signatures or len(days) < len(signatures):
        return plan
    _sign(plan, max(days), by)
    return plan


@transaction.atomic
def undo_signing(*, plan: Plan, note: str, on: date, by: Actor) -> Plan:
    """Correction: a signature was taken back; the version before is in force again, the phase stays."""
    PLAN.move(plan, "undo_signing", by=by, on=on, reason=note)
    plan.signed_on = None
    plan.save(update_fields=["signed_on"])
    if plan.replaces is not None and plan.replaces.state == PlanState.SUPERSEDED:
        PLAN.move(plan.replaces, "reinstate", by=by, on=on, reason=note)
    return plan


def _sign(plan: Plan, on: date, by: Actor) -> None:
    earlier = plan.case.plans.signed().first()
    if earlier is not None:
        PLAN.move(earlier, "supersede", by=by, on=on)
    plan.signed_on = on
    plan.save(update_fields=["signed_on"])
    PLAN.move(plan, "sign", by=by, on=on)
    case = plan.case
    case.refresh_from_db(fields=["phase", "state"])
    for verb in TO_DELIVERY if case.state == CaseState.OPEN else ():
        if case.phase in PHASE.transitions[verb].sources:
            move_phase(case=case, verb=verb, on=on, by=by)


def _annul_paper(plan: Plan, note: str, by: Actor) -> None:
    document = plan.document()
    if document is None:
        return
    for signature in document.signatures.standing():
        withdraw(signature=signature, reason=note, by=by)
    void_document(document=document, reason=note, by=by)
