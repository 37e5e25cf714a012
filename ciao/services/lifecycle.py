"""What can happen to an edition, to the register of a meeting, to an enrolment, to a turn in line."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.services.enums import EditionState as E
from ciao.services.enums import EnrolmentState as N
from ciao.services.enums import GroupPlanState as G
from ciao.services.enums import RegisterState as R
from ciao.services.enums import WaitingState as W

EDITION = Lifecycle(
    "state",
    dict(E.choices),
    [
        Transition("start", "avvia", (E.PLANNED,), E.RUNNING),
        Transition("finish", "concludi", (E.RUNNING,), E.DONE),
        Transition("cancel", "annulla", (E.PLANNED, E.RUNNING), E.CANCELLED, True),
        Transition("resume", "riapri", (E.DONE, E.CANCELLED), E.RUNNING, True, True),
    ],
)
REGISTER = Lifecycle(
    "state",
    dict(R.choices),
    [
        Transition("lock", "chiudi le presenze", (R.OPEN,), R.LOCKED),
        Transition("unlock", "riapri le presenze", (R.LOCKED,), R.OPEN, True, True),
        Transition("call_off", "annulla l’incontro", (R.OPEN,), R.OFF, True),
        Transition("hold_again", "rimetti in programma", (R.OFF,), R.OPEN, True, True),
    ],
)
ENROLMENT = Lifecycle(
    "state",
    dict(N.choices),
    [
        Transition("complete", "segna finito", (N.ENROLLED,), N.COMPLETED),
        Transition("withdraw", "segna che ha lasciato", (N.ENROLLED,), N.WITHDRAWN, True),
        Transition("restore", "rimetti tra chi partecipa", (N.COMPLETED, N.WITHDRAWN), N.ENROLLED, True, True),
        Transition("void", "segna per errore", (N.ENROLLED, N.COMPLETED, N.WITHDRAWN), N.VOID, True, True),
    ],
)
WAITING = Lifecycle(
    "state",
    dict(W.choices),
    [
        Transition("offer", "offri il posto", (W.WAITING,), W.OFFERED),
        Transition("accept", "segna il sì", (W.WAITING, W.OFFERED), W.ACCEPTED),
        Transition("decline", "segna il no", (W.OFFERED,), W.DECLINED),
        Transition("expire", "fai scadere l’offerta", (W.OFFERED,), W.EXPIRED),
        Transition("leave", "togli dall’attesa", (W.WAITING, W.OFFERED), W.LEFT, True),
        Transition("wait_again", "rimetti in attesa", (W.DECLINED, W.EXPIRED, W.LEFT), W.WAITING, True, True),
    ],
)
GROUP_PLAN = Lifecycle(
    "state",
    dict(G.choices),
    [
        Transition("enrol", "iscrivi", (G.DRAFT,), G.ENROLLED),
        Transition("drop", "metti da parte", (G.DRAFT,), G.DROPPED, True),
        Transition("work_again", "riprendi", (G.ENROLLED, G.DROPPED), G.DRAFT, True, True),
    ],
)
