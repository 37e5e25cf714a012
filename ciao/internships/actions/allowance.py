"""The allowance of a month: computed line by line, approved, paid, annulled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Sum

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core.formats import money
from ciao.internships.actions.figures import Figures
from ciao.internships.enums import AllowanceState
from ciao.internships.lifecycle import ALLOWANCE
from ciao.internships.models import Allowance, MonthlyRegister
from ciao.programmes.models import Mandate


@transaction.atomic
def add_line(*, register: MonthlyRegister, figures: Figures, by: Actor) -> Allowance:
    """The month's allowance, or what it differs from the lines there are; those are never touched.

    Returns the last standing line where there is no difference.
    """
    rows = Allowance.objects.filter(register=register)
    standing = rows.standing().order_by("-line").first()
    already: Decimal = rows.standing().aggregate(sum=Sum("due_amount"))["sum"] or Decimal(0)
    due = figures.result.amount - already
    if standing is not None and due == 0:
        return standing
    last = rows.aggregate(last=Max("line"))["last"] or 0
    internship = register.internship
    row = Allowance(
        scope_id=register.scope_id, register=register, line=last + 1, internship_number=internship.number,
        month_on=register.month_on, payer_id=internship.payer_id, planned_hours=figures.planned_hours,
        attended_hours=figures.attended_hours, full_amount=figures.full_amount, due_amount=due,
        explanation=_explained(figures, already), computed_by=by.id, computed_by_label=by.label,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@transaction.atomic
def move_allowance(*, allowance: Allowance, verb: str, on: date, by: Actor, reason: str = "") -> Allowance:
    """Approve, pay, or a correction of these. Raises `NotPossible` where who confirmed the month approves it."""
    ensure(by, Action.ALLOWANCE_APPROVE)
    if verb == "approve" and _same_user(allowance, by):
        raise NotPossible("Hai confermato tu il registro di questo mese: l’indennità la approva qualcun altro.")
    ALLOWANCE.move(allowance, verb, by=by, on=on, reason=reason)
    if verb in ("approve", "withdraw_approval"):
        allowance.approved_on = on if allowance.state == AllowanceState.APPROVED else None
        allowance.save(update_fields=["approved_on"])
    return allowance


def _same_user(allowance: Allowance, by: Actor) -> bool:
    """Whether the user behind the actor, under whatever mandate, closed the month."""
    if allowance.computed_by is None or by.user_id is None:
        return False
    return Mandate.objects.filter(id=allowance.computed_by, user_id=by.user_id).exists()


def _explained(figures: Figures, already: Decimal) -> list[dict[str, str]]:
    lines = list(figures.result.lines)
    if already:
        rule = "Le righe di prima restano come sono: qui c’è la differenza"
        lines.append({"what": "Già calcolata", "rule": rule, "value": money(-already), "care": ""})
    return lines
