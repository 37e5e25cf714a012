"""Somebody just taken in charge may have a file already."""

from ciao.notifications.kinds import Kind


class MaybeKnown(Kind):
    """Told to the coordination: whoever took the person in waits for a call, so it cannot be refused."""

    code = "maybe_known"
    label = "Una persona forse già conosciuta"
    may_opt_out = False
    words = "Una persona appena presa in carico forse ha già una scheda: guardale e richiama chi l’ha accolta."
