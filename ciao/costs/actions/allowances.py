"""An allowance approved is money due: it becomes an expense of who pays."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.budget.enums import CostKind
from ciao.core.formats import month
from ciao.costs.actions.expenses import Thread, check_partner, item_for, lock, new_expense, threads_of
from ciao.costs.cost_rules.allowance import RULE, AllowanceFacts
from ciao.costs.enums import ExpenseState
from ciao.costs.lifecycle import EXPENSE
from ciao.costs.models import Expense
from ciao.internships.actions import move_allowance
from ciao.internships.models import Allowance
from ciao.programmes.models import Activity, Partnership


@transaction.atomic
def approve_allowance(*, allowance: Allowance, on: date, by: Actor) -> Expense:
    """The allowance is due from this day; a difference line gives a further expense, which may be negative.

    Raises `NotPossible` when who pays is no partner, the budget has no item for allowances, or the same person
    confirmed the register.
    """
    lock(allowance)
    thread = threads_of([allowance.id])[allowance.id]
    partnership = payer_of(allowance, thread)
    item = item_for(partnership, CostKind.ALLOWANCE, thread.activity_id, on)
    move_allowance(allowance=allowance, verb="approve", on=on, by=by)
    facts = facts_of(allowance)
    return new_expense(
        partnership=partnership, item=item, activity=Activity.objects.get(id=thread.activity_id), rule=RULE.code,
        title=title_of(allowance), accrued_on=on, due_amount=RULE.amount(facts),
        explanation=allowance.explanation or RULE.lines(facts), by=by, allowance=allowance,
    )  # fmt: skip


@transaction.atomic
def withdraw_approval(*, allowance: Allowance, reason: str, on: date, by: Actor) -> Allowance:
    """Correction: approved by mistake; its expense is annulled, and may not have been paid."""
    lock(allowance)
    expense = standing_expense(allowance.id)
    if expense is not None:
        if expense.state == ExpenseState.PAID:
            raise NotPossible("È già pagata: togli prima il pagamento.")
        EXPENSE.move(expense, "void", by=by, on=on, reason=reason)
    move_allowance(allowance=allowance, verb="withdraw_approval", on=on, by=by, reason=reason)
    return allowance


def standing_expense(allowance_id: uuid.UUID) -> Expense | None:
    """The one expense of an allowance that counts."""
    return Expense.objects.counted().filter(allowance_id=allowance_id).first()


def payer_of(allowance: Allowance, thread: Thread) -> Partnership:
    """The place in the programme of who pays; raises `NotPossible` for a body that has none, or no budget."""
    rows = Partnership.objects.filter(programme_id=thread.programme_id, organization_id=allowance.payer_id)
    found = rows.select_related("programme").first()
    if found is None:
        raise NotPossible(f"{allowance.payer} non è un partner del progetto: cambia chi paga nel tirocinio.")
    check_partner(found)
    return found


def facts_of(allowance: Allowance) -> AllowanceFacts:
    """The allowance as its rule reads it."""
    return AllowanceFacts(
        allowance.month_on, allowance.line, allowance.planned_hours, allowance.attended_hours, allowance.full_amount,
        allowance.due_amount,
    )  # fmt: skip


def title_of(allowance: Allowance) -> str:
    """«Indennità del tirocinio 57, ottobre 2026»: a number, never a name."""
    words = f"Indennità del tirocinio {allowance.internship_number}, {month(allowance.month_on)}"
    return words if allowance.line == 1 else f"{words} (differenza {allowance.line - 1})"
