"""What can happen to an assessment, and to a balance of skills."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.assessments.enums import AssessmentState as S
from ciao.assessments.enums import ProfilePhase as P

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

PROFILE = Lifecycle(
    "phase",
    dict(P.choices),
    [
        Transition("deepen", "passa all’approfondimento", (P.WELCOME,), P.INVESTIGATION),
        Transition("conclude", "passa alla conclusione", (P.INVESTIGATION,), P.CONCLUSION),
        Transition("close", "chiudi il bilancio", (P.CONCLUSION,), P.DONE),
        Transition("reopen", "riapri", (P.DONE,), P.CONCLUSION, needs_reason=True, is_correction=True),
    ],
)
