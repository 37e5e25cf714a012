"""What can happen to a resource of the directory."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.resources.enums import ResourceState as S

RESOURCE = Lifecycle(
    "state",
    dict(S.choices),
    [
        Transition("pause", "segna chiusa per ora", (S.ACTIVE,), S.PAUSED, needs_reason=True),
        Transition("resume", "segna di nuovo attiva", (S.PAUSED,), S.ACTIVE),
        Transition("close", "segna chiusa", (S.ACTIVE, S.PAUSED), S.CLOSED, needs_reason=True),
        Transition("reopen", "rimetti tra le attive", (S.CLOSED,), S.ACTIVE, needs_reason=True, is_correction=True),
    ],
)
