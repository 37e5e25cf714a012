"""Jobs one knows of, shared by the whole programme."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.programmes.models import Programme


class JobOpeningQuerySet(models.QuerySet["JobOpening"]):
    """Openings as pages ask for them."""

    def open_on(self, day: date) -> JobOpeningQuerySet:
        """Those nobody closed and whose last day has not passed."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), is_closed=False)


@tracked
class JobOpening(Protected):
    """A job somebody is looking for people for: what, who, where, until when; it names nobody who is helped."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"recorded_by_label": Privacy.STAFF, "*": Privacy.NONE}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="job_openings")
    title = models.CharField("lavoro", max_length=160)
    employer = models.CharField("chi cerca", max_length=160)
    place = models.CharField("dove", max_length=120, blank=True)
    link = models.URLField("indirizzo", max_length=300, blank=True)
    about = models.TextField("che cosa chiede", blank=True)
    until_on = models.DateField("fino al", null=True, blank=True)
    is_closed = models.BooleanField("chiusa", default=False)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = JobOpeningQuerySet.as_manager()

    class Meta:
        verbose_name = "offerta di lavoro"
        verbose_name_plural = "offerte di lavoro"
        ordering = ["title"]

    def __str__(self) -> str:
        return f"{self.title}, {self.employer}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("job_search:opening", args=[self.id])
