"""Who answers for a minor."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.people.enums import ResponsibilityKind
from ciao.people.models.person import Person


class ResponsibilityQuerySet(models.QuerySet["ParentalResponsibility"]):
    """Holders as signatures ask for them."""

    def current(self, day: date) -> ResponsibilityQuerySet:
        """Those who hold it on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


@tracked
class ParentalResponsibility(Protected):
    """Who holds parental responsibility over a minor, by which act, with which limits (artt. 316, 330, 343 c.c.).

    One named as danger lies among the protected data: never asked, shown, told or printed.
    """

    ACCESS_LEVEL = None
    PRIVACY = {
        "name": Privacy.IDENTIFIER, "phone": Privacy.CONTACT, "act": Privacy.NOTE, "limits": Privacy.NOTE,
        "end_reason": Privacy.NOTE, "*": Privacy.FACT,
    }  # fmt: skip

    level = models.IntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="responsibilities")
    kind = models.CharField("chi è", max_length=10, choices=ResponsibilityKind.choices)
    name = SealedTextField("nome e cognome, o servizio")
    phone = SealedTextField("telefono", blank=True)
    act = SealedTextField("atto del tribunale, numero", blank=True)
    act_on = models.DateField("atto del", null=True, blank=True)
    limits = SealedTextField("limiti decisi dal tribunale", blank=True)
    may_sign = models.BooleanField("può firmare", default=True)
    is_danger = models.BooleanField("è un pericolo", default=False)
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)
    end_reason = SealedTextField("perché finisce", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name = "responsabilità genitoriale"
        verbose_name_plural = "responsabilità genitoriali"
        ordering = ["kind", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="responsibility_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            ),
            models.CheckConstraint(
                condition=Q(is_danger=False) | (Q(level=int(Level.PROTECTED)) & Q(may_sign=False)),
                name="danger_out_of_sight",
                violation_error_message="Chi è un pericolo non firma e sta fra i dati protetti.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id}"
