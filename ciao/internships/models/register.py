"""A month of an internship, day by day."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.internships.enums import DayKind, RegisterState
from ciao.internships.lifecycle import REGISTER
from ciao.internships.models.internship import Internship


@tracked
class MonthlyRegister(Protected):
    """One month: `month_on` is its first day; `planned_hours` are frozen when it is confirmed."""

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {"*": Privacy.FACT}
    REPORT_COLUMNS = "id internship month_on state planned_hours"

    internship = models.ForeignKey(Internship, on_delete=models.PROTECT, related_name="registers")
    month_on = models.DateField("mese")
    state = models.CharField("stato", max_length=10, choices=RegisterState.choices, default=RegisterState.OPEN)
    planned_hours = models.DecimalField("ore previste", max_digits=6, decimal_places=2, null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "registro del mese"
        verbose_name_plural = "registri dei mesi"
        ordering = ["month_on"]
        constraints = [
            models.UniqueConstraint(fields=["internship", "month_on"], name="register_once_a_month"),
            models.CheckConstraint(
                condition=Q(month_on__day=1),
                name="register_month_is_its_first_day",
                violation_error_message="Il mese si scrive con il suo primo giorno.",
            ),
        ]

    def __str__(self) -> str:
        return f"registro {self.month_on:%m.%Y}"

    def get_absolute_url(self) -> str:
        """Its page."""
        month = [self.internship_id, self.month_on.year, self.month_on.month]
        return reverse("internships:register", args=month)

    @property
    def is_confirmed(self) -> bool:
        """Whether the month is closed."""
        return self.state == RegisterState.CONFIRMED

    def attended_hours(self) -> Decimal:
        """The hours of its days of presence."""
        return self.days.aggregate(sum=Sum("worked_hours"))["sum"] or Decimal(0)


class RegisterChange(StateChange):
    """The story of a month's register: who confirmed it, who opened it again and why."""

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    register = models.ForeignKey(MonthlyRegister, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un registro del mese"
        verbose_name_plural = "passaggi dei registri dei mesi"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return REGISTER.transitions[self.verb].label


@tracked
class RegisterDay(Protected):
    """One day of presence or absence; a day nobody wrote has no row and no hours."""

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {"note": Privacy.NOTE, "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id register day_on kind worked_hours"

    register = models.ForeignKey(MonthlyRegister, on_delete=models.PROTECT, related_name="days")
    day_on = models.DateField("giorno")
    kind = models.CharField("com’è andata", max_length=8, choices=DayKind.choices, default=DayKind.PRESENT)
    worked_hours = models.DecimalField("ore", max_digits=4, decimal_places=2)
    note = SealedTextField("nota", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "giorno di registro"
        verbose_name_plural = "giorni di registro"
        ordering = ["day_on"]
        constraints = [
            models.UniqueConstraint(fields=["register", "day_on"], name="register_day_once"),
            models.CheckConstraint(
                condition=Q(worked_hours__gte=0, worked_hours__lte=24),
                name="register_hours_of_a_day",
                violation_error_message="Le ore di un giorno vanno da 0 a 24.",
            ),
            models.CheckConstraint(
                condition=Q(kind="present") | Q(worked_hours=0),
                name="register_absent_has_no_hours",
                violation_error_message="Un giorno di assenza non ha ore.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day_on} {self.worked_hours}"
