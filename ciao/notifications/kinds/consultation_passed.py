"""Told to whoever follows it from now on."""

from ciao.notifications.kinds import Kind


class ConsultationPassed(Kind):
    """Told to whoever follows it from now on."""

    code = "consultation_passed"
    label = "Una consulenza passa a te"
    words = "Da oggi segui la consulenza {number}."
