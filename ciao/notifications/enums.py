"""Where an outgoing mail is."""

from django.db.models import TextChoices


class MailState(TextChoices):
    """Without a mail server a mail waits to be copied and handed over by someone."""

    WAITING = "waiting", "in partenza"
    TO_COPY = "to_copy", "da consegnare"
    SENT = "sent", "spedita"
    FAILED = "failed", "non spedita"
    HANDED = "handed", "consegnata a mano"
