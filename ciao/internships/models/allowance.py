"""What a month of internship gives the person, and how it came about."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.internships.enums import AllowanceState
from ciao.internships.models.register import MonthlyRegister
from ciao.partners.models import Organization

TOLD = {
    "approve": "approvata", "pay": "pagata", "withdraw_approval": "approvazione tolta",
    "undo_payment": "pagamento tolto", "void": "annullata",
}  # fmt: skip


class AllowanceQuerySet(models.QuerySet["Allowance"]):
    """Allowances as pages ask for them."""

    def standing(self) -> AllowanceQuerySet:
        """Every line but those annulled."""
        return self.exclude(state=AllowanceState.VOID)


@tracked
class Allowance(Protected):
    """The allowance of a month in euro, gross, with the figures it was computed from; frozen once computed.

    `line` 1 is the month's; a month opened again and confirmed anew gives a further line with the difference, so
    `due_amount` may be negative there. Who pays reads this in the case's circle, and neither the register nor the name.
    """

    ACCESS_LEVEL = Level.MONEY
    PRIVACY = {"computed_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id register line month_on payer state due_amount approved_on"

    register = models.ForeignKey(MonthlyRegister, on_delete=models.PROTECT, related_name="allowances")
    line = models.PositiveSmallIntegerField("riga", default=1)
    internship_number = models.PositiveIntegerField("tirocinio")
    month_on = models.DateField("mese")
    payer = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="chi paga")
    state = models.CharField("stato", max_length=10, choices=AllowanceState.choices, default=AllowanceState.TO_APPROVE)
    planned_hours = models.DecimalField("ore previste", max_digits=6, decimal_places=2)
    attended_hours = models.DecimalField("ore fatte", max_digits=6, decimal_places=2)
    full_amount = models.DecimalField("indennità piena", max_digits=8, decimal_places=2)
    due_amount = models.DecimalField("indennità", max_digits=8, decimal_places=2)
    explanation = models.JSONField("come si calcola", default=list)
    approved_on = models.DateField("approvata il", null=True, blank=True)
    computed_at = models.DateTimeField(default=clock.now)
    computed_by = models.UUIDField(null=True)
    computed_by_label = models.CharField(max_length=200)

    objects = AllowanceQuerySet.as_manager()

    class Meta:
        verbose_name = "indennità"
        verbose_name_plural = "indennità"
        ordering = ["-month_on", "internship_number", "line"]
        constraints = [
            models.UniqueConstraint(fields=["register", "line"], name="allowance_line_once"),
            models.CheckConstraint(
                condition=Q(line__gt=1) | Q(due_amount__gte=0),
                name="allowance_not_negative",
                violation_error_message="L’indennità di un mese non scende sotto zero.",
            ),
        ]

    def __str__(self) -> str:
        return f"indennità del tirocinio {self.internship_number}, {self.month_on:%m.%Y}"

    def get_absolute_url(self) -> str:
        """Its page, which the configuration names because it is composed higher up."""
        return reverse(settings.PLACES["allowance"], args=[self.id])


class AllowanceChange(StateChange):
    """The story of an allowance."""

    ACCESS_LEVEL = Level.MONEY
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    allowance = models.ForeignKey(Allowance, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un’indennità"
        verbose_name_plural = "passaggi delle indennità"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, as a story tells it."""
        return TOLD[self.verb]
