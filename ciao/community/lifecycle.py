"""What can happen to an event, a proposal, an offer and a survey."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.community.enums import EventState as E
from ciao.community.enums import OfferState as O
from ciao.community.enums import ProposalState as P
from ciao.community.enums import SurveyState as S

EVENT = Lifecycle(
    "state",
    dict(E.choices),
    [
        Transition("publish", "pubblica", (E.DRAFT,), E.PUBLISHED),
        Transition("hold", "segna svolto", (E.PUBLISHED,), E.HELD),
        Transition("cancel", "annulla l’evento", (E.DRAFT, E.PUBLISHED), E.CANCELLED, True),
        Transition("unpublish", "riporta in bozza", (E.PUBLISHED,), E.DRAFT, True, True),
        Transition("undo_holding", "togli il segno di svolto", (E.HELD,), E.PUBLISHED, True, True),
        Transition("restore", "riprendi", (E.CANCELLED,), E.DRAFT, True, True),
    ],
)
PROPOSAL = Lifecycle(
    "state",
    dict(P.choices),
    [
        Transition("discuss", "segna discussa", (P.RECEIVED,), P.DISCUSSED),
        Transition("accept", "accogli", (P.RECEIVED, P.DISCUSSED), P.ACCEPTED),
        Transition("put_off", "rispondi «non ora»", (P.RECEIVED, P.DISCUSSED), P.NOT_NOW, True),
        Transition("reopen", "riapri", (P.ACCEPTED, P.NOT_NOW), P.DISCUSSED, True, True),
    ],
)
OFFER = Lifecycle(
    "state",
    dict(O.choices),
    [
        Transition("match", "abbina", (O.OFFERED, O.MATCHED, O.THANKED), O.MATCHED),
        Transition("thank", "segna ringraziata", (O.MATCHED,), O.THANKED),
        Transition("close", "segna non più disponibile", (O.OFFERED, O.MATCHED, O.THANKED), O.CLOSED, True),
        Transition("reopen", "riprendi", (O.CLOSED,), O.OFFERED, True, True),
    ],
)
SURVEY = Lifecycle(
    "state",
    dict(S.choices),
    [
        Transition("close", "chiudi le risposte", (S.OPEN,), S.CLOSED),
        Transition("reopen", "riapri le risposte", (S.CLOSED,), S.OPEN, True, True),
    ],
)
