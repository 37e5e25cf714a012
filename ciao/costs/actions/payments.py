"""Paying an expense with its proof, and taking back what was a mistake."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.costs.actions.expenses import lock, threads_of
from ciao.costs.lifecycle import EXPENSE
from ciao.costs.models import Expense
from ciao.files.actions import store_file, supersede_file
from ciao.internships.actions import move_allowance
from ciao.internships.enums import AllowanceState


@transaction.atomic
def pay_expense(*, expense: Expense, paid_on: date, proof: File[Any] | None, by: Actor) -> Expense:
    """Paid on a day, with the paper that proves it; the allowance behind it is paid too.

    A negative amount needs the proof that it was recovered; an amount of zero needs none, as nothing moves.
    """
    lock(expense)
    _check_day(expense, paid_on)
    if proof is None and expense.due_amount != 0:
        raise NotPossible(
            "Allega la prova del pagamento." if expense.due_amount > 0 else "Allega la prova del recupero."
        )
    if proof is not None:
        person_id = threads_of([expense.allowance_id])[expense.allowance_id].person_id if expense.allowance_id else None
        expense.proof = store_file(upload=proof, scope=expense.scope_id, level=Level.MONEY, by=by, person_id=person_id)
    expense.paid_on = paid_on
    expense.save(update_fields=["proof", "paid_on"])
    EXPENSE.move(expense, "pay", by=by, on=paid_on)
    # One that was paid before it came here (a load) waits only for its proof.
    if expense.allowance is not None and expense.allowance.state != AllowanceState.PAID:
        move_allowance(allowance=expense.allowance, verb="pay", on=paid_on, by=by)
    return expense


@transaction.atomic
def undo_payment(*, expense: Expense, reason: str, on: date, by: Actor) -> Expense:
    """Correction: it was not paid; the proof leaves the page and stays on record."""
    lock(expense)
    EXPENSE.move(expense, "undo_payment", by=by, on=on, reason=reason)
    if expense.proof is not None:
        supersede_file(file=expense.proof, by=by, reason=reason)
    expense.paid_on, expense.proof = None, None
    expense.save(update_fields=["paid_on", "proof"])
    if expense.allowance is not None:
        move_allowance(allowance=expense.allowance, verb="undo_payment", on=on, by=by, reason=reason)
    return expense


@transaction.atomic
def void_expense(*, expense: Expense, reason: str, on: date, by: Actor) -> Expense:
    """Correction: it was never due; what comes from an allowance or from hours is corrected there."""
    lock(expense)
    if expense.allowance_id:
        raise NotPossible("Viene da un’indennità: togli l’approvazione dell’indennità.")
    if expense.timesheet_id:
        raise NotPossible("Viene da un foglio ore: riapri il foglio ore.")
    EXPENSE.move(expense, "void", by=by, on=on, reason=reason)
    return expense


def _check_day(expense: Expense, paid_on: date) -> None:
    if paid_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if paid_on < expense.accrued_on:
        raise NotPossible(f"È maturata il {date_field(expense.accrued_on)}: il pagamento non viene prima.")
