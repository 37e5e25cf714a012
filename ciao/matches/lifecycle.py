"""What can happen to a match."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.matches.enums import MatchState as S

MATCH = Lifecycle(
    "state",
    dict(S.choices),
    [
        Transition("person_yes", "segna che la persona accetta", (S.PROPOSED,), S.PERSON),
        Transition("host_yes", "segna che l’ente accetta", (S.PROPOSED,), S.HOST),
        Transition("person_yes_too", "segna che accetta anche la persona", (S.HOST,), S.BOTH),
        Transition("host_yes_too", "segna che accetta anche l’ente", (S.PERSON,), S.BOTH),
        Transition("confirm", "conferma l’abbinamento", (S.BOTH,), S.CONFIRMED),
        Transition("discard", "scarta", (S.PROPOSED, S.PERSON, S.HOST, S.BOTH, S.CONFIRMED), S.DISCARDED, True),
        Transition("finish", "segna concluso", (S.CONFIRMED,), S.ENDED),
        Transition("undo", "togli la conferma", (S.CONFIRMED,), S.BOTH, True, True),
        Transition("reopen", "rimetti fra le proposte", (S.DISCARDED,), S.PROPOSED, True, True),
    ],
)
