"""What can happen to an internship, to a month's register, to an allowance."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.internships.enums import AllowanceState as A
from ciao.internships.enums import InternshipState as I
from ciao.internships.enums import OverrideState as O
from ciao.internships.enums import RegisterState as R

INTERNSHIP = Lifecycle(
    "state",
    dict(I.choices),
    [
        Transition("start", "avvia", (I.PREPARING,), I.RUNNING),
        Transition("end", "concludi", (I.RUNNING,), I.ENDED, True),
        Transition("cancel", "annulla", (I.PREPARING,), I.CANCELLED, True),
        Transition("undo_start", "riporta in preparazione", (I.RUNNING,), I.PREPARING, True, True),
        Transition("resume", "riapri", (I.ENDED,), I.RUNNING, True, True),
    ],
)
REGISTER = Lifecycle(
    "state",
    dict(R.choices),
    [
        Transition("confirm", "conferma", (R.OPEN,), R.CONFIRMED),
        Transition("unlock", "riapri", (R.CONFIRMED,), R.OPEN, True, True),
    ],
)
ALLOWANCE = Lifecycle(
    "state",
    dict(A.choices),
    [
        Transition("approve", "approva", (A.TO_APPROVE,), A.APPROVED),
        Transition("pay", "segna pagata", (A.APPROVED,), A.PAID),
        Transition("withdraw_approval", "togli l’approvazione", (A.APPROVED,), A.TO_APPROVE, True, True),
        Transition("undo_payment", "togli il pagamento", (A.PAID,), A.APPROVED, True, True),
        Transition("void", "annulla", (A.TO_APPROVE,), A.VOID, True, True),
    ],
)
OVERRIDE = Lifecycle(
    "state",
    dict(O.choices),
    [
        Transition("allow", "consenti l’avvio", (O.ASKED,), O.ALLOWED, True),
        Transition("refuse", "non consentire l’avvio", (O.ASKED,), O.REFUSED, True),
        Transition("reconsider", "rimetti da decidere", (O.ALLOWED, O.REFUSED), O.ASKED, True, True),
    ],
)
