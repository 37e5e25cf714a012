"""What can be attended: the entries of the catalogue."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.partners.models import Organization
from ciao.programmes.models import Activity, Programme
from ciao.services import kinds
from ciao.services.enums import Modality, Theme


@tracked
class Service(Protected):
    """An entry of the catalogue: what can be attended, who gives it, under which activity it counts."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id programme activity organization kind title modality planned_hours"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="services")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+", verbose_name="attività")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="ente")
    kind = models.CharField("tipo", max_length=20)
    title = models.CharField("titolo", max_length=160)
    about = models.TextField("di che cosa si tratta", blank=True)
    modality = models.CharField("come si fa", max_length=10, choices=Modality.choices, default=Modality.IN_PERSON)
    themes = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name="temi")
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

    @property
    def shape(self) -> type[kinds.Kind]:
        """What follows from its kind."""
        return kinds.KINDS[self.kind]

    def get_kind_display(self) -> str:
        """Its kind in words."""
        return kinds.label_of(self.kind)

    @property
    def theme_words(self) -> str:
        """What it is about, in words."""
        return ", ".join(str(Theme(one).label) for one in self.themes)
