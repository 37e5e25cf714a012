"""A supervisor has answered."""

from ciao.notifications.kinds import Kind


class ApprovalDecided(Kind):
    """Told to whoever asked."""

    code = "approval_decided"
    label = "Risposta a un’approvazione"
    words = "Caso {number}, {step}: {outcome}."
