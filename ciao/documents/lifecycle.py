"""What can happen to an issued document."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.documents.enums import DocumentState as S

DOCUMENT = Lifecycle(
    "state",
    dict(S.choices),
    [
        Transition("supersede", "sostituisci", (S.ISSUED,), S.SUPERSEDED, needs_reason=True),
        Transition("void", "annulla", (S.ISSUED,), S.VOID, needs_reason=True, is_correction=True),
        Transition("reinstate", "rendi valido", (S.VOID,), S.ISSUED, needs_reason=True, is_correction=True),
    ],
)
