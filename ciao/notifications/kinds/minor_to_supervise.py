"""A minor has nobody who may sign for them."""

from ciao.notifications.kinds import Kind


class MinorToSupervise(Kind):
    """Told to who supervises: who signs for a minor without a holder is for them to decide."""

    code = "minor_to_supervise"
    label = "Un caso passa alla supervisione"
    may_opt_out = False
    words = "Il caso {number} chiede una firma e chi ne risponde non può darla: decidi tu."
