"""What can happen to an account, to a payment run, to one person's line in it."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.payments.enums import LineState as L
from ciao.payments.enums import PayeeState as P
from ciao.payments.enums import RunState as R

PAYEE = Lifecycle(
    "state",
    dict(P.choices),
    [
        Transition("verify", "verifica", (P.TO_VERIFY,), P.VERIFIED),
        Transition("refuse", "rimanda da correggere", (P.TO_VERIFY, P.VERIFIED), P.REFUSED, True, True),
        Transition("replace", "sostituisci", (P.TO_VERIFY, P.VERIFIED, P.REFUSED), P.REPLACED),
    ],
)
RUN = Lifecycle(
    "state",
    dict(R.choices),
    [
        Transition("propose", "proponi", (R.DRAFT,), R.PROPOSED),
        Transition("check", "controlla", (R.PROPOSED,), R.CHECKED),
        Transition("approve", "approva", (R.CHECKED,), R.APPROVED),
        Transition("release", "manda alla banca", (R.APPROVED,), R.RELEASED),
        Transition("close", "concludi", (R.RELEASED,), R.CLOSED),
        Transition("send_back", "rimanda indietro", (R.PROPOSED, R.CHECKED), R.DRAFT, True, True),
        Transition("cancel", "annulla", (R.DRAFT, R.PROPOSED, R.CHECKED, R.APPROVED), R.CANCELLED, True, True),
        Transition("reopen", "riapri", (R.CLOSED,), R.RELEASED, True, True),
    ],
)
LINE = Lifecycle(
    "state",
    dict(L.choices),
    [
        Transition("leave_out", "togli", (L.READY,), L.LEFT_OUT, True),
        Transition("send", "manda alla banca", (L.READY,), L.SENT),
        Transition("pay", "segna pagata", (L.SENT,), L.PAID),
        Transition("reject", "segna respinta", (L.SENT,), L.REJECTED, True),
        Transition("undo_pay", "togli il pagamento", (L.PAID,), L.SENT, True, True),
    ],
)
