"""What a person agrees to, goal by goal, and which bodies may know of it: two answers, each taken back at any time."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected, Scope
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.partners.models import Organization

C = TypeVar("C", bound=models.Model)


class StandingQuerySet(models.QuerySet[C]):
    """Answers as pages ask for them."""

    def standing(self) -> Self:
        """Given and not taken back."""
        return self.filter(ends_on__isnull=True)


@tracked
class GoalAgreement(Protected):
    """The person's own yes to a goal; it follows the goal through later versions, until the day it is taken back."""

    ACCESS_LEVEL = Level.PLAN
    PRIVACY = {
        "note": Privacy.NOTE, "recorded_by_label": Privacy.STAFF, "ended_by_label": Privacy.STAFF, "*": Privacy.FACT,
    }  # fmt: skip

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="goal_agreements")
    lineage = models.UUIDField("obiettivo", editable=False)
    starts_on = models.DateField("d’accordo dal")
    ends_on = models.DateField("fino al", null=True, blank=True)
    note = SealedTextField("che cosa ha detto", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.UUIDField(null=True, blank=True)
    ended_by_label = models.CharField(max_length=200, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = "adesione a un obiettivo"
        verbose_name_plural = "adesioni agli obiettivi"
        ordering = ["-starts_on", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "lineage"],
                condition=Q(ends_on__isnull=True),
                name="one_agreement_per_goal",
                violation_error_message="L’adesione a questo obiettivo c’è già.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="goal_agreement_dates_in_order",
                violation_error_message="L’adesione si ritira dopo averla data.",
            ),
        ]

    def __str__(self) -> str:
        return f"adesione {self.starts_on}"


@tracked
class GoalRelease(Protected):
    """A body that may know of a goal, because the person said so; the row says which and since when, never the goal."""

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"recorded_by_label": Privacy.STAFF, "ended_by_label": Privacy.STAFF, "*": Privacy.FACT}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="goal_releases")
    lineage = models.UUIDField("obiettivo", editable=False)
    circle = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+", verbose_name="cerchia dell’obiettivo")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="ente")
    starts_on = models.DateField("può saperne dal")
    ends_on = models.DateField("fino al", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.UUIDField(null=True, blank=True)
    ended_by_label = models.CharField(max_length=200, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = "ente che può sapere di un obiettivo"
        verbose_name_plural = "enti che possono sapere di un obiettivo"
        ordering = ["-starts_on", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "lineage", "organization"],
                condition=Q(ends_on__isnull=True),
                name="one_release_per_goal_and_body",
                violation_error_message="Questo ente può già saperne.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="goal_release_dates_in_order",
                violation_error_message="Si ritira dopo averlo dato.",
            ),
        ]

    def __str__(self) -> str:
        return f"comunicato {self.starts_on}"
