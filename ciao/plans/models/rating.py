"""How goals went, and the days on which a plan is gone through again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.assessments.enums import Moment
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.plans.enums import Attainment, ReviewOutcome
from ciao.plans.models.goal import Goal
from ciao.plans.models.plan import Plan


@tracked
class GoalRating(Protected):
    """How far a goal was reached on a day, from −2 to +2; it follows the goal through later versions."""

    ACCESS_LEVEL = Level.PLAN
    PRIVACY = {"note": Privacy.NOTE, "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id goal moment score rated_on recorded_at"

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="ratings")
    moment = models.CharField("a che punto", max_length=6, choices=Moment.choices, default=Moment.MID)
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


@tracked
class PlanReview(Protected):
    """The plan in force gone through again with the person: what they say, what was decided, when is the next time."""

    ACCESS_LEVEL = Level.PLAN
    PRIVACY = {
        "words": Privacy.NOTE, "note": Privacy.NOTE, "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT,
    }  # fmt: skip
    REPORT_COLUMNS = "id plan reviewed_on outcome"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField("rivisto il")
    outcome = models.CharField("che cosa si decide", max_length=8, choices=ReviewOutcome.choices)
    words = SealedTextField("che cosa dice la persona", blank=True)
    note = SealedTextField("che cosa abbiamo visto", blank=True)
    next_on = models.DateField("da rivedere ancora il", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "verifica di un progetto personalizzato"
        verbose_name_plural = "verifiche dei progetti personalizzati"
        ordering = ["-reviewed_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gt=models.F("reviewed_on")),
                name="plan_review_dates_in_order",
                violation_error_message="La prossima verifica viene dopo questa.",
            )
        ]

    def __str__(self) -> str:
        return f"verifica {self.reviewed_on}"
