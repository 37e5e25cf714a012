"""The pieces of a plan: goals with their results and supports, and what each party promises."""

from __future__ import annotations

import uuid
from typing import Self, TypeVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.assessments.enums import LifeArea
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.formats import date_field, hours
from ciao.core.history import tracked
from ciao.partners.models import Organization
from ciao.plans.enums import Attainment, Pledger, SupportKind
from ciao.plans.models.plan import Plan
from ciao.plans.rules import GoalFacts
from ciao.programmes.models import Activity

P = TypeVar("P", bound=models.Model)
GOAL_PARTS = ("results", "supports__activity")
LEVELS = {
    Attainment.MUCH_LESS: "much_less", Attainment.LESS: "less", Attainment.EXPECTED: "expected",
    Attainment.MORE: "more", Attainment.MUCH_MORE: "much_more",
}  # fmt: skip


class PartQuerySet(models.QuerySet[P]):
    """Pieces of a plan as pages ask for them."""

    def kept(self) -> Self:
        """Still in the plan: what was taken out of a draft stays on record."""
        return self.filter(is_dropped=False)


class Part(Protected):
    """A piece of a plan; `lineage` is the same through the versions, so that what is linked to it is found."""

    ACCESS_LEVEL = Level.PLAN

    lineage = models.UUIDField(default=uuid.uuid4, editable=False)
    place = models.PositiveSmallIntegerField("posto", default=0)
    is_dropped = models.BooleanField("tolto", default=False)

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True


@tracked
class Goal(Part):
    """What a person wants to reach, with their own words beside the team's.

    Once a body may know of it, the goal with its pieces stands in a circle of its own, below the case's.
    """

    PRIVACY = {
        "title": Privacy.NOTE, "words": Privacy.NOTE, **dict.fromkeys(LEVELS.values(), Privacy.NOTE),
        "saved_by_label": Privacy.STAFF, "*": Privacy.FACT,
    }  # fmt: skip
    REPORT_COLUMNS = "id plan lineage area due_on is_dropped weight"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    title = SealedTextField("obiettivo")
    words = SealedTextField("con le sue parole", blank=True)
    area = models.CharField("area", max_length=10, choices=LifeArea.choices, blank=True)
    due_on = models.DateField("entro il", null=True, blank=True)
    weight = models.PositiveSmallIntegerField(
        "quanto pesa", default=1, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    much_less = SealedTextField("molto meno del previsto", blank=True)
    less = SealedTextField("meno del previsto", blank=True)
    expected = SealedTextField("come previsto", blank=True)
    more = SealedTextField("meglio del previsto", blank=True)
    much_more = SealedTextField("molto meglio del previsto", blank=True)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.UUIDField(null=True)
    saved_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "obiettivo"
        verbose_name_plural = "obiettivi"
        ordering = ["place", "saved_at"]
        indexes = [models.Index(fields=["lineage"], name="goal_lineage")]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__range=(1, 3)),
                name="goal_weight_within_three",
                violation_error_message="Il peso di un obiettivo va da 1 a 3.",
            )
        ]

    def __str__(self) -> str:
        return f"obiettivo {self.place}"

    @property
    def levels(self) -> dict[Attainment, str]:
        """What each of the five levels looks like, as agreed at the start; empty where nobody wrote it."""
        return {score: getattr(self, name) for score, name in LEVELS.items()}

    def facts(self) -> GoalFacts:
        """The goal as the rules read it."""
        return GoalFacts(
            str(self.lineage), self.title, self.words, self.get_area_display() if self.area else "", self.due_on,
            tuple(one.sentence for one in self.results.all() if not one.is_dropped),
            tuple(one.sentence for one in self.supports.all() if not one.is_dropped),
            tuple(self.levels.values()), self.weight,
        )  # fmt: skip


@tracked
class GoalResult(Part):
    """By what one will see that a goal is reached, and by when."""

    PRIVACY = {"measure": Privacy.NOTE, "*": Privacy.FACT}

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="results")
    measure = SealedTextField("da che cosa si vede")
    due_on = models.DateField("entro il", null=True, blank=True)

    class Meta:
        verbose_name = "risultato di un obiettivo"
        verbose_name_plural = "risultati degli obiettivi"
        ordering = ["place"]

    def __str__(self) -> str:
        return f"risultato {self.place}"

    @property
    def sentence(self) -> str:
        """The measure with its day."""
        return f"{self.measure}, entro il {date_field(self.due_on)}" if self.due_on else self.measure


@tracked
class Support(Part):
    """What is given to reach a goal; planned hours are whole or half hours. Enrolments and internships name it."""

    PRIVACY = {"note": Privacy.NOTE, "*": Privacy.FACT}
    REPORT_COLUMNS = "id goal lineage kind activity planned_hours is_dropped"

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="supports")
    kind = models.CharField("tipo", max_length=14, choices=SupportKind.choices)
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="attività"
    )
    planned_hours = models.DecimalField(
        "ore previste",
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    note = SealedTextField("che cosa", blank=True)

    class Meta:
        verbose_name = "sostegno"
        verbose_name_plural = "sostegni"
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_hours__isnull=True) | Q(planned_hours__gte=0),
                name="support_hours_not_negative",
                violation_error_message="Le ore previste non scendono sotto zero.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.place}"

    @property
    def sentence(self) -> str:
        """The kind, what it is, how many hours."""
        words = f"{self.get_kind_display()}: {self.note}" if self.note else self.get_kind_display()
        return f"{words}, {hours(self.planned_hours)}" if self.planned_hours else words


@tracked
class Pledge(Part):
    """Something promised in a plan, by the person, by whoever follows them, or by a body."""

    PRIVACY = {"text": Privacy.NOTE, "*": Privacy.FACT}

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="pledges")
    pledger = models.CharField("chi", max_length=12, choices=Pledger.choices)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ente"
    )
    text = SealedTextField("che cosa")

    class Meta:
        verbose_name = "impegno"
        verbose_name_plural = "impegni"
        ordering = ["place"]

    def __str__(self) -> str:
        return f"impegno {self.place}"

    @property
    def who(self) -> str:
        """Who promises, by the body's name where it is one."""
        return str(self.organization) if self.organization else self.get_pledger_display()

    @property
    def sentence(self) -> str:
        """Who and what."""
        return f"{self.who}: {self.text}"
