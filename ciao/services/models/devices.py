"""What reaches a register by other ways than the page: marks sent by a device, cards at the door, sheets of paper."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from ciao.access.actions import hash_token
from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.files.models import StoredFile
from ciao.services.enums import Presence
from ciao.services.models.enrolments import Enrolment
from ciao.services.models.meetings import Session


class SentMark(Protected):
    """A mark that came from a device, under the id the device gave it: sent twice, it counts once.

    `marked_at` is when it was made there, by the device's own clock; `recorded_at` when it reached us.
    """

    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {"*": Privacy.FACT}
    APPEND_ONLY = True

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="sent_marks")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    presence = models.CharField("presenza", max_length=1, choices=Presence.choices, blank=True)
    others_count = models.PositiveSmallIntegerField("altre persone presenti", null=True, blank=True)
    marked_at = models.DateTimeField("segnata sul dispositivo", null=True, blank=True)
    marked_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "presenza mandata da un dispositivo"
        verbose_name_plural = "presenze mandate da un dispositivo"

    def __str__(self) -> str:
        return f"{self.presence} {self.id}"


class DoorCardQuerySet(models.QuerySet["DoorCard"]):
    """Cards as pages ask for them."""

    def with_word(self, word: str) -> DoorCardQuerySet:
        """The one that says so, while it is valid."""
        return self.filter(token_hash=hash_token(word), revoked_at__isnull=True)


@tracked
class DoorCard(Protected):
    """A card one shows at the door: an opaque word in a drawing, no name unless it is wanted; it can be taken back."""

    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {"token_hash": Privacy.PSEUDONYM, "*": Privacy.FACT}

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="cards")
    token_hash = models.CharField("impronta del codice", max_length=64, unique=True)
    issued_at = models.DateTimeField(default=clock.now)
    issued_by = models.UUIDField(null=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.UUIDField(null=True, blank=True)

    objects = DoorCardQuerySet.as_manager()

    class Meta:
        verbose_name = "cartellino"
        verbose_name_plural = "cartellini"
        ordering = ["issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=models.Q(revoked_at__isnull=True),
                name="door_card_once",
                violation_error_message="Ha già un cartellino che vale.",
            )
        ]

    def __str__(self) -> str:
        return f"cartellino {self.id}"


@tracked
class PaperSheet(Protected):
    """A register on paper for one meeting: who is on which row, so that the scan finds its way back.

    It stands in the circle of who leads the edition; `enrolment_ids` are its rows, in order.
    """

    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {"enrolment_ids": Privacy.PSEUDONYM, "*": Privacy.FACT}

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="sheets")
    enrolment_ids = ArrayField(models.UUIDField(), verbose_name="righe")
    prepared_at = models.DateTimeField(default=clock.now)
    prepared_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "foglio delle presenze"
        verbose_name_plural = "fogli delle presenze"
        ordering = ["-prepared_at"]

    def __str__(self) -> str:
        return f"foglio {self.id}"

    def get_absolute_url(self) -> str:
        """Where the meeting it is for is written."""
        return reverse("services:attendance", args=[self.session_id])


@tracked
class SheetScan(Protected):
    """A page of a sheet that came back, signed by hand: the evidence, and what its boxes seem to say.

    `found` is only proposed: enrolment id → presence; a person looks at it before anything is written.
    """

    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {"found": Privacy.PSEUDONYM, "*": Privacy.FACT}

    sheet = models.ForeignKey(PaperSheet, on_delete=models.PROTECT, related_name="scans")
    page = models.PositiveSmallIntegerField("pagina")
    image = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    found = models.JSONField("proposte", default=dict, blank=True)
    joined_at = models.DateTimeField(default=clock.now)
    joined_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "foglio scansionato"
        verbose_name_plural = "fogli scansionati"
        ordering = ["page", "-joined_at"]

    def __str__(self) -> str:
        return f"pagina {self.page} del foglio {self.sheet_id}"
