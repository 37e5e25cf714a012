"""What can happen to a filled instrument: answers are never rewritten, they are set aside and given again."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.questionnaires.enums import ResponseState as S

RESPONSE = Lifecycle(
    "state",
    dict(S.choices),
    [
        Transition("discard", "metti da parte", (S.RECORDED,), S.DISCARDED, needs_reason=True, is_correction=True),
    ],
)
