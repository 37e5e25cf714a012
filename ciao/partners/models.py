"""Bodies of every kind, and who works in them."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.models import Row
from ciao.partners.enums import Sector
from ciao.territories.models import Municipality


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Bodies as questions are asked of them."""

    def named(self, name: str) -> OrganizationQuerySet:
        """Bodies with this name, however it is capitalised."""
        return self.filter(name__iexact=name.strip())


class Organization(Row):
    """One table for partners, supporters, hosts and services: what a body is to a programme is a role elsewhere."""

    PRIVACY = {"*": Privacy.NONE}
    REPORT_ALL = True

    name = models.CharField("nome", max_length=200)
    short_name = models.CharField("nome breve", max_length=60, blank=True)
    sector = models.CharField("settore", max_length=10, choices=Sector.choices, blank=True)
    fiscal_code = models.CharField("codice fiscale", max_length=16, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="comune"
    )
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField("telefono", max_length=30, blank=True)
    website = models.URLField("sito", blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "ente"
        verbose_name_plural = "enti"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                models.functions.Lower("name"),
                name="organization_name_once",
                violation_error_message="C’è già un ente con questo nome.",
            )
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships as questions are asked of them."""

    def current(self, day: date) -> MembershipQuerySet:
        """Memberships that hold on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Membership(Row):
    """Someone works for a body from a day to a day; leaving it ends their mandates."""

    PRIVACY = {"*": Privacy.STAFF}

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="memberships")
    starts_on = models.DateField("dal", default=clock.today)
    ends_on = models.DateField("al", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "appartenenza a un ente"
        verbose_name_plural = "appartenenze agli enti"
        constraints = [
            models.UniqueConstraint(fields=["user", "organization", "starts_on"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.organization_id}"
