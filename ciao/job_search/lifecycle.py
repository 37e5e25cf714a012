"""What can happen to an application."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.job_search.enums import ApplicationState as A

OPEN = (A.SENT, A.INTERVIEW)
ENDED = (A.HIRED, A.REFUSED, A.NO_ANSWER, A.WITHDRAWN)

APPLICATION = Lifecycle(
    "state",
    dict(A.choices),
    [
        Transition("send", "segna mandata", (A.PREPARING,), A.SENT),
        Transition("invite", "segna a colloquio", (A.SENT, A.NO_ANSWER), A.INTERVIEW),
        Transition("hire", "segna l’assunzione", OPEN, A.HIRED),
        Transition("refuse", "segna la risposta negativa", OPEN, A.REFUSED),
        Transition("give_up", "segna nessuna risposta", OPEN, A.NO_ANSWER),
        Transition("withdraw", "ritira", (A.PREPARING, *OPEN), A.WITHDRAWN),
        Transition("reopen", "riapri", ENDED, A.SENT, True, True),
    ],
)
