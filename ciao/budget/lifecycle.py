"""What can happen to a loaded budget."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.budget.enums import PlanState as S

BUDGET = Lifecycle(
    "state",
    dict(S.choices),
    [
        Transition("confirm", "conferma", (S.DRAFT,), S.IN_FORCE),
        Transition("replace", "sostituisci", (S.IN_FORCE,), S.REPLACED),
        Transition("discard", "metti da parte", (S.DRAFT,), S.DISCARDED),
        Transition("reinstate", "rimetti in vigore", (S.REPLACED,), S.IN_FORCE, True, True),
    ],
)
