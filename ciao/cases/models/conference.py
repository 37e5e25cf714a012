"""The team, with whom it invites, around one person."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.cases.models.case import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.programmes.models import Mandate


@tracked
class Conference(Protected):
    """A meeting on one case: what it is about, what was decided; the things to do are the case's own tasks.

    It is no `governance.Meeting`: that one is read across the programme, this one only by who works on the case.
    """

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"place": Privacy.CONTACT, "issues": Privacy.NOTE, "decisions": Privacy.NOTE,
               "called_by_label": Privacy.STAFF, "*": Privacy.FACT}  # fmt: skip
    REPORT_COLUMNS = "id case starts_at minuted_at"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conferences")
    starts_at = models.DateTimeField("quando")
    place = SealedTextField("dove", blank=True)
    issues = SealedTextField("di che cosa si parla")
    decisions = SealedTextField("che cosa si è deciso", blank=True)
    called_at = models.DateTimeField(default=clock.now)
    called_by = models.UUIDField(null=True)
    called_by_label = models.CharField(max_length=120)
    minuted_at = models.DateTimeField("verbale scritto", null=True, blank=True)
    minuted_by = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = "riunione sul caso"
        verbose_name_plural = "riunioni sul caso"
        ordering = ["-starts_at"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.starts_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("cases:conference", args=[self.case_id, self.id])


class ConferenceSeat(Protected):
    """Somebody called to a conference: a colleague by their mandate, anybody else by name and body."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"name": Privacy.NOTE, "*": Privacy.FACT}
    REPORT_COLUMNS = "id conference mandate was_there"

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="seats")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = SealedTextField("chi", blank=True)
    body = models.CharField("ente", max_length=120, blank=True)
    was_there = models.BooleanField("c’era", null=True)

    class Meta:
        verbose_name = "posto in una riunione sul caso"
        verbose_name_plural = "posti in una riunione sul caso"

    def __str__(self) -> str:
        return f"{self.conference_id} {self.body}"
