"""The person helped, in separate tables by who may read what."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import BlindIndexField, NameKeyField, SealedTextField
from ciao.core.history import tracked
from ciao.core.phones import bare_phone
from ciao.partners.models import Organization
from ciao.people.enums import ContactChannel, EducationLevel, EmploymentStatus, Gender, TriState
from ciao.people.rules import age_on, fiscal_code_root, is_minor_on
from ciao.territories.models import Country, Municipality


@tracked
class Person(Protected):
    """A person, by name or alias, under one data controller; found only through cases and signals.

    Of a protected person only the alias stands here: that they are protected is not to be seen from this table.
    """

    ACCESS_LEVEL = Level.NAME
    PRIVACY = {
        "given_name": Privacy.IDENTIFIER,
        "family_name": Privacy.IDENTIFIER,
        "search_key": Privacy.IDENTIFIER,
        "alias": Privacy.PSEUDONYM,
        "*": Privacy.NONE,
    }
    REPORT_COLUMNS = "id"

    controller = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    given_name = models.CharField("nome", max_length=80)
    family_name = models.CharField("cognome", max_length=80, blank=True)
    alias = models.CharField("nome da usare nei registri", max_length=80, blank=True)
    language = models.CharField("lingua", max_length=40, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="unita a"
    )
    search_key = NameKeyField(sources=("given_name", "family_name", "alias"))
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "persona"
        verbose_name_plural = "persone"

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Given and family name, as Italians say them."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def register_name(self) -> str:
        """What a register or a list shows: the alias where there is one, with no mark."""
        return self.alias or self.full_name


class SearchKey(models.Model):
    """Names as they are searched, beside their circle; kept by a trigger, read only by `ciao_search_people`.

    Row-level security keeps PostgreSQL from using a trigram index, so the web role has no right here at all.
    """

    PRIVACY = {"*": Privacy.IDENTIFIER}

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="+")
    scope_id = models.UUIDField()
    key = models.TextField()

    class Meta:
        verbose_name = "chiave di ricerca"
        verbose_name_plural = "chiavi di ricerca"
        indexes = [GinIndex(fields=["key"], name="search_key_trigrams", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return str(self.person_id)


@tracked
class Identity(Protected):
    """What identifies a person before the law and the funder."""

    ACCESS_LEVEL = Level.IDENTITY
    PRIVACY = {
        "fiscal_code": Privacy.IDENTIFIER,
        "fiscal_code_index": Privacy.PSEUDONYM,
        "birth_date": Privacy.IDENTIFIER,
        "birth_municipality": Privacy.IDENTIFIER,
        "*": Privacy.FACT,
    }
    REPORT_COLUMNS = "id person gender birth_date residence domicile employment education"

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="identity")
    fiscal_code = SealedTextField("codice fiscale", blank=True)
    fiscal_code_index = BlindIndexField(source="fiscal_code", normalize=fiscal_code_root, db_index=True)
    gender = models.CharField("genere", max_length=10, choices=Gender.choices)
    birth_date = models.DateField("data di nascita", null=True, blank=True)
    birth_municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nata a"
    )
    birth_country = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nata in"
    )
    citizenship = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="cittadinanza",
    )
    residence = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="residenza",
    )
    domicile = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="domicilio",
    )
    employment = models.CharField("lavoro all’ingresso", max_length=20, choices=EmploymentStatus.choices, blank=True)
    education = models.CharField("titolo di studio", max_length=30, choices=EducationLevel.choices, blank=True)

    class Meta:
        verbose_name = "identità"
        verbose_name_plural = "identità"

    def __str__(self) -> str:
        return str(self.person_id)

    def age_on(self, day: date) -> int | None:
        """Completed years on a day; None where the birth date is not known."""
        return age_on(self.birth_date, day) if self.birth_date else None

    def is_minor_on(self, day: date) -> bool:
        """Whether somebody else signs for them that day; not so while the birth date is unknown."""
        return bool(self.birth_date and is_minor_on(self.birth_date, day))


@tracked
class Contact(Protected):
    """How, when and in which words a person wants to be reached."""

    ACCESS_LEVEL = Level.CONTACT
    PRIVACY = {"phone_index": Privacy.PSEUDONYM, "words": Privacy.NOTE, "*": Privacy.CONTACT}

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="contact")
    phone = SealedTextField("telefono", blank=True)
    phone_index = BlindIndexField(source="phone", normalize=bare_phone, db_index=True)
    email = SealedTextField("e-mail", blank=True)
    address = SealedTextField("indirizzo", blank=True)
    channel = models.CharField("come preferisce", max_length=20, choices=ContactChannel.choices, blank=True)
    hours = models.CharField("in quali ore", max_length=120, blank=True)
    words = SealedTextField("che cosa si può dire", blank=True)

    class Meta:
        verbose_name = "recapito"
        verbose_name_plural = "recapiti"

    def __str__(self) -> str:
        return str(self.person_id)


@tracked
class SensitiveAnswers(Protected):
    """Special categories, each yes, no or prefers not to say."""

    ACCESS_LEVEL = Level.SENSITIVE
    PRIVACY = {"*": Privacy.SPECIAL}

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="sensitive_answers")
    foreign_background = models.CharField("origine straniera", max_length=10, choices=TriState.choices, blank=True)
    minority = models.CharField("minoranza", max_length=10, choices=TriState.choices, blank=True)
    disability = models.CharField("disabilità", max_length=10, choices=TriState.choices, blank=True)
    other_disadvantage = models.CharField("altra difficoltà", max_length=10, choices=TriState.choices, blank=True)
    homeless = models.CharField("senza casa stabile", max_length=10, choices=TriState.choices, blank=True)

    class Meta:
        verbose_name = "risposte delicate"
        verbose_name_plural = "risposte delicate"

    def __str__(self) -> str:
        return str(self.person_id)


class PrivacyNotice(Protected):
    """The person was shown the privacy notice: which version, when, how."""

    ACCESS_LEVEL = Level.NAME
    PRIVACY = {"*": Privacy.FACT}

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="privacy_notices")
    version = models.CharField("versione", max_length=20)
    language = models.CharField("lingua", max_length=8, default="it")
    shown_on = models.DateField("mostrata il")
    channels = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "presa visione dell’informativa"
        verbose_name_plural = "prese visione dell’informativa"
        ordering = ["-shown_on"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.version}"
