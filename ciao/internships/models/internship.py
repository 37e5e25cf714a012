"""An internship: what may be known without the host, and the training project with the host."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.files.models import StoredFile
from ciao.hosts.models import Host, Vacancy
from ciao.internships.enums import InternshipKind, InternshipState, PauseReason
from ciao.internships.lifecycle import INTERNSHIP
from ciao.matches.models import Match
from ciao.partners.models import Organization
from ciao.plans.models import Support
from ciao.programmes.models import Activity, Mandate, Programme


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements as pages ask for them."""

    def valid_on(self, day: date) -> AgreementQuerySet:
        """Those in force on a day."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)


@tracked
class Agreement(Protected):
    """The convenzione between promoter and host that internships stand on."""

    ACCESS_LEVEL = Level.HOST
    PRIVACY = {"*": Privacy.NONE}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="agreements")
    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="agreements", verbose_name="ente ospitante")
    promoter = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="soggetto promotore"
    )
    number = models.CharField("numero", max_length=40)
    signed_on = models.DateField("firmata il", null=True, blank=True)
    starts_on = models.DateField("vale dal")
    ends_on = models.DateField("al")
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="documento"
    )
    protocol = models.CharField("protocollo", max_length=60, blank=True)
    protocol_on = models.DateField("protocollato il", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "convenzione"
        verbose_name_plural = "convenzioni"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="agreement_dates_in_order",
                violation_error_message="La fine della convenzione viene dopo l’inizio.",
            )
        ]

    def __str__(self) -> str:
        return f"convenzione n. {self.number}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("internships:agreement", args=[self.id])


class InternshipQuerySet(models.QuerySet["Internship"]):
    """Internships as pages ask for them."""

    def begun(self) -> InternshipQuerySet:
        """Those that really started."""
        return self.filter(state__in=[InternshipState.RUNNING, InternshipState.ENDED])

    def active(self) -> InternshipQuerySet:
        """Those being prepared or running."""
        return self.filter(state__in=[InternshipState.PREPARING, InternshipState.RUNNING])


@tracked
class Internship(Protected):
    """A person's internship: number, kind, dates, who promotes and who pays; the host stands in the training project.

    `ends_on` is what was planned, `ended_on` the last day there was.
    """

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"*": Privacy.FACT}
    REPORT_COLUMNS = "id case support activity number kind state promoter payer starts_on ends_on ended_on"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="internships")
    support = models.ForeignKey(
        Support, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sostegno"
    )
    match = models.ForeignKey(
        Match, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="abbinamento"
    )
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+", verbose_name="attività")
    number = models.PositiveIntegerField("numero")
    kind = models.CharField("tipo", max_length=16, choices=InternshipKind.choices)
    state = models.CharField("stato", max_length=10, choices=InternshipState.choices, default=InternshipState.PREPARING)
    promoter = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="soggetto promotore"
    )
    payer = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="chi paga l’indennità"
    )
    tutor = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", verbose_name="tutor del promotore")
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al")
    ended_on = models.DateField("ultimo giorno", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = InternshipQuerySet.as_manager()

    class Meta:
        verbose_name = "tirocinio"
        verbose_name_plural = "tirocini"
        ordering = ["-starts_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "number"], name="internship_number_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="internship_dates_in_order",
                violation_error_message="La fine del tirocinio viene dopo l’inizio.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("starts_on")),
                name="internship_ended_after_start",
                violation_error_message="L’ultimo giorno viene dopo l’inizio.",
            ),
        ]

    def __str__(self) -> str:
        return f"tirocinio {self.number}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("internships:internship", args=[self.id])

    @property
    def last_day(self) -> date:
        """The last day there was, or the one planned."""
        return self.ended_on or self.ends_on

    def project(self) -> TrainingProject | None:
        """Its training project, where it is written and the reader may see it."""
        rows = TrainingProject.objects.filter(internship=self)
        return rows.select_related("host__organization", "agreement", "vacancy").first()


class InternshipChange(StateChange):
    """The story of an internship."""

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    internship = models.ForeignKey(Internship, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un tirocinio"
        verbose_name_plural = "passaggi dei tirocini"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return INTERNSHIP.transitions[self.verb].label


class InternshipPause(Protected):
    """Days in which an internship stands still: no hours are planned and no allowance is due for them."""

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {"*": Privacy.FACT}

    internship = models.ForeignKey(Internship, on_delete=models.PROTECT, related_name="pauses")
    reason = models.CharField("motivo", max_length=12, choices=PauseReason.choices)
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "sospensione di un tirocinio"
        verbose_name_plural = "sospensioni dei tirocini"
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="internship_pause_dates_in_order",
                violation_error_message="La fine della sospensione viene dopo l’inizio.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.starts_on}"


@tracked
class TrainingProject(Protected):
    """The progetto formativo individuale: where, what, which hours, which allowance, what must be there to start.

    `daily_hours` are seven, from Monday; `full_amount` is euro a month, gross, when attendance is full.
    """

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {
        "place": Privacy.NOTE, "tasks": Privacy.NOTE, "skills": Privacy.NOTE, "goals": Privacy.NOTE,
        "motive": Privacy.NOTE, "host_tutor": Privacy.STAFF,
        "saved_by_label": Privacy.STAFF,
        "*": Privacy.FACT,
    }  # fmt: skip
    REPORT_COLUMNS = "id internship host vacancy"

    internship = models.OneToOneField(Internship, on_delete=models.PROTECT, related_name="training_project")
    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="convenzione"
    )
    vacancy = models.ForeignKey(
        Vacancy, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="posto"
    )
    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="+", verbose_name="ente ospitante")
    place = SealedTextField("dove si svolge", blank=True)
    tasks = SealedTextField("che cosa fa", blank=True)
    skills = SealedTextField("che cosa impara", blank=True)
    goals = SealedTextField("obiettivi", blank=True)
    motive = SealedTextField("perché si attiva", blank=True)
    eqf_low = models.PositiveSmallIntegerField("livello più basso delle competenze", null=True, blank=True)
    eqf_high = models.PositiveSmallIntegerField("livello più alto delle competenze", null=True, blank=True)
    host_tutor = models.CharField("tutor dell’ente ospitante", max_length=120, blank=True)
    daily_hours = ArrayField(models.DecimalField(max_digits=4, decimal_places=2), size=7, verbose_name="orario")
    total_hours = models.DecimalField("ore in tutto", max_digits=7, decimal_places=2)
    full_amount = models.DecimalField("indennità piena al mese", max_digits=8, decimal_places=2)
    inail_number = models.CharField("posizione INAIL", max_length=40, blank=True)
    liability_policy = models.CharField("polizza di responsabilità civile", max_length=80, blank=True)
    cob_number = models.CharField("numero COB", max_length=40, blank=True)
    cob_on = models.DateField("comunicata il", null=True, blank=True)
    signed_on = models.DateField("firmato il", null=True, blank=True)
    signed_file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="copia firmata"
    )
    protocol = models.CharField("protocollo", max_length=60, blank=True)
    protocol_on = models.DateField("protocollato il", null=True, blank=True)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.UUIDField(null=True)
    saved_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "progetto formativo"
        verbose_name_plural = "progetti formativi"
        constraints = [
            models.CheckConstraint(
                condition=Q(full_amount__gte=0) & Q(total_hours__gt=0),
                name="training_project_amounts",
                violation_error_message="Le ore sono più di zero e l’indennità non scende sotto zero.",
            )
        ]

    def __str__(self) -> str:
        return f"progetto formativo {self.internship_id}"

    def get_absolute_url(self) -> str:
        """The page of its internship."""
        return self.internship.get_absolute_url()
