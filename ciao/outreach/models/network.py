"""The network that lets the programme know of people: its antennas, and the key figures who were heard."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.outreach.enums import AntennaKind, InterviewKind, NeedArea
from ciao.partners.models import Organization
from ciao.programmes.models import Mandate, Programme, ProgrammeArea
from ciao.territories.models import Municipality


class AntennaQuerySet(models.QuerySet["Antenna"]):
    """Questions asked of many antennas at once."""

    def active(self) -> AntennaQuerySet:
        """Those that still signal."""
        return self.filter(ended_on__isnull=True)


@tracked
class Antenna(Protected):
    """A node of the network: who in a place meets people the programme would not meet otherwise."""

    ACCESS_LEVEL = Level.NETWORK
    PRIVACY = {
        "name": Privacy.NONE,
        "referent_name": Privacy.CONTACT,
        "referent_contact": Privacy.CONTACT,
        "notes": Privacy.NOTE,
        "*": Privacy.NONE,
    }
    REPORT_COLUMNS = "id programme kind municipality area"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="antennas")
    name = models.CharField("nome", max_length=120)
    kind = models.CharField("tipo", max_length=20, choices=AntennaKind.choices)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="comune"
    )
    area = models.ForeignKey(
        ProgrammeArea, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="zona"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ente"
    )
    referent_name = SealedTextField("referente", blank=True)
    referent_contact = SealedTextField("recapito del referente", blank=True)
    notes = SealedTextField("note", blank=True)
    started_on = models.DateField("nella rete dal", default=clock.today)
    ended_on = models.DateField("nella rete fino al", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = AntennaQuerySet.as_manager()

    class Meta:
        verbose_name = "antenna"
        verbose_name_plural = "antenne"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="antenna_dates_in_order",
                violation_error_message="Un’antenna esce dalla rete dopo esserci entrata: ricontrolla le date.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page of one antenna."""
        return reverse("outreach:antenna", args=[self.id])

    def is_active(self) -> bool:
        """Whether it still signals."""
        return self.ended_on is None


@tracked
class Interview(Protected):
    """A key figure, or a group of them, told what needs they see; something follows from it."""

    ACCESS_LEVEL = Level.NETWORK
    PRIVACY = {"with_whom": Privacy.CONTACT, "emerged": Privacy.NOTE, "follow_up": Privacy.NOTE, "*": Privacy.NONE}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="interviews")
    antenna = models.ForeignKey(
        Antenna, on_delete=models.PROTECT, null=True, blank=True, related_name="interviews", verbose_name="antenna"
    )
    kind = models.CharField("tipo", max_length=12, choices=InterviewKind.choices)
    held_on = models.DateField("il")
    with_whom = SealedTextField("con chi")
    participants_count = models.PositiveSmallIntegerField("quante persone", default=1)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="comune"
    )
    themes = ArrayField(models.CharField(max_length=20, choices=NeedArea.choices), verbose_name="temi", default=list)
    emerged = SealedTextField("che cosa è emerso")
    follow_up = SealedTextField("che cosa ne segue", blank=True)
    follow_up_on = models.DateField("entro il", null=True, blank=True)
    follow_up_owner = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chi se ne occupa"
    )
    followed_up_on = models.DateField("fatto il", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "intervista"
        verbose_name_plural = "interviste"
        ordering = ["-held_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} del {self.held_on}"

    def get_absolute_url(self) -> str:
        """The page of one interview."""
        return reverse("outreach:interview", args=[self.id])

    def is_due(self) -> bool:
        """Whether something was promised and not yet done."""
        return self.follow_up_on is not None and self.followed_up_on is None

    def theme_words(self) -> str:
        """The themes in words."""
        return ", ".join(NeedArea(one).label for one in self.themes)
