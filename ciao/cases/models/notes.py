"""The circles that hold the diary's lines meant for fewer readers than the team."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.cases.enums import Audience
from ciao.cases.models.case import Case
from ciao.core.enums import Privacy
from ciao.programmes.models import Mandate


class NoteCircle(Protected):
    """One circle of readers for the reserved lines of a case: a profession's, or one author's and their supervisor's.

    It stands in the very circle it describes, which has no parent: who reads no such line cannot know it exists.
    """

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"*": Privacy.FACT}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="note_circles")
    audience = models.CharField("chi legge", max_length=10, choices=Audience.choices)
    role = models.CharField("professione", max_length=40, blank=True)
    author = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "cerchia di note riservate"
        verbose_name_plural = "cerchie di note riservate"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "role"], condition=Q(audience="profession"), name="note_circle_of_profession_once"
            ),
            models.UniqueConstraint(
                fields=["case", "author"], condition=Q(audience="supervisor"), name="note_circle_of_author_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audience} {self.case_id}"
