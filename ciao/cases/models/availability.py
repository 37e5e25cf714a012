"""When a person can come and from how far, and what work they would like: for groups and for places."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.cases.enums import DayPart, Italian, Reach, Title, WorkBurden, WorkField
from ciao.cases.models.case import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.outreach.enums import BarrierKind
from ciao.territories.models import Municipality

DAYS_OF_A_WEEK = 7


@tracked
class Availability(Protected):
    """When somebody can come, from where, with which obstacles; hours are those of a week, at most.

    It tells where a person starts from, so of a protected person it lies in the protected circle.
    """

    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {"starts_from": Privacy.CONTACT, "saved_by_label": Privacy.STAFF, "*": Privacy.FACT}

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="availability")
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)
    days = ArrayField(models.PositiveSmallIntegerField(), verbose_name="giorni", default=list, blank=True)
    parts = ArrayField(
        models.CharField(max_length=10, choices=DayPart.choices), verbose_name="in quale parte del giorno",
        default=list, blank=True,
    )  # fmt: skip
    weekly_hours = models.DecimalField("ore a settimana", max_digits=4, decimal_places=2, null=True, blank=True)
    starts_from = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="da dove parte"
    )
    reach = models.CharField("fin dove arriva", max_length=10, choices=Reach.choices, blank=True)
    italian = models.CharField("quanto capisce l’italiano", max_length=8, choices=Italian.choices, blank=True)
    barriers = ArrayField(
        models.CharField(max_length=12, choices=BarrierKind.choices), verbose_name="che cosa può impedire di venire",
        default=list, blank=True,
    )  # fmt: skip
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.UUIDField(null=True)
    saved_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "disponibilità di una persona"
        verbose_name_plural = "disponibilità delle persone"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="availability_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours__isnull=True) | Q(weekly_hours__gt=0, weekly_hours__lte=48),
                name="availability_hours_of_a_week",
                violation_error_message="Le ore a settimana vanno da 1 a 48.",
            ),
        ]

    def __str__(self) -> str:
        return f"disponibilità {self.case_id}"


@tracked
class WorkWish(Protected):
    """What work somebody would like and what they would not, what they must avoid, which papers they hold."""

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {
        "words": Privacy.NOTE, "burdens": Privacy.SPECIAL, "saved_by_label": Privacy.STAFF, "*": Privacy.FACT,
    }  # fmt: skip

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="work_wish")
    wanted = ArrayField(
        models.CharField(max_length=10, choices=WorkField.choices), verbose_name="che lavoro vorrebbe", default=list,
        blank=True,
    )  # fmt: skip
    unwanted = ArrayField(
        models.CharField(max_length=10, choices=WorkField.choices), verbose_name="che lavoro non vuole", default=list,
        blank=True,
    )  # fmt: skip
    burdens = ArrayField(
        models.CharField(max_length=10, choices=WorkBurden.choices), verbose_name="che cosa deve evitare",
        default=list, blank=True,
    )  # fmt: skip
    titles = ArrayField(
        models.CharField(max_length=10, choices=Title.choices), verbose_name="che cosa ha già", default=list, blank=True
    )
    wanted_hours = models.DecimalField("ore desiderate", max_digits=4, decimal_places=2, null=True, blank=True)
    words = SealedTextField("con parole sue", blank=True)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.UUIDField(null=True)
    saved_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "desideri di lavoro di una persona"
        verbose_name_plural = "desideri di lavoro delle persone"
        constraints = [
            models.CheckConstraint(
                condition=Q(wanted_hours__isnull=True) | Q(wanted_hours__gt=0, wanted_hours__lte=48),
                name="wanted_hours_of_a_week",
                violation_error_message="Le ore a settimana vanno da 1 a 48.",
            ),
        ]

    def __str__(self) -> str:
        return f"desideri di lavoro {self.case_id}"
