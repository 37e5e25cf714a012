"""One time a service is given, and who leads it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, Scope, StateChange
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.programmes.models import Mandate
from ciao.services.enums import EditionState, StaffRole
from ciao.services.models.catalogue import Service
from ciao.territories.models import Municipality


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions as pages ask for them."""

    def held(self) -> EditionQuerySet:
        """Those that take or took place."""
        return self.exclude(state=EditionState.CANCELLED)

    def open(self) -> EditionQuerySet:
        """Those one may still join."""
        return self.filter(state__in=[EditionState.PLANNED, EditionState.RUNNING])


@tracked
class Edition(Protected):
    """One time a service is given: from when to when, where, for how many.

    `register_scope` is the circle of who leads it: papers that show everybody enrolled stand there.
    """

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id service number state starts_on ends_on municipality"

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField("numero")
    state = models.CharField("stato", max_length=10, choices=EditionState.choices, default=EditionState.PLANNED)
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al")
    place = models.CharField("dove", max_length=120, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="comune"
    )
    capacity = models.PositiveSmallIntegerField("posti", null=True, blank=True)
    register_scope = models.ForeignKey(Scope, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "edizione"
        verbose_name_plural = "edizioni"
        ordering = ["-starts_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["service", "number"], name="edition_number_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="edition_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            ),
        ]

    def __str__(self) -> str:
        return f"edizione {self.number}"

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("services:edition", args=[self.id])

    @property
    def title(self) -> str:
        """«Cucina e HACCP, edizione 2», as everybody calls it."""
        return f"{self.service.title}, edizione {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether one may still join it and meet."""
        return self.state in (EditionState.PLANNED, EditionState.RUNNING)


class EditionChange(StateChange):
    """The story of an edition."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"changed_by_label": Privacy.STAFF, "*": Privacy.NONE}

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un’edizione"
        verbose_name_plural = "passaggi delle edizioni"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


class EditionStaffQuerySet(models.QuerySet["EditionStaff"]):
    """Who works in editions, as pages ask for them."""

    def current(self, day: date) -> EditionStaffQuerySet:
        """Those at work on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


@tracked
class EditionStaff(Protected):
    """Who teaches or leads an edition: they read the names and the attendance of those enrolled, nothing else."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.STAFF}

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="staff")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", verbose_name="chi")
    role = models.CharField("come", max_length=10, choices=StaffRole.choices)
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)

    objects = EditionStaffQuerySet.as_manager()

    class Meta:
        verbose_name = "chi conduce un’edizione"
        verbose_name_plural = "chi conduce le edizioni"
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "mandate"],
                condition=Q(ends_on__isnull=True),
                name="edition_staff_once",
                violation_error_message="Conduce già questa edizione.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="edition_staff_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.edition_id}"
