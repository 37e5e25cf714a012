"""The meetings of an edition and their registers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.formats import day_of
from ciao.core.history import tracked
from ciao.programmes.models import Mandate
from ciao.services.enums import EditionState, RegisterState
from ciao.services.models.editions import Edition
from ciao.services.models.rooms import Room
from ciao.services.rules import session_hours


class SessionQuerySet(models.QuerySet["Session"]):
    """Meetings as pages ask for them."""

    def held(self) -> SessionQuerySet:
        """Those that take or took place."""
        return self.exclude(state=RegisterState.OFF).exclude(edition__state=EditionState.CANCELLED)

    def open_before(self, now: datetime) -> SessionQuerySet:
        """Those already held whose register is still to close."""
        return self.held().filter(state=RegisterState.OPEN, ends_at__lte=now)


@tracked
class Session(Protected):
    """One meeting of an edition, with its register; `others_count` are people counted by head, not by name.

    `remote_link` is for who takes part and who leads: no public page, calendar or figure shows it.
    """

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id edition number state starts_at ends_at others_count trainer"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField("numero")
    starts_at = models.DateTimeField("dalle")
    ends_at = models.DateTimeField("alle")
    place = models.CharField("dove", max_length=120, blank=True)
    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name="stanza"
    )
    remote_link = models.URLField("collegamento a distanza", max_length=300, blank=True)
    topic = models.CharField("argomento", max_length=120, blank=True)
    trainer = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chi conduce"
    )
    state = models.CharField("registro", max_length=8, choices=RegisterState.choices, default=RegisterState.OPEN)
    others_count = models.PositiveSmallIntegerField("altre persone presenti", default=0)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "incontro"
        verbose_name_plural = "incontri"
        ordering = ["starts_at", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="session_number_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_times_in_order",
                violation_error_message="L’incontro finisce dopo l’inizio.",
            ),
        ]

    def __str__(self) -> str:
        return f"incontro {self.number}"

    def get_absolute_url(self) -> str:
        """Its register."""
        return reverse("services:attendance", args=[self.id])

    @property
    def day(self) -> date:
        """The Italian day it begins on."""
        return day_of(self.starts_at)

    @property
    def length_hours(self) -> Decimal:
        """How long it lasts, in decimal hours."""
        return session_hours(self.starts_at, self.ends_at)


class SessionChange(StateChange):
    """The story of a register: closed by whom, opened again why."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un registro"
        verbose_name_plural = "passaggi dei registri"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"
