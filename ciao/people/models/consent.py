"""What a person said yes to, one purpose at a time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.people.enums import ConsentChannel, ConsentPurpose
from ciao.people.models.person import Person


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Consents as pages ask for them."""

    def standing(self) -> ConsentQuerySet:
        """Given and not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)


@tracked
class Consent(Protected):
    """A free yes to one purpose, from a day, until it is withdrawn (Reg. (UE) 2016/679 art. 7).

    Taking part in the programme never depends on it.
    """

    ACCESS_LEVEL = Level.NAME
    PRIVACY = {"recorded_by_label": Privacy.STAFF, "*": Privacy.FACT}

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField("per che cosa", max_length=16, choices=ConsentPurpose.choices)
    channel = models.CharField("come l’ha detto", max_length=8, choices=ConsentChannel.choices)
    given_on = models.DateField("dato il")
    withdrawn_on = models.DateField("ritirato il", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "consenso"
        verbose_name_plural = "consensi"
        ordering = ["purpose", "-given_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_on__isnull=True),
                name="one_consent_per_purpose",
                violation_error_message="Questo consenso c’è già.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_dates_in_order",
                violation_error_message="Il ritiro viene dopo il consenso.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.given_on}"
