"""The personal plan, version by version, and the story of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.documents.models import IssuedDocument
from ciao.plans.enums import PlanState
from ciao.plans.lifecycle import PLAN
from ciao.plans.rules import PlanFacts

DOCUMENT = "plan"


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
    """One version of what a person and the team agree on; source: D.Lgs. 147/2017 art. 6.

    The row says which version there is and where it stands, never what it holds: whoever sees the path sees it.
    """

    ACCESS_LEVEL = Level.SUMMARY
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
        goals = tuple(goal.facts() for goal in self.goals.kept().prefetch_related("results", "supports__activity"))
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
