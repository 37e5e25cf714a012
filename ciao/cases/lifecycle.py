"""What can happen to a case, the steps between its phases, the funder's entry form, what a supervisor approves."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.cases.enums import ApprovalState as A
from ciao.cases.enums import CaseState as S
from ciao.cases.enums import EntryState as E
from ciao.cases.enums import ListState as L
from ciao.cases.enums import Phase

CASE = Lifecycle(
    "state",
    dict(S.choices),
    [
        Transition("suspend", "sospendi", (S.OPEN,), S.SUSPENDED, needs_reason=True),
        Transition("resume", "riprendi", (S.SUSPENDED,), S.OPEN),
        Transition("close", "concludi", (S.OPEN, S.SUSPENDED), S.CLOSED, needs_reason=True),
        Transition("reopen", "riapri", (S.CLOSED,), S.OPEN, needs_reason=True, is_correction=True),
        Transition("come_back", "rientra", (S.CLOSED,), S.OPEN, needs_reason=True),
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
    dict(Phase.choices),
    [
        Transition("to_assessment", "passa alla valutazione", (Phase.ACCESS,), Phase.ASSESSMENT),
        Transition("to_plan", "passa al progetto personalizzato", (Phase.ASSESSMENT,), Phase.PLAN),
        Transition("to_delivery", "avvia i sostegni", (Phase.PLAN,), Phase.DELIVERY),
        Transition("to_closing", "passa alla conclusione", (Phase.DELIVERY,), Phase.CLOSING),
        Transition("restart", "riparti dalla valutazione", (Phase.DELIVERY, Phase.CLOSING), Phase.ASSESSMENT, True),
        Transition("back_to_access", "torna all’accesso", (Phase.ASSESSMENT,), Phase.ACCESS, True, True),
        Transition("back_to_assessment", "torna alla valutazione", (Phase.PLAN,), Phase.ASSESSMENT, True, True),
        Transition("back_to_plan", "torna al progetto", (Phase.DELIVERY,), Phase.PLAN, True, True),
        Transition("back_to_delivery", "torna ai sostegni", (Phase.CLOSING,), Phase.DELIVERY, True, True),
    ],
)

LIST = Lifecycle(
    "state",
    dict(L.choices),
    [
        Transition("apply", "carica", (L.DRAFT,), L.RUNNING),
        Transition("finish", "segna caricato", (L.RUNNING,), L.LOADED),
        Transition("take_back", "annulla il caricamento", (L.RUNNING, L.LOADED), L.UNDOING, True, True),
        Transition("end_taking_back", "segna annullato", (L.UNDOING,), L.UNDONE),
        Transition("discard", "metti da parte", (L.DRAFT,), L.DISCARDED),
        Transition("expire", "cancella alla scadenza", (L.DRAFT, L.LOADED), L.EXPIRED),
    ],
)

ENTRY = Lifecycle(
    "state",
    dict(E.choices),
    [
        Transition("propose", "presenta alla firma", (E.DRAFT,), E.TO_SIGN),
        Transition("sign", "segna firmata", (E.TO_SIGN,), E.SIGNED),
        Transition("take_back", "riporta in bozza", (E.TO_SIGN,), E.DRAFT, True, True),
        Transition("undo_signing", "togli il segno di firmata", (E.SIGNED,), E.TO_SIGN, True, True),
    ],
)

APPROVAL = Lifecycle(
    "state",
    dict(A.choices),
    [
        Transition("approve", "approva", (A.ASKED,), A.APPROVED),
        Transition("return", "rimanda con un motivo", (A.ASKED,), A.RETURNED, needs_reason=True),
        Transition("withdraw", "ritira la richiesta", (A.ASKED,), A.WITHDRAWN, needs_reason=True, is_correction=True),
    ],
)
