"""The piano economico: cost items, lines by partner and activity, co-financing by partner."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from ciao.access.actor import reporting
from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.budget.enums import CostKind, PlanState
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.files.models import StoredFile
from ciao.programmes.models import Activity, Partnership, Programme, ProgrammeVersion


@tracked
class CostItem(Protected):
    """An item of the piano dei conti: what money is spent on, by code."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id programme code label kind"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="cost_items")
    code = models.CharField("codice", max_length=20)
    label = models.CharField("voce di costo", max_length=160)
    kind = models.CharField("tipo", max_length=12, choices=CostKind.choices)

    class Meta:
        verbose_name = "voce di costo"
        verbose_name_plural = "voci di costo"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code"],
                name="cost_item_once",
                violation_error_message="C’è già una voce con questo codice.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class BudgetPlanQuerySet(models.QuerySet["BudgetPlan"]):
    """Loaded budgets as pages ask for them."""

    def in_force(self) -> BudgetPlanQuerySet:
        """The one that counts."""
        return self.filter(state=PlanState.IN_FORCE)

    def id_on(self, programme_id: uuid.UUID, day: date) -> uuid.UUID | None:
        """The budget a day is measured against: that of the latest version by then that has one; same for everybody."""
        rows = self.filter(version__programme_id=programme_id, version__valid_from__lte=day)
        with reporting():
            return rows.in_force().order_by("-version__number").values_list("id", flat=True).first()


@tracked
class BudgetPlan(Protected):
    """One loading of the piano economico for a version of the programme; `reading` keeps the file's rows as read."""

    ACCESS_LEVEL = Level.BUDGET
    PRIVACY = {"saved_by_label": Privacy.STAFF, "*": Privacy.NONE}
    REPORT_COLUMNS = "id version number state"

    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="budgets")
    number = models.PositiveSmallIntegerField("numero")
    state = models.CharField("stato", max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reading = models.JSONField("lettura del file", default=dict, blank=True)
    in_force_on = models.DateField("in vigore dal", null=True, blank=True)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.UUIDField(null=True)
    saved_by_label = models.CharField(max_length=200)

    objects = BudgetPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "piano economico"
        verbose_name_plural = "piani economici"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="budget_plan_once"),
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(state="in_force"),
                name="one_budget_in_force",
                violation_error_message="C’è già un piano economico in vigore per questa versione.",
            ),
        ]

    def __str__(self) -> str:
        return f"piano economico {self.number}"


class BudgetChange(StateChange):
    """The story of a loaded budget."""

    ACCESS_LEVEL = Level.BUDGET
    PRIVACY = {"changed_by_label": Privacy.STAFF, "*": Privacy.NONE}

    budget_plan = models.ForeignKey(BudgetPlan, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un piano economico"
        verbose_name_plural = "passaggi dei piani economici"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


@tracked
class BudgetLine(Protected):
    """Money planned for one partner, item and activity, in the partner's own circle."""

    ACCESS_LEVEL = Level.BUDGET
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id plan partnership item activity planned_amount"

    plan = models.ForeignKey(BudgetPlan, on_delete=models.PROTECT, related_name="lines")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+", verbose_name="ente")
    item = models.ForeignKey(CostItem, on_delete=models.PROTECT, related_name="+", verbose_name="voce di costo")
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="attività"
    )
    planned_amount = models.DecimalField("importo", max_digits=13, decimal_places=2)

    class Meta:
        verbose_name = "riga del piano economico"
        verbose_name_plural = "righe del piano economico"
        ordering = ["item__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "partnership", "item", "activity"],
                name="budget_line_once",
                nulls_distinct=False,
                violation_error_message="Questa riga c’è già: stesso ente, voce e attività.",
            ),
            models.CheckConstraint(
                condition=Q(planned_amount__gte=0),
                name="budget_line_not_negative",
                violation_error_message="Un importo previsto non scende sotto zero.",
            ),
        ]

    def __str__(self) -> str:
        return f"riga {self.id}"


@tracked
class CoFinancing(Protected):
    """What one partner puts in of its own."""

    ACCESS_LEVEL = Level.BUDGET
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id plan partnership share_amount"

    plan = models.ForeignKey(BudgetPlan, on_delete=models.PROTECT, related_name="cofinancing")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+", verbose_name="ente")
    share_amount = models.DecimalField("cofinanziamento", max_digits=13, decimal_places=2)

    class Meta:
        verbose_name = "cofinanziamento di un ente"
        verbose_name_plural = "cofinanziamenti degli enti"
        constraints = [
            models.UniqueConstraint(fields=["plan", "partnership"], name="cofinancing_once"),
            models.CheckConstraint(
                condition=Q(share_amount__gte=0),
                name="cofinancing_not_negative",
                violation_error_message="Il cofinanziamento non scende sotto zero.",
            ),
        ]

    def __str__(self) -> str:
        return f"cofinanziamento {self.id}"
