"""Who works in a programme, as what, for which body, from when to when."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.access.roles import ROLES, Role
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.partners.models import Organization
from ciao.programmes.models.programme import Programme


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Mandates as questions are asked of them."""

    def current(self, day: date) -> MandateQuerySet:
        """Mandates that hold on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def with_role(self, *roles: str) -> MandateQuerySet:
        """Mandates of any of these roles."""
        return self.filter(role__in=roles)

    def at_work(self, programme_id: uuid.UUID | None, roles: Iterable[str], day: date) -> MandateQuerySet:
        """Who works in a programme on a day in any of these roles, by name, ready to be listed."""
        found = self.filter(Q(programme_id=programme_id), role__in=list(roles)).current(day)
        return found.select_related("user", "organization").order_by("user__given_name", "id")


@tracked
class Mandate(Protected):
    """A member's role in a programme; without a programme it concerns the whole installation."""

    ACCESS_LEVEL = Level.PROGRAMME
    OWN_ROWS = "user_id"
    PRIVACY = {"user": Privacy.STAFF, "*": Privacy.NONE}

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandates")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="mandates", verbose_name="ente"
    )
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="mandates")
    role = models.CharField("ruolo", max_length=40)
    starts_on = models.DateField("dal", default=clock.today)
    ends_on = models.DateField("al", null=True, blank=True)
    answers_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="answering", verbose_name="risponde a"
    )
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.UUIDField(null=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = "abilitazione"
        verbose_name_plural = "abilitazioni"
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="mandate_dates_in_order",
                violation_error_message="La fine dell’incarico viene dopo l’inizio.",
            ),
            models.UniqueConstraint(
                fields=["user", "organization", "programme", "role"],
                condition=Q(ends_on__isnull=True),
                name="mandate_once",
                violation_error_message="Ha già questo incarico.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.user_id}"

    @property
    def definition(self) -> Role:
        """The role's line in the role table."""
        return ROLES[self.role]

    @property
    def role_label(self) -> str:
        """The role in words."""
        return ROLES[self.role].label


class Invitation(Protected):
    """A place kept for someone who has no account yet: by e-mail, or by a code on paper."""

    ACCESS_LEVEL = Level.STAFF
    PRIVACY = {
        "email": Privacy.STAFF,
        "given_name": Privacy.STAFF,
        "family_name": Privacy.STAFF,
        "*": Privacy.NONE,
    }

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, related_name="invitations")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="ente")
    role = models.CharField("ruolo", max_length=40)
    email = models.EmailField("e-mail")
    given_name = models.CharField("nome", max_length=80)
    family_name = models.CharField("cognome", max_length=80, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField(default=clock.now)
    invited_by = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.UUIDField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = "invito"
        verbose_name_plural = "inviti"
        ordering = ["-invited_at"]

    def __str__(self) -> str:
        return f"{self.role} {self.invited_at:%Y-%m-%d}"

    @property
    def role_label(self) -> str:
        """The role in words."""
        return ROLES[self.role].label

    def is_open(self) -> bool:
        """Neither accepted, withdrawn nor past its day."""
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > clock.now()
