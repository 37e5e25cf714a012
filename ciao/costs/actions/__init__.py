"""What changes money spent: allowances approved, purchases recorded, hours confirmed, payments with their proof."""

from ciao.costs.actions.allowances import approve_allowance, withdraw_approval
from ciao.costs.actions.past import accrue_past_allowances
from ciao.costs.actions.payments import pay_expense, undo_payment, void_expense
from ciao.costs.actions.proposals import proposed_hours, write_proposed
from ciao.costs.actions.purchases import record_purchase
from ciao.costs.actions.timesheets import confirm_timesheet, open_timesheet, unlock_timesheet, write_hours

__all__ = [
    "accrue_past_allowances",
    "approve_allowance",
    "confirm_timesheet",
    "open_timesheet",
    "pay_expense",
    "proposed_hours",
    "record_purchase",
    "undo_payment",
    "unlock_timesheet",
    "void_expense",
    "withdraw_approval",
    "write_hours",
    "write_proposed",
]
