"""What can become of two files that may be of one person."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.people.enums import DuplicateState as S

DUPLICATE = Lifecycle(
    "state",
    dict(S.choices),
    [
        Transition("join", "sono la stessa persona", (S.OPEN,), S.SAME),
        Transition("part", "sono due persone diverse", (S.OPEN,), S.DIFFERENT),
        Transition("undo", "annulla l’unione", (S.SAME,), S.OPEN, needs_reason=True, is_correction=True),
        Transition("rethink", "rivedi la risposta", (S.DIFFERENT,), S.OPEN, needs_reason=True, is_correction=True),
    ],
)
