"""What was spent: expenses of every kind by one table, and the hours of those who work."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.budget.models import CostItem
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.costs.enums import ExpenseState, TimesheetState
from ciao.files.models import StoredFile
from ciao.internships.models import Allowance
from ciao.programmes.models import Activity, Mandate, Partnership


@tracked
class Timesheet(Protected):
    """A month of one worker's hours in the programme; `hourly_amount` is euro an hour, frozen when confirmed.

    Source: Reg. (UE) 1303/2013 art. 68a (rate from the yearly gross cost over 1,720 hours).
    """

    ACCESS_LEVEL = Level.MONEY
    OWN_ROWS = "user_id"
    PRIVACY = {
        "mandate": Privacy.STAFF, "user": Privacy.STAFF, "hourly_amount": Privacy.STAFF, "recorded_by": Privacy.STAFF,
        "*": Privacy.NONE,
    }  # fmt: skip
    REPORT_COLUMNS = "id partnership month_on state"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="timesheets")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", verbose_name="chi")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    month_on = models.DateField("mese")
    state = models.CharField("stato", max_length=10, choices=TimesheetState.choices, default=TimesheetState.OPEN)
    hourly_amount = models.DecimalField("costo orario", max_digits=8, decimal_places=2)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "foglio ore"
        verbose_name_plural = "fogli ore"
        ordering = ["-month_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "month_on"],
                name="timesheet_once_a_month",
                violation_error_message="Il foglio ore di questo mese c’è già.",
            ),
            models.CheckConstraint(
                condition=Q(month_on__day=1),
                name="timesheet_month_is_its_first_day",
                violation_error_message="Il mese si scrive con il suo primo giorno.",
            ),
            models.CheckConstraint(
                condition=Q(hourly_amount__gt=0),
                name="timesheet_rate_positive",
                violation_error_message="Il costo orario è più di zero.",
            ),
        ]

    def __str__(self) -> str:
        return f"foglio ore {self.month_on:%m.%Y}"


class TimesheetChange(StateChange):
    """The story of a timesheet."""

    ACCESS_LEVEL = Level.MONEY
    PRIVACY = {"changed_by_label": Privacy.STAFF, "*": Privacy.NONE}

    timesheet = models.ForeignKey(Timesheet, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un foglio ore"
        verbose_name_plural = "passaggi dei fogli ore"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


@tracked
class TimesheetRow(Protected):
    """Hours of one day on one activity; who worked them may write them, and 0 takes a day back."""

    ACCESS_LEVEL = Level.MONEY
    OWN_ROWS = "user_id"
    PRIVACY = {"user": Privacy.STAFF, "note": Privacy.STAFF, "recorded_by": Privacy.STAFF, "*": Privacy.NONE}
    REPORT_COLUMNS = "id timesheet activity day_on worked_hours"

    timesheet = models.ForeignKey(Timesheet, on_delete=models.PROTECT, related_name="rows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+", verbose_name="attività")
    day_on = models.DateField("giorno")
    worked_hours = models.DecimalField("ore", max_digits=4, decimal_places=2)
    note = models.CharField("che cosa", max_length=120, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "riga di foglio ore"
        verbose_name_plural = "righe di foglio ore"
        ordering = ["day_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["timesheet", "activity", "day_on"],
                name="timesheet_row_once",
                violation_error_message="Per questo giorno e questa attività c’è già una riga.",
            ),
            models.CheckConstraint(
                condition=Q(worked_hours__gte=0, worked_hours__lte=24),
                name="timesheet_hours_of_a_day",
                violation_error_message="Le ore di un giorno vanno da 0 a 24.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day_on} {self.worked_hours}"


class ExpenseQuerySet(models.QuerySet["Expense"]):
    """Expenses as pages ask for them."""

    def counted(self) -> ExpenseQuerySet:
        """All but those annulled."""
        return self.exclude(state=ExpenseState.VOID)

    def paid(self) -> ExpenseQuerySet:
        """Those paid with their proof."""
        return self.filter(state=ExpenseState.PAID)


@tracked
class Expense(Protected):
    """Money of one partner, on one item and activity: due (maturata), then paid with its proof.

    `rule` names the cost rule that gave the amount. An allowance, a timesheet's activity or a supplier's document
    stands behind it; a corrected month gives a further expense, which may be negative.
    """

    ACCESS_LEVEL = Level.MONEY
    PRIVACY = {"supplier": Privacy.STAFF, "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id partnership item activity rule state accrued_on due_amount paid_on allowance timesheet"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="expenses", verbose_name="ente")
    item = models.ForeignKey(CostItem, on_delete=models.PROTECT, related_name="+", verbose_name="voce di costo")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+", verbose_name="attività")
    rule = models.CharField("come si calcola", max_length=40)
    number = models.PositiveIntegerField("numero")
    title = models.CharField("che cosa", max_length=160)
    state = models.CharField("stato", max_length=8, choices=ExpenseState.choices, default=ExpenseState.ACCRUED)
    accrued_on = models.DateField("maturata il")
    due_amount = models.DecimalField("importo", max_digits=13, decimal_places=2)
    explanation = models.JSONField("come si calcola, riga per riga", default=list)
    allowance = models.ForeignKey(
        Allowance, on_delete=models.PROTECT, null=True, blank=True, related_name="expenses", verbose_name="indennità"
    )
    timesheet = models.ForeignKey(
        Timesheet, on_delete=models.PROTECT, null=True, blank=True, related_name="expenses", verbose_name="foglio ore"
    )
    supplier = models.CharField("fornitore", max_length=120, blank=True)
    document_number = models.CharField("documento n.", max_length=40, blank=True)
    document_on = models.DateField("data del documento", null=True, blank=True)
    document = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="documento"
    )
    paid_on = models.DateField("pagata il", null=True, blank=True)
    proof = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="prova di pagamento"
    )
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        verbose_name = "spesa"
        verbose_name_plural = "spese"
        ordering = ["-accrued_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="expense_number_once"),
            models.UniqueConstraint(
                fields=["allowance"],
                condition=~Q(state="void"),
                name="one_expense_per_allowance",
                violation_error_message="Questa indennità ha già la sua spesa.",
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | (Q(paid_on__isnull=False) & (Q(proof__isnull=False) | Q(due_amount=0))),
                name="paid_expense_has_its_proof",
                violation_error_message="Una spesa pagata ha il giorno e la prova del pagamento.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ExpenseChange(StateChange):
    """The story of an expense."""

    ACCESS_LEVEL = Level.MONEY
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    expense = models.ForeignKey(Expense, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di una spesa"
        verbose_name_plural = "passaggi delle spese"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"
