"""What can happen to a signal."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.outreach.enums import SignalState as S

SIGNAL = Lifecycle(
    "state",
    dict(S.choices),
    [
        Transition("assign", "affida", (S.NEW, S.ASSIGNED), S.ASSIGNED),
        Transition("accept", "prendi in carico", (S.NEW, S.ASSIGNED), S.ACCEPTED),
        Transition("orient", "orienta altrove", (S.NEW, S.ASSIGNED), S.ORIENTED, needs_reason=True),
        Transition("give_up", "segna non raggiungibile", (S.NEW, S.ASSIGNED), S.UNREACHABLE, needs_reason=True),
        Transition("expire", "cancella alla scadenza", (S.NEW, S.ASSIGNED, S.UNREACHABLE), S.EXPIRED),
        Transition("reopen", "riapri", (S.ORIENTED, S.UNREACHABLE), S.ASSIGNED, needs_reason=True, is_correction=True),
    ],
)
