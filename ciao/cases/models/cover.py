"""Who stands in for a colleague who is away."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.programmes.models import Mandate, Programme


class CoverQuerySet(models.QuerySet["Cover"]):
    """Covers as pages ask for them."""

    def running(self, day: date) -> CoverQuerySet:
        """Those in force on a day."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def to_come(self, day: date) -> CoverQuerySet:
        """Those in force on a day or later."""
        return self.filter(ends_on__gte=day)


@tracked
class Cover(Protected):
    """A colleague on leave is covered by another, from a day to a day: they read what the covered one's teams read."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.STAFF}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="covers")
    covered = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, related_name="covers_received", verbose_name="chi è via"
    )
    substitute = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, related_name="covers_given", verbose_name="chi sostituisce"
    )
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        verbose_name = "sostituzione"
        verbose_name_plural = "sostituzioni"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="cover_dates_in_order",
                violation_error_message="La fine della sostituzione viene dopo l’inizio.",
            ),
            models.CheckConstraint(
                condition=~Q(covered=F("substitute")),
                name="cover_by_somebody_else",
                violation_error_message="Chi sostituisce è un’altra persona.",
            ),
        ]

    def __str__(self) -> str:
        return f"sostituzione {self.starts_on}"
