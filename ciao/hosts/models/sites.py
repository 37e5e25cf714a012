"""The operating units of a host: the quota of interns is counted in each of them."""

from __future__ import annotations

from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.hosts.enums import StopKind
from ciao.hosts.models.host import Host
from ciao.hosts.rules import Staff
from ciao.territories.models import Municipality


class HostSiteQuerySet(models.QuerySet["HostSite"]):
    """Sites as pages ask for them."""

    def in_use(self) -> HostSiteQuerySet:
        """Those where somebody still works."""
        return self.filter(closed_on__isnull=True)


@tracked
class HostSite(Protected):
    """An operating unit with the people at work there, in the detail of DGR Lombardia X/7763 of 2018.

    Owners, permanent staff, fixed-term staff whose contract covers the whole internship, and worker members of a
    cooperative make the headcount; apprentices are written down and left out.
    """

    ACCESS_LEVEL = Level.HOST
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id host"

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField("sede", max_length=120)
    address = models.CharField("indirizzo", max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="comune"
    )
    access = models.CharField("come ci si arriva", max_length=120, blank=True)
    owners_count = models.PositiveIntegerField("titolari e soci che ci lavorano", null=True, blank=True)
    permanent_count = models.PositiveIntegerField("a tempo indeterminato", null=True, blank=True)
    fixed_term_count = models.PositiveIntegerField("a tempo determinato per tutto il tirocinio", null=True, blank=True)
    members_count = models.PositiveIntegerField("soci lavoratori di cooperativa", null=True, blank=True)
    apprentices_count = models.PositiveIntegerField("apprendisti", null=True, blank=True)
    counted_on = models.DateField("contate il", null=True, blank=True)
    closed_on = models.DateField("chiusa il", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = HostSiteQuerySet.as_manager()

    class Meta:
        verbose_name = "sede di un ente ospitante"
        verbose_name_plural = "sedi degli enti ospitanti"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["host", "name"],
                name="host_site_once",
                violation_error_message="C’è già una sede con questo nome.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def staff(self) -> Staff:
        """The people at work, as the rules read them."""
        return Staff(
            self.owners_count, self.permanent_count, self.fixed_term_count, self.members_count, self.apprentices_count
        )


@tracked
class HiringRecord(Protected):
    """How many interns of a unit ended by a day, and how many of them were hired; no name is kept.

    Hired counts from six months of contract, and from half time: the rule of the further places (DGR X/7763).
    """

    ACCESS_LEVEL = Level.HOST
    PRIVACY = {"*": Privacy.NONE}

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="hirings")
    site = models.ForeignKey(
        HostSite, on_delete=models.PROTECT, null=True, blank=True, related_name="hirings", verbose_name="sede"
    )
    ended_on = models.DateField("tirocini finiti il")
    ended_count = models.PositiveIntegerField("tirocini finiti")
    hired_count = models.PositiveIntegerField("persone assunte", default=0)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "assunzioni dopo i tirocini"
        verbose_name_plural = "assunzioni dopo i tirocini"
        ordering = ["-ended_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hired_count__lte=models.F("ended_count")) & models.Q(ended_count__gte=1),
                name="hired_among_ended",
                violation_error_message="Le persone assunte non sono più dei tirocini finiti.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.hired_count}/{self.ended_count} {self.ended_on}"


@tracked
class HostStop(Protected):
    """Economic dismissals or short time at a host: the same tasks wait (T28, unverified, so it only warns)."""

    ACCESS_LEVEL = Level.HOST
    PRIVACY = {"*": Privacy.NONE}

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="stops")
    site = models.ForeignKey(
        HostSite, on_delete=models.PROTECT, null=True, blank=True, related_name="stops", verbose_name="sede"
    )
    kind = models.CharField("che cosa è successo", max_length=10, choices=StopKind.choices)
    happened_on = models.DateField("il")
    tasks = models.CharField("per quali mansioni", max_length=200, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "licenziamenti o cassa integrazione"
        verbose_name_plural = "licenziamenti e cassa integrazione"
        ordering = ["-happened_on"]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"
