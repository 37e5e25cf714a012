"""What is open to everybody, and its story."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.community.enums import CountedHow, EventState
from ciao.community.lifecycle import EVENT
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.formats import date_text, time_of_day
from ciao.core.history import tracked
from ciao.partners.models import Organization
from ciao.programmes.models import Activity, Programme
from ciao.services.models import Edition, Session
from ciao.territories.models import Municipality


class EventQuerySet(models.QuerySet["Event"]):
    """Events as pages ask for them."""

    def public(self) -> EventQuerySet:
        """Those anybody may read: told, held or called off after being told."""
        return self.filter(published_at__isnull=False).exclude(state=EventState.DRAFT)

    def ahead(self, now: datetime) -> EventQuerySet:
        """Those still to end, the nearest first."""
        return self.filter(ends_at__gte=now).order_by("starts_at")

    def to_count(self, now: datetime) -> EventQuerySet:
        """Over, and nobody has said how many came."""
        return self.filter(state=EventState.PUBLISHED, ends_at__lt=now)


@tracked
class Event(Protected):
    """A date open to everybody; who comes is counted by head and is no ESF participant."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = (
        "id programme activity organization municipality edition state starts_at ends_at "
        "adults_count children_count women_count"
    )

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="community_events")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+", verbose_name="attività")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="chi organizza"
    )
    title = models.CharField("titolo", max_length=160)
    about = models.TextField("di che cosa si tratta")
    starts_at = models.DateTimeField("dalle")
    ends_at = models.DateTimeField("alle")
    place = models.CharField("dove", max_length=160)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="comune"
    )
    access = models.CharField("come ci si arriva e si entra", max_length=300, blank=True)
    languages = models.CharField("lingue", max_length=120, blank=True)
    is_bookable = models.BooleanField("ci si prenota", default=True)
    capacity = models.PositiveSmallIntegerField("posti", null=True, blank=True)
    edition = models.ForeignKey(
        Edition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="community_events",
        verbose_name="laboratorio",
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="incontro"
    )
    state = models.CharField("stato", max_length=10, choices=EventState.choices, default=EventState.DRAFT)
    published_at = models.DateTimeField("pubblicato il", null=True, blank=True)
    published_by = models.UUIDField(null=True, blank=True)
    adults_count = models.PositiveSmallIntegerField("adulti", null=True, blank=True)
    children_count = models.PositiveSmallIntegerField("bambini e ragazzi", null=True, blank=True)
    women_count = models.PositiveSmallIntegerField("di cui donne e ragazze", null=True, blank=True)
    counted_how = models.CharField("come si è contato", max_length=12, choices=CountedHow.choices, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "evento"
        verbose_name_plural = "eventi"
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_hours_in_order",
                violation_error_message="L’evento finisce dopo essere cominciato: ricontrolla gli orari.",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(adults_count__isnull=False, children_count__isnull=False),
                name="event_held_has_heads",
                violation_error_message="Un evento svolto dice quante persone sono venute.",
            ),
            models.CheckConstraint(
                condition=Q(women_count__isnull=True) | Q(women_count__lte=F("adults_count") + F("children_count")),
                name="event_women_among_heads",
                violation_error_message="Le donne e le ragazze sono una parte di chi è venuto.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page the team works on."""
        return reverse("community:event", args=[self.id])

    @property
    def heads(self) -> int | None:
        """How many came, None while nobody has counted."""
        if self.adults_count is None or self.children_count is None:
            return None
        return self.adults_count + self.children_count

    @property
    def when(self) -> str:
        """«sabato 12 dicembre, 15:00–18:00»."""
        return f"{date_text(self.starts_at)}, {time_of_day(self.starts_at)}–{time_of_day(self.ends_at)}"

    def has_begun(self) -> bool:
        """Whether heads may be counted."""
        return self.starts_at <= clock.now()

    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.ends_at < clock.now()

    def takes_bookings(self) -> bool:
        """Whether anybody may still book."""
        return self.is_bookable and self.state == EventState.PUBLISHED and self.starts_at > clock.now()


class EventChange(StateChange):
    """The story of an event."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"changed_by_label": Privacy.STAFF, "*": Privacy.NONE}

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un evento"
        verbose_name_plural = "passaggi degli eventi"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return EVENT.transitions[self.verb].label
