"""Places: municipalities with their codes, and areas whose membership changes over time."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from ciao.core.enums import Privacy
from ciao.territories.enums import AreaKind


class Municipality(models.Model):
    """A comune under its ISTAT code; never deleted, switched off when it merges."""

    PRIVACY = {"*": Privacy.NONE}
    REPORT_ALL = True
    REFERENCE_FILE = "municipalities.csv"
    REFERENCE_KEY = ("istat_code",)

    istat_code = models.CharField("codice ISTAT", max_length=6, primary_key=True)
    name = models.CharField("nome", max_length=80, db_index=True)
    cadastral_code = models.CharField("codice catastale", max_length=4, blank=True, db_index=True)
    postal_code = models.CharField("CAP", max_length=5, blank=True)
    province = models.CharField("provincia", max_length=2)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = "comune"
        verbose_name_plural = "comuni"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Country(models.Model):
    """A State, for citizenship and birth abroad."""

    PRIVACY = {"*": Privacy.NONE}
    REPORT_ALL = True
    REFERENCE_FILE = "countries.csv"
    REFERENCE_KEY = ("iso_code",)

    iso_code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField("nome", max_length=80)
    cadastral_code = models.CharField("codice catastale", max_length=4, blank=True)
    is_eu = models.BooleanField("Unione europea", default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = "Stato"
        verbose_name_plural = "Stati"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AreaQuerySet(models.QuerySet["Area"]):
    """Areas as questions are asked of them."""

    def of_municipality(self, istat_code: str, day: date) -> AreaQuerySet:
        """Areas a comune belongs to on a day."""
        return self.filter(
            Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=day),
            memberships__municipality_id=istat_code,
            memberships__starts_on__lte=day,
        ).distinct()


class Area(models.Model):
    """An ambito or social district: a group of comuni that changes over time."""

    PRIVACY = {"*": Privacy.NONE}
    REPORT_ALL = True
    REFERENCE_FILE = "areas.csv"
    REFERENCE_KEY = ("code",)

    code = models.CharField(max_length=60, primary_key=True)
    name = models.CharField("nome", max_length=120)
    kind = models.CharField("tipo", max_length=20, choices=AreaKind.choices)
    source = models.CharField("fonte", max_length=200, blank=True)
    municipalities = models.ManyToManyField(Municipality, through="AreaMembership", related_name="areas")

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = "ambito territoriale"
        verbose_name_plural = "ambiti territoriali"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AreaMembership(models.Model):
    """A comune in an area from a day to a day, with where that is written."""

    PRIVACY = {"*": Privacy.NONE}
    REPORT_ALL = True
    REFERENCE_FILE = "area_memberships.csv"
    REFERENCE_KEY = ("area_id", "municipality_id", "starts_on")

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="memberships")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="memberships")
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)
    source = models.CharField("fonte", max_length=200, blank=True)

    class Meta:
        verbose_name = "appartenenza a un ambito"
        verbose_name_plural = "appartenenze agli ambiti"
        constraints = [
            models.UniqueConstraint(fields=["area", "municipality", "starts_on"], name="area_membership_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="area_membership_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} in {self.area_id}"
