"""What can happen to a request to a specialist."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.consultations.enums import RequestState as R

REQUEST = Lifecycle(
    "state",
    dict(R.choices),
    [
        Transition("accept", "accogli", (R.ASKED,), R.ACCEPTED),
        Transition("refuse", "non accogliere", (R.ASKED,), R.REFUSED, needs_reason=True),
        Transition("finish", "concludi la consulenza", (R.ACCEPTED,), R.DONE),
        Transition("withdraw", "ritira la richiesta", (R.ASKED, R.ACCEPTED), R.WITHDRAWN, needs_reason=True),
        Transition("ask_again", "rimetti in attesa", (R.REFUSED, R.WITHDRAWN), R.ASKED, True, True),
        Transition("resume", "riprendi la consulenza", (R.DONE,), R.ACCEPTED, True, True),
    ],
)
