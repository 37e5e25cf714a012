"""What can happen to a version of a plan."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.plans.enums import PlanState as S

PLAN = Lifecycle(
    "state",
    dict(S.choices),
    [
        Transition("propose", "presenta alla firma", (S.DRAFT,), S.TO_SIGN),
        Transition("sign", "segna firmato", (S.TO_SIGN,), S.SIGNED),
        Transition("supersede", "sostituisci", (S.SIGNED,), S.SUPERSEDED),
        Transition("take_back", "riporta in bozza", (S.TO_SIGN,), S.DRAFT, True, True),
        Transition("undo_signing", "togli il segno di firmato", (S.SIGNED,), S.TO_SIGN, True, True),
        Transition("reinstate", "rimetti in vigore", (S.SUPERSEDED,), S.SIGNED, True, True),
        Transition("discard", "metti da parte", (S.DRAFT, S.TO_SIGN), S.DISCARDED, True, True),
    ],
)
