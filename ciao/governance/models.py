"""The bodies that steer a programme and how often they meet."""

from __future__ import annotations

from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core.enums import Privacy
from ciao.programmes.models import Programme


class Body(Protected):
    """A governance body, with the cadence its sheet promised, in words and in months."""

    ACCESS_LEVEL = Level.GOVERNANCE
    PRIVACY = {"*": Privacy.NONE}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="bodies")
    name = models.CharField("organo", max_length=200)
    cadence = models.CharField("cadenza", max_length=300, blank=True)
    months_between = models.PositiveSmallIntegerField("un incontro ogni quanti mesi", null=True, blank=True)

    class Meta:
        verbose_name = "organo di governo"
        verbose_name_plural = "organi di governo"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
