"""Attempts to reach a person."""

from __future__ import annotations

from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.cases.enums import AttemptOutcome
from ciao.cases.models.case import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.people.enums import ContactChannel


class ContactAttempt(Protected):
    """Somebody tried to reach the person: how, and what came of it; three without answer are a warning."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"tried_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id case channel outcome tried_at"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attempts")
    channel = models.CharField("come", max_length=20, choices=ContactChannel.choices, blank=True)
    outcome = models.CharField("com’è andata", max_length=14, choices=AttemptOutcome.choices)
    tried_at = models.DateTimeField(default=clock.now)
    tried_by = models.UUIDField(null=True)
    tried_by_label = models.CharField(max_length=120)

    class Meta:
        verbose_name = "tentativo di contatto"
        verbose_name_plural = "tentativi di contatto"
        ordering = ["-tried_at"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"
