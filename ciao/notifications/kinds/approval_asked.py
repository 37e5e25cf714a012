"""A step waits for a supervisor."""

from ciao.notifications.kinds import Kind


class ApprovalAsked(Kind):
    """Told to whoever supervises: without them the case stands still, so it cannot be refused."""

    code = "approval_asked"
    label = "Un’approvazione aspetta te"
    may_opt_out = False
    words = "Caso {number}: {step} da approvare."
