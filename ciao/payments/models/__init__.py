"""Where money goes, and the runs that send it."""

from ciao.payments.models.payee import IncomeSupport, Payee, PayeeAccount, PayeeChange
from ciao.payments.models.run import (
    PaidAllowance,
    PayeeSnapshot,
    PaymentFile,
    PaymentLine,
    PaymentLineChange,
    PaymentRun,
    PaymentRunChange,
)

__all__ = [
    "IncomeSupport",
    "PaidAllowance",
    "Payee",
    "PayeeAccount",
    "PayeeChange",
    "PayeeSnapshot",
    "PaymentFile",
    "PaymentLine",
    "PaymentLineChange",
    "PaymentRun",
    "PaymentRunChange",
]
