"""What can happen to a person's request, and to an erasure that was announced."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.privacy.enums import ErasureState as E
from ciao.privacy.enums import RequestState as R

REQUEST = Lifecycle(
    "state",
    dict(R.choices),
    [
        Transition("answer", "rispondi", (R.OPEN,), R.ANSWERED),
        Transition("refuse", "rifiuta", (R.OPEN,), R.REFUSED, True),
        Transition("withdraw", "segna ritirata", (R.OPEN,), R.WITHDRAWN, True),
        Transition("reopen", "riapri", (R.ANSWERED, R.REFUSED, R.WITHDRAWN), R.OPEN, True, True),
    ],
)

ERASURE = Lifecycle(
    "state",
    dict(E.choices),
    [
        Transition("hold", "trattieni", (E.NOTICED,), E.HELD, True),
        Transition("release", "lascia andare", (E.HELD,), E.NOTICED, True),
        Transition("stop", "annulla l’annuncio", (E.NOTICED, E.HELD), E.STOPPED, True, True),
        Transition("erase", "cancella", (E.NOTICED,), E.DONE),
    ],
)
