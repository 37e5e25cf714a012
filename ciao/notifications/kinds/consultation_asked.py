"""Told to whoever answers requests in the body asked."""

from ciao.notifications.kinds import Kind


class ConsultationAsked(Kind):
    """Told to whoever answers requests in the body asked."""

    code = "consultation_asked"
    label = "Una richiesta di consulenza"
    words = "C’è la richiesta di consulenza {number} ({urgency})."
