"""What only named staff read of a protected person: that they are, why, and what was taken out of sight."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.people.models.person import Person
from ciao.territories.models import Municipality


class ProtectionQuerySet(models.QuerySet["Protection"]):
    """Protections as pages ask for them."""

    def standing(self) -> ProtectionQuerySet:
        """Those that nobody has ended."""
        return self.filter(ends_on__isnull=True)


@tracked
class Protection(Protected):
    """A person's data are out of sight: it lies in a circle of its own, with no parent, that only named staff enter.

    `moved` remembers in which circle each paper and row stood before, so that ending the protection puts it back.
    """

    ACCESS_LEVEL = Level.PROTECTED
    PRIVACY = {
        "given_name": Privacy.IDENTIFIER, "family_name": Privacy.IDENTIFIER, "former_alias": Privacy.IDENTIFIER,
        "fiscal_code": Privacy.IDENTIFIER, "alias": Privacy.IDENTIFIER, "domicile": Privacy.CONTACT,
        "reason": Privacy.NOTE, "end_reason": Privacy.NOTE, "moved": Privacy.NOTE, "recorded_by_label": Privacy.STAFF,
        "*": Privacy.FACT,
    }  # fmt: skip

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="protections")
    alias = SealedTextField("nome che leggono gli altri")
    given_name = SealedTextField("nome")
    family_name = SealedTextField("cognome", blank=True)
    former_alias = SealedTextField("nome usato prima nei registri", blank=True)
    fiscal_code = SealedTextField("codice fiscale", blank=True)
    domicile = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="comune dove vive"
    )
    reason = SealedTextField("motivo")
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)
    end_reason = SealedTextField("perché finisce", blank=True)
    is_page_safe = models.BooleanField("la pagina personale si può dare", default=False)
    moved = SealedTextField(blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = ProtectionQuerySet.as_manager()

    class Meta:
        verbose_name = "protezione"
        verbose_name_plural = "protezioni"
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ends_on__isnull=True),
                name="one_protection_at_a_time",
                violation_error_message="I dati di questa persona sono già in sicurezza.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="protection_dates_in_order",
                violation_error_message="La fine della protezione viene dopo l’inizio.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def full_name(self) -> str:
        """The name before the law."""
        return f"{self.given_name} {self.family_name}".strip()


@tracked
class ProtectedContact(Protected):
    """Where a protected person lives, studies, works and is paid, and how to reach them without harm."""

    ACCESS_LEVEL = Level.PROTECTED
    PRIVACY = {"words": Privacy.NOTE, "*": Privacy.CONTACT}

    protection = models.OneToOneField(Protection, on_delete=models.PROTECT, related_name="contact")
    phone = SealedTextField("telefono", blank=True)
    email = SealedTextField("e-mail", blank=True)
    address = SealedTextField("indirizzo", blank=True)
    iban = SealedTextField("IBAN", blank=True)
    school = SealedTextField("scuola o corso", blank=True)
    workplace = SealedTextField("dove lavora", blank=True)
    words = SealedTextField("come farsi sentire, che cosa si può dire", blank=True)

    class Meta:
        verbose_name = "recapito protetto"
        verbose_name_plural = "recapiti protetti"

    def __str__(self) -> str:
        return str(self.protection_id)


class KeptAwayQuerySet(models.QuerySet["KeptAway"]):
    """Who must not reach a file, as pages ask for them."""

    def current(self, day: date) -> KeptAwayQuerySet:
        """Those kept away on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day))


@tracked
class KeptAway(Protected):
    """Somebody who must never reach a person's file: who is a danger, or a relative who works here.

    With a `user`, no grant on `circles` is ever written for any of their mandates: the database drops it.
    """

    ACCESS_LEVEL = Level.PROTECTED
    PRIVACY = {
        "name": Privacy.IDENTIFIER, "tie": Privacy.NOTE, "end_reason": Privacy.NOTE, "user": Privacy.STAFF,
        "*": Privacy.FACT,
    }  # fmt: skip

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kept_away")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="chi è, se lavora qui",
    )  # fmt: skip
    name = SealedTextField("chi è", blank=True)
    tie = SealedTextField("che legame ha con la persona", blank=True)
    circles = ArrayField(models.UUIDField(), default=list, blank=True)
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)
    end_reason = SealedTextField("perché finisce", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = KeptAwayQuerySet.as_manager()

    class Meta:
        verbose_name = "chi resta lontano da un fascicolo"
        verbose_name_plural = "chi resta lontano da un fascicolo"
        ordering = ["-starts_on"]

    def __str__(self) -> str:
        return str(self.id)


class KeptApart(models.Model):
    """Which user never enters which circle; kept by a trigger, asked only through `ciao_kept_away`.

    Row-level security would hide it from whoever must be refused, so the web role has no right here at all.
    """

    PRIVACY = {"*": Privacy.STAFF}

    row_id = models.UUIDField()
    user_id = models.UUIDField()
    scope_id = models.UUIDField()

    class Meta:
        verbose_name = "divieto di entrare in una cerchia"
        verbose_name_plural = "divieti di entrare in una cerchia"
        indexes = [models.Index(fields=["user_id", "scope_id"], name="kept_apart_pair")]

    def __str__(self) -> str:
        return str(self.row_id)
