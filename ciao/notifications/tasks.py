"""Sending mail outside the page that wrote it."""

import uuid

from procrastinate.contrib.django import app

from ciao.access.actor import acting, job
from ciao.notifications.actions import SEND, deliver
from ciao.notifications.enums import MailState
from ciao.notifications.models import OutgoingMail


@app.task(name=SEND)
def send_mail(mail_id: str) -> None:
    """Sends one waiting mail; one that was handed over in the meantime stays as it is."""
    with acting(job("send_mail")) as sender:
        mail = OutgoingMail.objects.filter(id=uuid.UUID(mail_id), state=MailState.WAITING).first()
        if mail is not None:
            deliver(mail=mail, by=sender)
