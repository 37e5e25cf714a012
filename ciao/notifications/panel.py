"""What the frame of every page shows of the notices."""

from ciao.access.actor import Actor
from ciao.notifications.models import Notification


def unread_count(actor: Actor) -> int:
    """How many notices this person has not read yet."""
    return Notification.objects.of(actor.user_id).unread().count() if actor.user_id else 0
