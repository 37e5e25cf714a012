"""What can be attended: the entries of the catalogue."""

from __future__ import annotations

from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.partners.models import Organization
from ciao.programmes.models import Activity, Programme
from ciao.services.enums import ServiceKind


@tracked
class Service(Protected):
    """An entry of the catalogue: what can be attended, who gives it, under which activity it counts."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id programme activity organization kind title"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="services")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+", verbose_name="attività")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="ente")
    kind = models.CharField("tipo", max_length=10, choices=ServiceKind.choices)
    title = models.CharField("titolo", max_length=160)
    about = models.TextField("di che cosa si tratta", blank=True)
    planned_hours = models.DecimalField("ore previste", max_digits=6, decimal_places=2, null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "servizio"
        verbose_name_plural = "servizi"
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "title"],
                name="service_title_once",
                violation_error_message="C’è già un servizio con questo titolo.",
            )
        ]

    def __str__(self) -> str:
        return self.title
