"""What the bank answered: paid with its proof, which makes the expense; or sent back, which frees the allowances."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core.formats import month
from ciao.costs.actions import pay_expense, undo_payment, void_expense
from ciao.costs.actions.allowances import standing_expense
from ciao.costs.actions.expenses import lock, new_expense
from ciao.costs.cost_rules.employer_charges import RULE, ChargesFacts
from ciao.costs.models import Expense
from ciao.payments.enums import LineState
from ciao.payments.lifecycle import LINE, RUN
from ciao.payments.models import PaymentLine, PaymentRun


@transaction.atomic
def record_paid(
    *, run: PaymentRun, lines: Sequence[PaymentLine], paid_on: date, proof: File[Any], by: Actor, reference: str = ""
) -> list[Expense]:
    """The bank paid these lines: each allowance's expense is paid with the proof, the charges become one of their own.

    Raises `NotPossible` where no line is chosen, one was answered already, or the day is in the future.
    """
    ensure(by, Action.COST_EDIT)
    lock(run)
    if not lines:
        raise NotPossible("Scegli almeno una riga.")
    content, name = b"".join(proof.chunks()), proof.name or "prova.pdf"
    found: list[Expense] = []
    for line in lines:
        lock(line)
        found += _pay(line, paid_on, ContentFile(content, name), by)
        line.paid_on, line.reference = paid_on, reference.strip()
        line.save(update_fields=["paid_on", "reference", "charges"])
        LINE.move(line, "pay", by=by, on=paid_on)
    _close_if_over(run, paid_on, by)
    return found


@transaction.atomic
def reject_line(*, line: PaymentLine, reason: str, on: date, by: Actor) -> PaymentLine:
    """The bank sent the money back: the allowances wait for another run, with the reason."""
    ensure(by, Action.COST_EDIT)
    lock(line.run)
    lock(line)
    LINE.move(line, "reject", by=by, on=on, reason=reason)
    line.allowances.update(is_live=False)
    _close_if_over(line.run, on, by)
    return line


@transaction.atomic
def undo_paid(*, line: PaymentLine, reason: str, on: date, by: Actor) -> PaymentLine:
    """Correction: it was not paid; its expenses are due again and the charges annulled."""
    ensure(by, Action.COST_EDIT)
    run = line.run
    lock(run)
    lock(line)
    if run.state == "closed":
        RUN.move(run, "reopen", by=by, on=on, reason=reason)
    LINE.move(line, "undo_pay", by=by, on=on, reason=reason)
    for row in line.allowances.select_related("allowance"):
        expense = standing_expense(row.allowance_id)
        if expense is not None:
            undo_payment(expense=expense, reason=reason, on=on, by=by)
    if line.charges is not None:
        undo_payment(expense=line.charges, reason=reason, on=on, by=by)
        void_expense(expense=line.charges, reason=reason, on=on, by=by)
    line.paid_on, line.reference, line.charges = None, "", None
    line.save(update_fields=["paid_on", "reference", "charges"])
    return line


def _pay(line: PaymentLine, paid_on: date, proof: ContentFile[bytes], by: Actor) -> list[Expense]:
    found = []
    for row in line.allowances.order_by("due_amount"):
        expense = standing_expense(row.allowance_id)
        if expense is None:
            raise NotPossible(f"Riga {line.position}: l’approvazione di un’indennità è stata tolta.")
        found.append(pay_expense(expense=expense, paid_on=paid_on, proof=proof, by=by))
    if line.charges_amount > 0:
        charges = _charges(line, found[0], paid_on, by)
        line.charges = charges
        found.append(pay_expense(expense=charges, paid_on=paid_on, proof=proof, by=by))
    return found


def _charges(line: PaymentLine, beside: Expense, paid_on: date, by: Actor) -> Expense:
    facts = ChargesFacts(line.code, line.gross_amount, line.charges_amount, paid_on)
    return new_expense(
        partnership=beside.partnership, item=beside.item, activity=beside.activity, rule=RULE.code,
        title=f"Oneri sull’indennità del tirocinio {line.internship_number}, {month(paid_on)}", accrued_on=paid_on,
        due_amount=RULE.amount(facts), explanation=RULE.lines(facts), by=by,
    )  # fmt: skip


def _close_if_over(run: PaymentRun, on: date, by: Actor) -> None:
    if not run.lines.filter(state__in=[LineState.READY, LineState.SENT]).exists():
        RUN.move(run, "close", by=by, on=on)
