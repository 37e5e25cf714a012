"""A programme and its dated versions: dates, months, targets and budget change only by an act."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.core.models import Row
from ciao.partners.models import Organization
from ciao.programmes.enums import ProgrammeState, TargetGender, VersionKind
from ciao.programmes.rules import month_number
from ciao.territories.models import Area, Municipality


@tracked
class Programme(Protected):
    """What was funded: everything people do in CIAO! happens inside one programme."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id title acronym"

    title = models.CharField("titolo", max_length=300)
    acronym = models.CharField("sigla", max_length=40, blank=True)
    call = models.TextField("avviso", blank=True)
    actions = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name="azioni")
    controller = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="titolare dei dati"
    )
    signed_on = models.DateField("data della firma", null=True, blank=True)
    signed_place = models.CharField("luogo della firma", max_length=120, blank=True)
    state = models.CharField("stato", max_length=10, choices=ProgrammeState.choices, default=ProgrammeState.ACTIVE)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "progetto"
        verbose_name_plural = "progetti"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.acronym or self.title

    def version_on(self, day: date) -> ProgrammeVersion:
        """The version in force on `day`: the last decided by then, or the first one before any decision."""
        versions = sorted(self.versions.all(), key=lambda one: (one.valid_from, one.number))
        in_force = [one for one in versions if one.valid_from <= day]
        return in_force[-1] if in_force else versions[0]

    @property
    def current_version(self) -> ProgrammeVersion:
        """The version in force today."""
        return self.version_on(clock.today())


@tracked
class ProgrammeVersion(Protected):
    """Dates, months and money as an act fixed them; a figure names the version it was measured against."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id programme number valid_from starts_on ends_on months total_amount contribution_amount"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("versione")
    kind = models.CharField("tipo", max_length=12, choices=VersionKind.choices)
    valid_from = models.DateField("vale dal")
    act = models.CharField("atto", max_length=200, blank=True)
    decided_on = models.DateField("data dell’atto", null=True, blank=True)
    reason = models.TextField("motivo", blank=True)
    starts_on = models.DateField("inizio")
    ends_on = models.DateField("fine")
    months = models.PositiveSmallIntegerField("mesi")
    total_amount = models.DecimalField("valore complessivo", max_digits=13, decimal_places=2, null=True)
    contribution_amount = models.DecimalField("contributo", max_digits=13, decimal_places=2, null=True)
    cofinancing_percent = models.DecimalField("cofinanziamento", max_digits=5, decimal_places=2, null=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "versione del progetto"
        verbose_name_plural = "versioni del progetto"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="programme_version_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="programme_dates_in_order",
                violation_error_message="La fine del progetto viene dopo l’inizio.",
            ),
            models.CheckConstraint(
                condition=Q(contribution_amount__lte=F("total_amount")),
                name="contribution_within_total",
                violation_error_message="Il contributo non supera il valore complessivo.",
            ),
        ]

    def __str__(self) -> str:
        return f"versione {self.number}"

    @property
    def cofinancing_amount(self) -> Decimal | None:
        """What partners put in: total less contribution, in euro."""
        if self.total_amount is None or self.contribution_amount is None:
            return None
        return self.total_amount - self.contribution_amount

    def month_on(self, day: date) -> int:
        """The programme month `day` falls in; the first calendar month is 1."""
        return month_number(self.starts_on, day)


class ProgrammeArea(Protected):
    """An area the programme works in, with the comuni that count for it and the population its sheet states."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id programme name area"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="areas")
    name = models.CharField("nome", max_length=120)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    population = models.PositiveIntegerField("popolazione", null=True, blank=True)
    municipalities = models.ManyToManyField(Municipality, related_name="+", verbose_name="comuni")

    class Meta:
        verbose_name = "territorio del progetto"
        verbose_name_plural = "territori del progetto"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Objective(Protected):
    """A general objective, in the sheet's words."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="objectives")
    number = models.PositiveSmallIntegerField()
    text = models.TextField("obiettivo")

    class Meta:
        verbose_name = "obiettivo generale"
        verbose_name_plural = "obiettivi generali"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="objective_once")]

    def __str__(self) -> str:
        return self.text


class ExpectedResult(Protected):
    """A result the programme promised; each should have a measure."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="expected_results")
    number = models.PositiveSmallIntegerField()
    text = models.TextField("risultato atteso")

    class Meta:
        verbose_name = "risultato atteso"
        verbose_name_plural = "risultati attesi"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="expected_result_once")]

    def __str__(self) -> str:
        return self.text


class TargetGroup(Protected):
    """Whom the programme is for, how many and of what age, in one version of it."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id version label count gender age_min age_max"

    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="targets")
    label = models.CharField("destinatari", max_length=160)
    count = models.PositiveIntegerField("quante persone", null=True)
    gender = models.CharField("genere", max_length=3, choices=TargetGender.choices)
    age_min = models.PositiveSmallIntegerField("da anni", null=True, blank=True)
    age_max = models.PositiveSmallIntegerField("a anni", null=True, blank=True)

    class Meta:
        verbose_name = "gruppo di destinatari"
        verbose_name_plural = "gruppi di destinatari"
        ordering = ["label"]
        constraints = [
            models.CheckConstraint(
                condition=Q(age_min__isnull=True) | Q(age_max__isnull=True) | Q(age_max__gte=F("age_min")),
                name="target_ages_in_order",
                violation_error_message="L’età massima non è più bassa della minima.",
            )
        ]

    def __str__(self) -> str:
        return self.label


class ParameterQuerySet(models.QuerySet["Parameter"]):
    """Parameters as questions are asked of them."""

    def valid_on(self, day: date) -> ParameterQuerySet:
        """Values in force on a day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class Parameter(Row):
    """A number from a law or a call, from a day to a day, with its source; never a literal in the code."""

    PRIVACY = {"*": Privacy.NONE}
    REFERENCE_FILE = "parameters.csv"
    REFERENCE_KEY = ("code", "valid_from")

    code = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    unit = models.CharField(max_length=20)
    label = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    is_verified = models.BooleanField(default=False)

    objects = ParameterQuerySet.as_manager()

    class Meta:
        verbose_name = "parametro"
        verbose_name_plural = "parametri"
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="parameter_once")]

    def __str__(self) -> str:
        return f"{self.code} = {self.value}"


class Counter(Row):
    """The last number given in a series of a programme; changed only by the database function `ciao_next_number`."""

    PRIVACY = {"*": Privacy.NONE}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=20)
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = "numeratore"
        verbose_name_plural = "numeratori"
        constraints = [models.UniqueConstraint(fields=["programme", "series"], name="counter_once")]

    def __str__(self) -> str:
        return f"{self.series} {self.last}"
