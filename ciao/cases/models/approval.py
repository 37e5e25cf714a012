"""What a programme wants its supervisors to look at before a case goes on."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.cases.enums import ApprovalKind, ApprovalState
from ciao.cases.models.case import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.programmes.models import Programme


class ApprovalRuleQuerySet(models.QuerySet["ApprovalRule"]):
    """Rules as actions ask for them."""

    def asked_on(self, day: date) -> ApprovalRuleQuerySet:
        """Those in force on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


@tracked
class ApprovalRule(Protected):
    """From a day to a day, a programme asks that a supervisor approves one step of every case."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="approval_rules")
    kind = models.CharField("passaggio", max_length=8, choices=ApprovalKind.choices)
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = ApprovalRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "approvazione richiesta"
        verbose_name_plural = "approvazioni richieste"
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind"],
                condition=Q(ends_on__isnull=True),
                name="approval_rule_once",
                violation_error_message="Questo passaggio si approva già.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="approval_rule_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on}"


@tracked
class Approval(Protected):
    """One step of a case put before a supervisor, who sees number, phase, dates; `subject_id` is a plan's version."""

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"asked_by_label": Privacy.STAFF, "*": Privacy.FACT}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="approvals")
    kind = models.CharField("passaggio", max_length=8, choices=ApprovalKind.choices)
    state = models.CharField("stato", max_length=10, choices=ApprovalState.choices, default=ApprovalState.ASKED)
    subject_id = models.UUIDField(null=True, blank=True)
    asked_on = models.DateField("chiesta il")
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.UUIDField(null=True)
    asked_by_label = models.CharField(max_length=120)
    used_on = models.DateField("usata il", null=True, blank=True)

    class Meta:
        verbose_name = "approvazione"
        verbose_name_plural = "approvazioni"
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(state="asked"),
                name="one_approval_asked_at_a_time",
                violation_error_message="L’approvazione è già stata chiesta.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"


class ApprovalChange(StateChange):
    """The story of a request."""

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un’approvazione"
        verbose_name_plural = "passaggi delle approvazioni"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"
