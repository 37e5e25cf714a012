"""What citizens give: time, rooms, skills, things; and what it was used for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.community.enums import OfferKind, OfferState
from ciao.community.lifecycle import OFFER
from ciao.community.models.events import Event
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.programmes.models import Programme
from ciao.services.models import Edition


class CitizenOffer(Protected):
    """Something a citizen gives freely, where and until when; matched by hand, and thanked."""

    ACCESS_LEVEL = Level.COMMUNITY
    PRIVACY = {
        "what": Privacy.NOTE, "where": Privacy.NOTE, "when": Privacy.NOTE, "name": Privacy.IDENTIFIER,
        "contact": Privacy.CONTACT, "*": Privacy.FACT,
    }  # fmt: skip
    REPORT_COLUMNS = "id programme kind state received_on"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="citizen_offers")
    number = models.PositiveIntegerField("numero")
    kind = models.CharField("che cosa", max_length=5, choices=OfferKind.choices)
    what = SealedTextField("in parole")
    where = SealedTextField("dove", blank=True)
    when = SealedTextField("quando", blank=True)
    expires_on = models.DateField("fino al", null=True, blank=True)
    name = SealedTextField("nome", blank=True)
    contact = SealedTextField("recapito", blank=True)
    language = models.CharField("lingua", max_length=5, default="it")
    state = models.CharField("stato", max_length=8, choices=OfferState.choices, default=OfferState.OFFERED)
    received_on = models.DateField("arrivata il")
    thanked_on = models.DateField("ringraziata il", null=True, blank=True)
    erased_on = models.DateField("dati cancellati il", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "offerta di un cittadino"
        verbose_name_plural = "offerte dei cittadini"
        ordering = ["-received_on", "-number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="citizen_offer_number_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, offerta {self.number}"

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("community:offer", args=[self.id])

    def is_past(self) -> bool:
        """Whether its last day has gone."""
        return self.expires_on is not None and self.expires_on < clock.today()


class CitizenOfferChange(StateChange):
    """The story of an offer."""

    ACCESS_LEVEL = Level.COMMUNITY
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    offer = models.ForeignKey(CitizenOffer, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un’offerta"
        verbose_name_plural = "passaggi delle offerte"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return OFFER.transitions[self.verb].label


class CitizenOfferUse(Protected):
    """What an offer was put to: an event or an edition, chosen by somebody."""

    ACCESS_LEVEL = Level.COMMUNITY
    PRIVACY = {"matched_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id offer event edition matched_on"

    offer = models.ForeignKey(CitizenOffer, on_delete=models.PROTECT, related_name="uses")
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="offers_used", verbose_name="evento"
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="offers_used", verbose_name="edizione"
    )
    matched_on = models.DateField("abbinata il")
    matched_by = models.UUIDField(null=True)
    matched_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "uso di un’offerta"
        verbose_name_plural = "usi delle offerte"
        ordering = ["matched_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=True) | Q(edition__isnull=True),
                name="citizen_offer_used_for_one_thing",
                violation_error_message="Un’offerta si abbina a un evento oppure a un’edizione.",
            ),
            models.UniqueConstraint(
                fields=["offer", "event"],
                condition=Q(event__isnull=False),
                name="citizen_offer_event_once",
                violation_error_message="È già abbinata a questo evento.",
            ),
            models.UniqueConstraint(
                fields=["offer", "edition"],
                condition=Q(edition__isnull=False),
                name="citizen_offer_edition_once",
                violation_error_message="È già abbinata a questa edizione.",
            ),
        ]

    def __str__(self) -> str:
        return f"uso del {self.matched_on}"
