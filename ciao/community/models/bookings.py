"""Who said they will come, until some days after."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ciao.access.enums import Level
from ciao.access.models import Link, Protected
from ciao.community.enums import Channel, Photos
from ciao.community.models.events import Event
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField


class BookingQuerySet(models.QuerySet["Booking"]):
    """Bookings as pages and counts ask for them."""

    def standing(self) -> BookingQuerySet:
        """Those not taken back."""
        return self.filter(cancelled_at__isnull=True)

    def named(self) -> BookingQuerySet:
        """Those whose names are still kept."""
        return self.filter(erased_on__isnull=True)

    def places(self) -> int:
        """How many places they take together."""
        found = self.standing().aggregate(places=models.Sum("people_count"))
        return int(found["places"] or 0)


class Booking(Protected):
    """A citizen's word that some people will come; no account, no history, erased some days after the event.

    It stands in a circle of its own, so that the link of one booking reads that booking alone.
    """

    ACCESS_LEVEL = Level.COMMUNITY
    PRIVACY = {
        "name": Privacy.IDENTIFIER, "email": Privacy.CONTACT, "phone": Privacy.CONTACT, "needs": Privacy.NOTE,
        "*": Privacy.FACT,
    }  # fmt: skip
    REPORT_COLUMNS = "id event people_count channel cancelled_at"

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="bookings")
    name = SealedTextField("nome o soprannome", blank=True)
    email = SealedTextField("e-mail", blank=True)
    phone = SealedTextField("telefono", blank=True)
    needs = SealedTextField("che cosa serve per venire", blank=True)
    people_count = models.PositiveSmallIntegerField("quante persone", default=1)
    photos = models.CharField("foto", max_length=3, choices=Photos.choices)
    language = models.CharField("lingua", max_length=5, default="it")
    channel = models.CharField("come", max_length=6, choices=Channel.choices, default=Channel.ONLINE)
    notice_seen_on = models.DateField("informativa vista il")
    link = models.OneToOneField(Link, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField("disdetta il", null=True, blank=True)
    cancelled_by = models.UUIDField(null=True, blank=True)
    erased_on = models.DateField("dati cancellati il", null=True, blank=True)
    booked_at = models.DateTimeField(default=clock.now)
    booked_by = models.UUIDField(null=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = "prenotazione"
        verbose_name_plural = "prenotazioni"
        ordering = ["booked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(people_count__gte=1, people_count__lte=20),
                name="booking_for_some_people",
                violation_error_message="Una prenotazione vale da 1 a 20 persone.",
            )
        ]

    def __str__(self) -> str:
        return f"prenotazione per {self.people_count}"
