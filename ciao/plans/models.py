"""The personal plan: versions, goals with their results and supports, pledges, and how goals went."""

from __future__ import annotations

import uuid
from typing import Self, TypeVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.assessments.enums import LifeArea
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.formats import date_field, hours
from ciao.core.history import tracked
from ciao.documents.models import IssuedDocument
from ciao.partners.models import Organization
from ciao.plans.enums import Attainment, PlanState, Pledger, SupportKind
from ciao.plans.lifecycle import PLAN
from ciao.plans.rules import GoalFacts, PlanFacts
from ciao.programmes.models import Activity

P = TypeVar("P", bound=models.Model)
DOCUMENT = "plan"
GOAL_PARTS = ("results", "supports__activity")


class PlanQuerySet(models.QuerySet["Plan"]):
    """Versions as pages ask for them."""

    def open(self) -> PlanQuerySet:
        """Being written or waiting for signatures: one at a time."""
        return self.filter(state__in=[PlanState.DRAFT, PlanState.TO_SIGN])

    def signed(self) -> PlanQuerySet:
        """The version in force."""
        return self.filter(state=PlanState.SIGNED)

    def standing(self) -> PlanQuerySet:
        """Every version but those set aside."""
        return self.exclude(state=PlanState.DISCARDED)


@tracked
class Plan(Protected):
    """One version of what a person and the team agree on; source: D.Lgs. 147/2017 art. 6."""

    ACCESS_LEVEL = Level.PLAN
    PRIVACY = {"saved_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id case number state signed_on"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField("versione")
    state = models.CharField("stato", max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    signed_on = models.DateField("firmato il", null=True, blank=True)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.UUIDField(null=True)
    saved_by_label = models.CharField(max_length=200)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "progetto personalizzato"
        verbose_name_plural = "progetti personalizzati"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="plan_number_once"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=["draft", "to_sign"]),
                name="one_open_plan_per_case",
                violation_error_message="C’è già una versione aperta: finisci quella.",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state="signed"),
                name="one_signed_plan_per_case",
                violation_error_message="C’è già una versione in vigore.",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_on__isnull=False),
                name="signed_plan_has_its_day",
                violation_error_message="Un progetto firmato ha la data della firma.",
            ),
        ]

    def __str__(self) -> str:
        return f"progetto personalizzato, versione {self.number}"

    def get_absolute_url(self) -> str:
        """Its page, which the configuration names because it is composed higher up."""
        return reverse(settings.PLACES["plan"], args=[self.case_id, self.id])

    @property
    def is_draft(self) -> bool:
        """Whether it may still be written."""
        return self.state == PlanState.DRAFT

    def document(self) -> IssuedDocument | None:
        """The paper to sign, as issued for this version and still valid."""
        return IssuedDocument.objects.valid().about(self.id).filter(kind=DOCUMENT).first()

    def facts(self) -> PlanFacts:
        """The version as the rules read it."""
        goals = tuple(goal.facts() for goal in self.goals.kept().prefetch_related(*GOAL_PARTS))
        pledges = self.pledges.kept().select_related("organization")
        return PlanFacts(goals, tuple(one.sentence for one in pledges))


class PlanChange(StateChange):
    """The story of a version."""

    ACCESS_LEVEL = Level.PLAN
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un progetto personalizzato"
        verbose_name_plural = "passaggi dei progetti personalizzati"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return PLAN.transitions[self.verb].label


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
    """What a person wants to reach, with their own words beside the team's."""

    PRIVACY = {
        "title": Privacy.NOTE, "words": Privacy.NOTE, "saved_by_label": Privacy.STAFF, "*": Privacy.FACT,
    }  # fmt: skip
    REPORT_COLUMNS = "id plan lineage area due_on is_dropped"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    title = SealedTextField("obiettivo")
    words = SealedTextField("con le sue parole", blank=True)
    area = models.CharField("area", max_length=10, choices=LifeArea.choices, blank=True)
    due_on = models.DateField("entro il", null=True, blank=True)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.UUIDField(null=True)
    saved_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "obiettivo"
        verbose_name_plural = "obiettivi"
        ordering = ["place", "saved_at"]
        indexes = [models.Index(fields=["lineage"], name="goal_lineage")]

    def __str__(self) -> str:
        return f"obiettivo {self.place}"

    def facts(self) -> GoalFacts:
        """The goal as the rules read it."""
        return GoalFacts(
            str(self.lineage), self.title, self.words, self.get_area_display() if self.area else "", self.due_on,
            tuple(one.sentence for one in self.results.all() if not one.is_dropped),
            tuple(one.sentence for one in self.supports.all() if not one.is_dropped),
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


@tracked
class GoalRating(Protected):
    """How far a goal was reached on a day, from −2 to +2; it follows the goal through later versions."""

    ACCESS_LEVEL = Level.PLAN
    PRIVACY = {"note": Privacy.NOTE, "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id goal score rated_on recorded_at"

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="ratings")
    score = models.SmallIntegerField("punteggio", choices=Attainment.choices)
    rated_on = models.DateField("il")
    note = SealedTextField("perché", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "punteggio di un obiettivo"
        verbose_name_plural = "punteggi degli obiettivi"
        ordering = ["-rated_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__range=(-2, 2)),
                name="goal_rating_within_scale",
                violation_error_message="Il punteggio va da −2 a +2.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.score:+d} {self.rated_on}"
