"""A supervisor looks at a step before it is taken, where the programme asks for it."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.cases.enums import ApprovalKind, ApprovalState
from ciao.cases.lifecycle import APPROVAL
from ciao.cases.models import Approval, ApprovalRule, Case
from ciao.core import clock
from ciao.notifications.actions import notify
from ciao.programmes.actions import supervisors_of
from ciao.programmes.models import Mandate, Programme

STEP = {
    ApprovalKind.OPENING: "passare alla valutazione",
    ApprovalKind.PLAN: "presentare il progetto",
    ApprovalKind.CLOSING: "concludere il percorso",
}


@transaction.atomic
def ask_approval_of(*, programme: Programme, kind: ApprovalKind, on: date, by: Actor) -> ApprovalRule:
    """From a day on, every case of the programme needs a supervisor's word for this step; asked twice it is once."""
    ensure(by, Action.CASE_APPROVE)
    found = ApprovalRule.objects.filter(programme=programme, kind=kind, ends_on__isnull=True).first()
    if found is not None:
        return found
    rule = ApprovalRule(scope_id=programme.scope_id, programme=programme, kind=kind, starts_on=on, recorded_by=by.id)
    rule.save(force_insert=True)
    return rule


@transaction.atomic
def stop_approval_of(*, rule: ApprovalRule, on: date, by: Actor) -> ApprovalRule:
    """After a day this step needs nobody's word any more."""
    ensure(by, Action.CASE_APPROVE)
    rule.ends_on = max(on, rule.starts_on)
    rule.save(update_fields=["ends_on"])
    return rule


@transaction.atomic
def request_approval(
    *, case: Case, kind: ApprovalKind, by: Actor, subject_id: uuid.UUID | None = None, row_id: uuid.UUID | None = None
) -> Approval:
    """Puts a step before the supervisor, who is told at once. Raises `NotPossible` where one waits already."""
    found = Approval.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    kind = ApprovalKind(kind)
    if not case.is_active():
        raise NotPossible("Il percorso non è in corso: non c’è niente da approvare.")
    if Approval.objects.filter(case=case, kind=kind, state=ApprovalState.ASKED).exists():
        raise NotPossible("L’approvazione è già stata chiesta: aspetta la risposta, o ritira la richiesta.")
    row = Approval(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, case=case, kind=kind, subject_id=subject_id,
        asked_on=clock.today(), asked_by=by.id, asked_by_label=by.label.split(",")[0],
    )  # fmt: skip
    row.save(force_insert=True)
    asking = Mandate.objects.filter(id=by.mandate_id).first() if by.mandate_id else None
    for mandate, _ in list(supervisors_of(asking, clock.today()))[:1] if asking else []:
        notify(
            kind="approval_asked", user=mandate.user, scope=case.programme.scope, by=by, url=case.get_absolute_url(),
            number=case.number, step=kind.label,
        )  # fmt: skip
    return row


@transaction.atomic
def decide_approval(*, approval: Approval, is_approved: bool, by: Actor, note: str = "") -> Approval:
    """A supervisor approves, or sends it back with a reason; whoever asked is told. Nobody approves their own."""
    ensure(by, Action.CASE_APPROVE)
    if approval.asked_by == by.id:
        raise NotPossible("L’hai chiesta tu: la guarda un’altra persona.")
    APPROVAL.move(approval, "approve" if is_approved else "return", by=by, on=clock.today(), reason=note)
    case = approval.case
    asking = Mandate.objects.filter(id=approval.asked_by).select_related("user").first() if approval.asked_by else None
    if asking is not None:
        notify(
            kind="approval_decided", user=asking.user, scope=case.programme.scope, by=by, url=case.get_absolute_url(),
            number=case.number, step=approval.get_kind_display(), outcome=approval.get_state_display(),
        )  # fmt: skip
    return approval


@transaction.atomic
def withdraw_approval(*, approval: Approval, note: str, by: Actor) -> Approval:
    """Correction: it should not have been asked, or no more."""
    APPROVAL.move(approval, "withdraw", by=by, on=clock.today(), reason=note)
    return approval


@transaction.atomic
def use_approval(*, case: Case, kind: ApprovalKind, on: date, subject_id: uuid.UUID | None = None) -> None:
    """Taking a step uses up its approval, where the programme asks for one; raises `NotPossible` where it lacks."""
    if not needs_approval(case, kind, on):
        return
    rows = Approval.objects.filter(case=case, kind=kind, subject_id=subject_id)
    ready = rows.filter(state=ApprovalState.APPROVED, used_on__isnull=True).last()
    if ready is not None:
        ready.used_on = on
        ready.save(update_fields=["used_on"])
        return
    step = STEP[kind]
    if rows.filter(state=ApprovalState.ASKED).exists():
        raise NotPossible(f"Per {step} serve l’approvazione della supervisione: l’hai chiesta, aspetta la risposta.")
    raise NotPossible(f"Per {step} serve l’approvazione della supervisione: chiedila dal fascicolo, in «Approvazioni».")


def needs_approval(case: Case, kind: ApprovalKind, on: date) -> bool:
    """Whether the programme asks for a supervisor's word for this step on a day."""
    rules = ApprovalRule.objects.asked_on(on)
    return rules.filter(programme_id=case.programme_id, kind=kind).exists()
