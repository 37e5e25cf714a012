"""Who opened a file without being in its team, and who asked for the name of a reader."""

from __future__ import annotations

from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.people.models.person import Person


@tracked
class EmergencyOpening(Protected):
    """A file opened in an emergency, until that night, for a written reason; the data-protection officer reviews it."""

    ACCESS_LEVEL = Level.READ_LOG
    OWN_ROWS = "user_id"
    PRIVACY = {
        "user_id": Privacy.STAFF, "case_id": Privacy.PSEUDONYM, "opened_by_label": Privacy.STAFF,
        "reviewed_by_label": Privacy.STAFF, "reason": Privacy.NOTE, "review": Privacy.NOTE, "*": Privacy.FACT,
    }  # fmt: skip

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    case_id = models.UUIDField()
    case_number = models.PositiveIntegerField("caso")
    user_id = models.UUIDField()
    reason = SealedTextField("perché serve adesso")
    closes_on = models.DateField("si chiude la sera del")
    opened_at = models.DateTimeField("aperto", default=clock.now)
    opened_by = models.UUIDField(null=True)
    opened_by_label = models.CharField(max_length=200)
    reviewed_at = models.DateTimeField("rivista", null=True, blank=True)
    reviewed_by = models.UUIDField(null=True, blank=True)
    reviewed_by_label = models.CharField(max_length=200, blank=True)
    review = SealedTextField("che cosa ne pensi", blank=True)

    class Meta:
        verbose_name = "apertura in emergenza"
        verbose_name_plural = "aperture in emergenza"
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return f"caso {self.case_number} {self.opened_at:%Y-%m-%d}"


class ReaderRequest(Protected):
    """A person asks who, by name, read their data; the data-protection officer answers (Reg. (UE) 2016/679 art. 15)."""

    ACCESS_LEVEL = Level.READ_LOG
    PRIVACY = {"answer": Privacy.NOTE, "answered_by_label": Privacy.STAFF, "*": Privacy.FACT}

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    case_number = models.PositiveIntegerField("caso")
    asked_at = models.DateTimeField("chiesto", default=clock.now)
    asked_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField("risposto", null=True, blank=True)
    answered_by = models.UUIDField(null=True, blank=True)
    answered_by_label = models.CharField(max_length=200, blank=True)
    answer = SealedTextField("che cosa è stato risposto", blank=True)

    class Meta:
        verbose_name = "richiesta dei nomi di chi ha letto"
        verbose_name_plural = "richieste dei nomi di chi ha letto"
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(answered_at__isnull=True),
                name="one_reader_request_at_a_time",
                violation_error_message="La richiesta è già arrivata.",
            )
        ]

    def __str__(self) -> str:
        return f"richiesta {self.asked_at:%Y-%m-%d}"
