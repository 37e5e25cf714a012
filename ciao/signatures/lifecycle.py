"""What can happen to a signature."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.signatures.enums import SignatureState as S

SIGNATURE = Lifecycle(
    "state",
    dict(S.choices),
    [
        Transition("sign", "firma", (S.REQUESTED,), S.SIGNED),
        Transition("withdraw", "ritira", (S.REQUESTED, S.SIGNED), S.WITHDRAWN, needs_reason=True, is_correction=True),
    ],
)
