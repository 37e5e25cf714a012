"""Notices to those who work here, what they chose not to receive, and the mail that goes out."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.models import Row
from ciao.notifications.enums import MailState


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Words for the notices of one person."""

    def unread(self) -> NotificationQuerySet:
        """Those nobody has ticked yet."""
        return self.filter(is_read=False)

    def of(self, user_id: uuid.UUID | None) -> NotificationQuerySet:
        """Those told to one person: nobody reads another's notices."""
        return self.filter(user_id=user_id) if user_id else self.none()


class Notification(Protected):
    """One line told to one worker: case numbers and a link, never a name."""

    ACCESS_LEVEL = Level.OWN
    OWN_ROWS = "user_id"
    PUBLIC_INSERT = True
    PRIVACY = {"user": Privacy.STAFF, "text": Privacy.FACT, "*": Privacy.NONE}

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=240)
    url = models.CharField(max_length=200, blank=True)
    is_read = models.BooleanField(default=False)
    told_at = models.DateTimeField(default=clock.now)
    told_by = models.UUIDField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "avviso"
        verbose_name_plural = "avvisi"
        ordering = ["is_read", "-told_at"]
        indexes = [models.Index(fields=["user", "is_read"], name="notification_unread")]

    def __str__(self) -> str:
        return f"{self.kind} {self.told_at:%Y-%m-%d}"


class OptOut(Row):
    """A kind of notice that someone does not want by e-mail; it still shows in CIAO!."""

    PRIVACY = {"*": Privacy.STAFF}

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)

    class Meta:
        verbose_name = "avviso rifiutato"
        verbose_name_plural = "avvisi rifiutati"
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="opt_out_once")]

    def __str__(self) -> str:
        return self.kind


class OutgoingMail(Protected):
    """A mail that left, or that waits for someone to copy it; once sent, its text is not kept."""

    ACCESS_LEVEL = Level.STAFF
    PUBLIC_INSERT = True
    PRIVACY = {"recipient": Privacy.STAFF, "body": Privacy.STAFF, "*": Privacy.NONE}

    recipient = models.EmailField("a chi")
    subject = models.CharField("oggetto", max_length=200)
    body = SealedTextField("testo", blank=True)
    state = models.CharField("stato", max_length=8, choices=MailState.choices)
    problem = models.CharField("che cosa è successo", max_length=200, blank=True)
    written_at = models.DateTimeField("scritta", default=clock.now)
    written_by = models.UUIDField(null=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = "messaggio in uscita"
        verbose_name_plural = "posta in uscita"
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return self.subject
