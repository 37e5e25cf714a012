"""What can happen to an assessment."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.assessments.enums import AssessmentState as S

ASSESSMENT = Lifecycle(
    "state",
    dict(S.choices),
    [
        Transition("confirm", "conferma", (S.DRAFT,), S.CONFIRMED),
        Transition("reopen", "riapri per correggere", (S.CONFIRMED,), S.DRAFT, needs_reason=True, is_correction=True),
        Transition(
            "discard",
            "metti da parte",
            (S.DRAFT, S.CONFIRMED),
            S.DISCARDED,
            needs_reason=True,
            is_correction=True,
        ),
    ],
)
