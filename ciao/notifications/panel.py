"""What the frame of every page shows of the notices."""

from ciao.access.actor import Actor


def unread_count(actor: Actor) -> int:
    """How many notices this person has not read yet."""
    return 0
