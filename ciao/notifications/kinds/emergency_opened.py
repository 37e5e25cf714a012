"""Somebody opened a case in an emergency."""

from ciao.notifications.kinds import Kind


class EmergencyOpened(Kind):
    """Told to who supervises and to the reference: they judge the same day, so it cannot be refused."""

    code = "emergency_opened"
    label = "Un fascicolo è stato aperto in emergenza"
    may_opt_out = False
    words = "{who} ha aperto in emergenza il caso {number}. Si chiude da solo stasera."
