"""From how many hours, and with what else, a service gives its certificate."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.certificates.enums import Subject
from ciao.certificates.rules import Terms
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.services.models import Service


class CertificateRuleQuerySet(models.QuerySet["CertificateRule"]):
    """Rules as pages ask for them."""

    def in_force(self, day: date) -> CertificateRuleQuerySet:
        """Those begun by a day, the latest first: the first of a service is the one that holds."""
        return self.filter(starts_on__lte=day).order_by("-starts_on")


@tracked
class CertificateRule(Protected):
    """What a service asks for its certificate, for the editions that begin from a day on, until a later row."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id service starts_on subject share_percent least_hours needs_test"

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+", verbose_name="servizio")
    starts_on = models.DateField("per le edizioni che cominciano dal")
    title = models.CharField("titolo dell’attestato", max_length=160)
    subject = models.CharField("di che cosa", max_length=10, choices=Subject.choices, default=Subject.ATTENDANCE)
    share_percent = models.DecimalField(
        "parte delle ore previste", max_digits=5, decimal_places=2, null=True, blank=True
    )
    least_hours = models.DecimalField("ore almeno", max_digits=6, decimal_places=2, null=True, blank=True)
    needs_test = models.BooleanField("serve la prova finale", default=True)
    requisites = models.CharField("serve anche", max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = CertificateRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "regola di un attestato"
        verbose_name_plural = "regole degli attestati"
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "starts_on"], name="certificate_rule_once_a_day",
                violation_error_message="Da quel giorno c’è già una regola: scegline un altro.",
            ),
            models.CheckConstraint(
                condition=Q(share_percent__isnull=True) | Q(share_percent__gt=0, share_percent__lte=100),
                name="certificate_rule_share", violation_error_message="La parte delle ore va da 1 a 100.",
            ),
            models.CheckConstraint(
                condition=Q(least_hours__isnull=True) | Q(least_hours__gt=0), name="certificate_rule_hours",
                violation_error_message="Le ore sono più di zero.",
            ),
            models.CheckConstraint(
                condition=Q(share_percent__isnull=False) | Q(least_hours__isnull=False) | Q(needs_test=True),
                name="certificate_rule_asks_something",
                violation_error_message="Scrivi da quante ore, o che serve la prova finale.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def terms(self) -> Terms:
        """What it asks, as the rules read it."""
        return Terms(self.share_percent, self.least_hours, self.needs_test, self.requisites)
