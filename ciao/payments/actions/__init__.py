"""What one does with money on its way to a person: an account, a run, the bank's answer."""

from ciao.payments.actions.answers import record_paid, reject_line, undo_paid
from ciao.payments.actions.payees import (
    PAYER_ACCOUNTS,
    expected_grants,
    record_payee,
    refuse_payee,
    verify_payee,
)
from ciao.payments.actions.reserved import issue_reserved_file, waiting_reserved
from ciao.payments.actions.runs import (
    Candidate,
    candidates,
    leave_out,
    load_amounts,
    prepare_run,
    write_amounts,
)
from ciao.payments.actions.steps import (
    approve_run,
    cancel_run,
    check_run,
    propose_run,
    release_run,
    send_back,
    takers,
)
from ciao.payments.actions.supports import record_support

__all__ = [
    "PAYER_ACCOUNTS",
    "Candidate",
    "approve_run",
    "cancel_run",
    "candidates",
    "check_run",
    "expected_grants",
    "issue_reserved_file",
    "leave_out",
    "load_amounts",
    "prepare_run",
    "propose_run",
    "record_paid",
    "record_payee",
    "record_support",
    "refuse_payee",
    "reject_line",
    "release_run",
    "send_back",
    "takers",
    "undo_paid",
    "verify_payee",
    "waiting_reserved",
    "write_amounts",
]
