"""What can happen to a host and to a place."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.hosts.enums import HostState as H
from ciao.hosts.enums import VacancyState as V

HOST = Lifecycle(
    "state",
    dict(H.choices),
    [
        Transition("contact", "segna contattato", (H.LEAD,), H.CONTACTED),
        Transition("interest", "segna interessato", (H.LEAD, H.CONTACTED), H.INTERESTED),
        Transition("agree", "segna disponibile", (H.LEAD, H.CONTACTED, H.INTERESTED, H.PAUSED), H.AVAILABLE),
        Transition("pause", "metti in pausa", (H.CONTACTED, H.INTERESTED, H.AVAILABLE), H.PAUSED, True),
        Transition("close", "segna chiuso", (H.LEAD, H.CONTACTED, H.INTERESTED, H.AVAILABLE, H.PAUSED), H.CLOSED, True),
        Transition(
            "back_to_lead", "torna da contattare", (H.CONTACTED, H.INTERESTED, H.PAUSED, H.CLOSED), H.LEAD, True, True
        ),
    ],
)
VACANCY = Lifecycle(
    "state",
    dict(V.choices),
    [
        Transition("fill", "segna occupato", (V.OPEN,), V.FILLED),
        Transition("free", "rimetti libero", (V.FILLED,), V.OPEN),
        Transition("close", "chiudi il posto", (V.OPEN, V.FILLED), V.CLOSED, True),
        Transition("reopen", "riapri il posto", (V.CLOSED,), V.OPEN, True, True),
    ],
)
