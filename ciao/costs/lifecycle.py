"""What can happen to an expense and to a timesheet."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.costs.enums import ExpenseState as S
from ciao.costs.enums import TimesheetState as T

EXPENSE = Lifecycle(
    "state",
    dict(S.choices),
    [
        Transition("pay", "segna pagata", (S.ACCRUED,), S.PAID),
        Transition("undo_payment", "togli il pagamento", (S.PAID,), S.ACCRUED, True, True),
        Transition("void", "annulla", (S.ACCRUED,), S.VOID, True, True),
    ],
)
TIMESHEET = Lifecycle(
    "state",
    dict(T.choices),
    [
        Transition("confirm", "conferma", (T.OPEN,), T.CONFIRMED),
        Transition("unlock", "riapri", (T.CONFIRMED,), T.OPEN, True, True),
    ],
)
