"""Where people meet, and when a body is closed."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.partners.models import Organization
from ciao.programmes.models import Programme
from ciao.territories.models import Municipality


@tracked
class Room(Protected):
    """A room of a body, so that two meetings are never put in it at once; `access_note` says how one gets in."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rooms")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="ente")
    name = models.CharField("nome", max_length=80)
    address = models.CharField("indirizzo", max_length=120, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="comune"
    )
    seats = models.PositiveSmallIntegerField("posti a sedere", null=True, blank=True)
    access_note = models.CharField("come si entra", max_length=200, blank=True)
    is_closed = models.BooleanField("non si usa più", default=False)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "stanza"
        verbose_name_plural = "stanze"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organization", "name"],
                name="room_once",
                violation_error_message="Questo ente ha già una stanza con questo nome.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.municipality}" if self.municipality else self.name


class ClosingDayQuerySet(models.QuerySet["ClosingDay"]):
    """Closings as calendars ask for them."""

    def touching(self, first: date, last: date) -> ClosingDayQuerySet:
        """Those that stand and share a day with a stretch, both ends included."""
        return self.filter(starts_on__lte=last, ends_on__gte=first, is_dropped=False)


@tracked
class ClosingDay(Protected):
    """Days on which a body, or everybody where it names none, holds no meeting; `word` says why."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="closing_days")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ente"
    )
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al")
    word = models.CharField("perché", max_length=80)
    is_dropped = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = ClosingDayQuerySet.as_manager()

    class Meta:
        verbose_name = "giorno di chiusura"
        verbose_name_plural = "giorni di chiusura"
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="closing_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            )
        ]

    def __str__(self) -> str:
        return self.word
