"""What a person is given elsewhere: a service they were sent to, another funded measure they are in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.cases.models.case import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.outreach.models import Signal
from ciao.resources.models import Resource


@tracked
class CaseOrientation(Protected):
    """Where a person in charge was sent, and whether it helped; the path goes on meanwhile."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"reason": Privacy.NOTE, "*": Privacy.FACT}
    REPORT_COLUMNS = "id case resource oriented_on worked"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="orientations")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    destination = models.CharField("verso quale servizio", max_length=200)
    reason = SealedTextField("perché")
    oriented_on = models.DateField("il")
    worked = models.BooleanField("ha funzionato", null=True)
    asked_back_on = models.DateField("richiesto il", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "orientamento di una persona in carico"
        verbose_name_plural = "orientamenti di persone in carico"
        ordering = ["-oriented_on", "-recorded_at"]

    def __str__(self) -> str:
        return self.destination


@tracked
class OtherMeasure(Protected):
    """Another funded measure a person is in, from a day to a day: hours and money may not be counted twice.

    Of a signal it is read by who reads the signal, of a case by its team: each row has its own level.
    """

    ACCESS_LEVEL = None
    PRIVACY = {"*": Privacy.FACT}

    level = models.IntegerField(default=int(Level.WORK))
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="other_measures")
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, null=True, blank=True, related_name="other_measures")
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("quale misura", max_length=200)
    starts_on = models.DateField("dal", null=True, blank=True)
    ends_on = models.DateField("al", null=True, blank=True)
    source = models.CharField("come lo sappiamo", max_length=110, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "altra misura di una persona"
        verbose_name_plural = "altre misure di persone"
        ordering = ["starts_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=True) | Q(signal__isnull=True),
                name="other_measure_of_one",
                violation_error_message="La misura è di una segnalazione o di un percorso, non di tutti e due.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="other_measure_dates_in_order",
                violation_error_message="La fine della misura viene dopo l’inizio.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
