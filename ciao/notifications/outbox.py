"""Where outgoing mail goes: kept to be copied by hand where no mail server is set."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from ciao.access.actions import installation_scope
from ciao.access.actor import current_actor
from ciao.notifications.actions import write_mail


class OutboxBackend(BaseEmailBackend):
    """Takes the framework's mails (a forgotten password) into the installation's outbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Stores one row per reader; sending, where it is possible, is a job's work."""
        circle = installation_scope()
        for message in email_messages:
            for reader in message.recipients():
                write_mail(
                    scope=circle, recipient=reader, subject=str(message.subject), body=str(message.body),
                    by=current_actor(),
                )  # fmt: skip
        return len(email_messages)
