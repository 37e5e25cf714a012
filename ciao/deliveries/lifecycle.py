"""What can happen to a delivery: only to be taken back, and put back."""

from ciao.access.lifecycle import Lifecycle, Transition
from ciao.deliveries.enums import DeliveryState as D

DELIVERY = Lifecycle(
    "state",
    dict(D.choices),
    [
        Transition("void", "segna per errore", (D.DONE,), D.VOID, True),
        Transition("restore", "rimetti tra gli interventi", (D.VOID,), D.DONE, True, True),
    ],
)
