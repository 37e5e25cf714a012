"""Told to whoever asked, so that they need not look."""

from ciao.notifications.kinds import Kind


class ConsultationAnswered(Kind):
    """Told to whoever asked, so that they need not look."""

    code = "consultation_answered"
    label = "Novità su una consulenza"
    words = "La consulenza {number} è {words}."
