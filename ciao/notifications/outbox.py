"""Where outgoing mail goes: kept to be copied by hand where no mail server is set."""

from django.core.mail.backends.base import BaseEmailBackend


class OutboxBackend(BaseEmailBackend):
    """Placeholder until the outbox table exists."""
