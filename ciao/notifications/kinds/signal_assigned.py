"""Someone is named to answer a signal."""

from ciao.notifications.kinds import Kind


class SignalAssigned(Kind):
    """Told to whoever must answer, because the deadline runs."""

    code = "signal_assigned"
    label = "Una segnalazione tocca a te"
    words = "Rispondi tu alla segnalazione {number}."
