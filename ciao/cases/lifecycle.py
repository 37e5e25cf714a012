"""What can happen to a case, and the steps between its phases."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.cases.enums import CaseState as S
from ciao.cases.enums import Phase as P

CASE = Lifecycle(
    "state",
    dict(S.choices),
    [
        Transition("suspend", "sospendi", (S.OPEN,), S.SUSPENDED, needs_reason=True),
        Transition("resume", "riprendi", (S.SUSPENDED,), S.OPEN),
        Transition("close", "concludi", (S.OPEN, S.SUSPENDED), S.CLOSED, needs_reason=True),
        Transition("reopen", "riapri", (S.CLOSED,), S.OPEN, needs_reason=True, is_correction=True),
        Transition(
            "void",
            "segna aperto per errore",
            (S.OPEN, S.SUSPENDED),
            S.VOID,
            needs_reason=True,
            is_correction=True,
        ),
    ],
)

PHASE = Lifecycle(
    "phase",
    dict(P.choices),
    [
        Transition("to_assessment", "passa alla valutazione", (P.ACCESS,), P.ASSESSMENT),
        Transition("to_plan", "passa al progetto personalizzato", (P.ASSESSMENT,), P.PLAN),
        Transition("to_delivery", "avvia i sostegni", (P.PLAN,), P.DELIVERY),
        Transition("to_closing", "passa alla conclusione", (P.DELIVERY,), P.CLOSING),
        Transition("back_to_access", "torna all’accesso", (P.ASSESSMENT,), P.ACCESS, True, True),
        Transition("back_to_assessment", "torna alla valutazione", (P.PLAN,), P.ASSESSMENT, True, True),
        Transition("back_to_plan", "torna al progetto", (P.DELIVERY,), P.PLAN, True, True),
        Transition("back_to_delivery", "torna ai sostegni", (P.CLOSING,), P.DELIVERY, True, True),
    ],
)
