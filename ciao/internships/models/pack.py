"""What an internship needs beside its training project: title to promote, papers, extensions, starts allowed short."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.files.models import StoredFile
from ciao.internships.enums import ActKind, OverrideState, ServicePaper, TitleKind
from ciao.internships.lifecycle import OVERRIDE
from ciao.internships.models.internship import Internship
from ciao.partners.models import Organization
from ciao.programmes.models import Programme


class PromotionTitleQuerySet(models.QuerySet["PromotionTitle"]):
    """Titles as the pack asks for them."""

    def valid_on(self, day: date) -> PromotionTitleQuerySet:
        """Those in force on a day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


@tracked
class PromotionTitle(Protected):
    """Why a body may promote internships: its accreditation or nature, with the document and how long it holds."""

    ACCESS_LEVEL = Level.HOST
    PRIVACY = {"*": Privacy.NONE}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="promotion_titles")
    promoter = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="soggetto promotore"
    )
    kind = models.CharField("titolo", max_length=10, choices=TitleKind.choices)
    reference = models.CharField("atto, numero", max_length=120)
    valid_from = models.DateField("vale dal")
    valid_to = models.DateField("al", null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="documento"
    )
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = PromotionTitleQuerySet.as_manager()

    class Meta:
        verbose_name = "titolo a promuovere tirocini"
        verbose_name_plural = "titoli a promuovere tirocini"
        ordering = ["promoter__name", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="promotion_title_dates_in_order",
                violation_error_message="La fine del titolo viene dopo l’inizio.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.reference}"


class ServiceActQuerySet(models.QuerySet["ServiceAct"]):
    """What a service wrote, as the rules ask for it."""

    def valid_on(self, day: date) -> ServiceActQuerySet:
        """Those in force on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


@tracked
class ServiceAct(Protected):
    """A public service has the person in charge since a day, or certifies that an internship must last longer.

    The path in this product is no such thing. Source: Accordo Stato-Regioni of 22.1.2015.
    """

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {
        "service": Privacy.NOTE, "reference": Privacy.NOTE, "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT,
    }  # fmt: skip

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="service_acts")
    kind = models.CharField("atto", max_length=4, choices=ServicePaper.choices)
    service = SealedTextField("servizio")
    reference = SealedTextField("riferimento", blank=True)
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="documento")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = ServiceActQuerySet.as_manager()

    class Meta:
        verbose_name = "atto di un servizio pubblico"
        verbose_name_plural = "atti dei servizi pubblici"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="service_act_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


@tracked
class PackAct(Protected):
    """One paper of an internship: who gave it, when, how long it holds; or why it is not due."""

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {
        "body": Privacy.NOTE, "reference": Privacy.NOTE, "not_due_reason": Privacy.NOTE,
        "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT,
    }  # fmt: skip

    internship = models.ForeignKey(Internship, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField("atto", max_length=10, choices=ActKind.choices)
    body = SealedTextField("chi l’ha fatto", blank=True)
    reference = SealedTextField("riferimento", blank=True)
    happened_on = models.DateField("del", null=True, blank=True)
    valid_to = models.DateField("vale fino al", null=True, blank=True)
    not_due_reason = SealedTextField("perché non serve", blank=True)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="documento"
    )
    protocol = models.CharField("protocollo", max_length=60, blank=True)
    protocol_on = models.DateField("protocollato il", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "atto di un tirocinio"
        verbose_name_plural = "atti dei tirocini"
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["internship", "kind"],
                name="pack_act_once",
                violation_error_message="Questo atto c’è già: correggi quello.",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


@tracked
class StartOverride(Protected):
    """A start with something missing: what lacked when it was asked, who allowed it and why. It never goes away.

    `missing` are codes of the pack; the sentences are made from them, so that no other fact is told.
    """

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {
        "request": Privacy.NOTE, "missing": Privacy.NONE, "asked_by_label": Privacy.STAFF, "*": Privacy.FACT,
    }  # fmt: skip

    internship = models.ForeignKey(Internship, on_delete=models.PROTECT, related_name="overrides")
    state = models.CharField("decisione", max_length=8, choices=OverrideState.choices, default=OverrideState.ASKED)
    missing = models.CharField("che cosa manca", max_length=200)
    request = SealedTextField("perché non si può aspettare")
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.UUIDField(null=True)
    asked_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "avvio con documenti mancanti"
        verbose_name_plural = "avvii con documenti mancanti"
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"avvio {self.state}"

    @property
    def codes(self) -> frozenset[str]:
        """The things that were missing."""
        return frozenset(self.missing.split(","))


class OverrideChange(StateChange):
    """Who allowed or refused a start with something missing, and why."""

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    override = models.ForeignKey(StartOverride, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "decisione su un avvio"
        verbose_name_plural = "decisioni sugli avvii"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was decided, in words."""
        return OVERRIDE.transitions[self.verb].label


@tracked
class Extension(Protected):
    """A proroga: from which last day to which, why, by which document, with the notice of the extension."""

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {"reason": Privacy.NOTE, "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT}

    internship = models.ForeignKey(Internship, on_delete=models.PROTECT, related_name="extensions")
    decided_on = models.DateField("decisa il")
    before_on = models.DateField("finiva il")
    until_on = models.DateField("finisce il")
    reason = SealedTextField("motivo")
    cob_number = models.CharField("numero COB", max_length=40, blank=True)
    cob_on = models.DateField("comunicata il", null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="documento"
    )
    protocol = models.CharField("protocollo", max_length=60, blank=True)
    protocol_on = models.DateField("protocollato il", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "proroga di un tirocinio"
        verbose_name_plural = "proroghe dei tirocini"
        ordering = ["decided_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("before_on")),
                name="extension_goes_further",
                violation_error_message="La nuova fine viene dopo quella di prima.",
            )
        ]

    def __str__(self) -> str:
        return f"proroga fino al {self.until_on}"
