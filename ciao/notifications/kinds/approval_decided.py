"""A supervisor has answered."""

from ciao.notifications.kinds import Kind


class ApprovalDecided(Kind):
    """Told to whoever asked: until they know, the case stands still, so it cannot be refused."""

    code = "approval_decided"
    label = "Risposta a un’approvazione"
    may_opt_out = False
    words = "Caso {number}, {step}: {outcome}."
