"""The case: one person's path in one programme, with its team and its pauses."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.cases.enums import CaseRole, CaseState, CloseReason, Phase, SuspendReason
from ciao.cases.models.cover import Cover
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.outreach.models import Signal
from ciao.partners.models import Organization
from ciao.people.models import Person
from ciao.programmes.models import Mandate, Programme, TargetGroup


class CaseQuerySet(models.QuerySet["Case"]):
    """Questions asked of many cases at once."""

    def counted(self) -> CaseQuerySet:
        """Cases that exist for every count: those opened by mistake never do."""
        return self.exclude(state=CaseState.VOID)

    def active(self) -> CaseQuerySet:
        """Those still going on, also while they pause."""
        return self.filter(state__in=[CaseState.OPEN, CaseState.SUSPENDED])

    def in_period(self, first: date, last: date) -> CaseQuerySet:
        """Those in charge on at least one day of a period, both days included; not those who were away all through."""
        away = Return.objects.filter(case=OuterRef("pk"), left_on__lt=first, returned_on__gt=last)
        here = self.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=first), opened_on__lte=last)
        return here.exclude(Exists(away))

    def followed_by(self, mandate_id: UUID | None, day: date) -> CaseQuerySet:
        """Those a worker is in the team of on a day, or whose colleague they cover that day."""
        covered = Cover.objects.running(day).filter(substitute_id=mandate_id).values("covered_id")
        mine = CaseWorker.objects.current(day).filter(Q(mandate_id=mandate_id) | Q(mandate_id__in=covered))
        return self.filter(id__in=mine.values("case_id"))


@tracked
class Case(Protected):
    """A person in the programme's care; number, phase and dates are what one sees without the name."""

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"person": Privacy.PSEUDONYM, "*": Privacy.FACT}
    REPORT_COLUMNS = "id programme number person target state phase opened_on closed_on close_reason"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="cases")
    number = models.PositiveIntegerField("numero")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    signal = models.OneToOneField(Signal, on_delete=models.PROTECT, null=True, blank=True, related_name="case")
    target = models.ForeignKey(
        TargetGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="destinatari",
    )
    state = models.CharField("stato", max_length=10, choices=CaseState.choices, default=CaseState.OPEN)
    phase = models.CharField("fase", max_length=1, choices=Phase.choices, default=Phase.ACCESS)
    opened_on = models.DateField("presa in carico il")
    closed_on = models.DateField("conclusa il", null=True, blank=True)
    close_reason = models.CharField("perché si è conclusa", max_length=20, choices=CloseReason.choices, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "persona in carico"
        verbose_name_plural = "persone in carico"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="case_number_once"),
            models.UniqueConstraint(
                fields=["programme", "person"],
                condition=~Q(state="void"),
                name="one_case_per_person",
                violation_error_message="Questa persona ha già un percorso in questo progetto.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="case_dates_in_order",
                violation_error_message="La conclusione viene dopo la presa in carico.",
            ),
        ]

    def __str__(self) -> str:
        return f"caso {self.number}"

    def get_absolute_url(self) -> str:
        """The fascicolo, which the configuration names because it is composed higher up."""
        return reverse(settings.PLACES["case"], args=[self.id])

    def is_active(self) -> bool:
        """Whether the path goes on, also while it pauses."""
        return self.state in (CaseState.OPEN, CaseState.SUSPENDED)


class CaseChange(StateChange):
    """The story of a case's states and phases."""

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un percorso"
        verbose_name_plural = "passaggi di un percorso"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


class CaseWorkerQuerySet(models.QuerySet["CaseWorker"]):
    """Questions asked of many workers at once."""

    def current(self, day: date) -> CaseWorkerQuerySet:
        """Those in a team on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


@tracked
class CaseWorker(Protected):
    """Someone in the team around a person, from a day to a day; one at a time is the reference."""

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"user": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id case organization role starts_on ends_on"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="workers")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    role = models.CharField("ruolo", max_length=20, choices=CaseRole.choices)
    is_lead = models.BooleanField("referente", default=False)
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = CaseWorkerQuerySet.as_manager()

    class Meta:
        verbose_name = "componente dell’équipe"
        verbose_name_plural = "componenti dell’équipe"
        ordering = ["-is_lead", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="case_worker_dates_in_order",
                violation_error_message="La fine dell’incarico viene dopo l’inizio.",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(is_lead=True, ends_on__isnull=True),
                name="one_lead_per_case",
                violation_error_message="Il percorso ha già una persona di riferimento.",
            ),
            models.UniqueConstraint(
                fields=["case", "mandate"],
                condition=Q(ends_on__isnull=True),
                name="case_worker_once",
                violation_error_message="È già nell’équipe.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.case_id}"


class Suspension(Protected):
    """A pause of a case, with its reason and when it is expected to end."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"*": Privacy.FACT}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="suspensions")
    reason = models.CharField("motivo", max_length=20, choices=SuspendReason.choices)
    starts_on = models.DateField("dal")
    review_on = models.DateField("da rivedere il", null=True, blank=True)
    ends_on = models.DateField("al", null=True, blank=True)

    class Meta:
        verbose_name = "sospensione"
        verbose_name_plural = "sospensioni"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="suspension_dates_in_order",
                violation_error_message="La ripresa viene dopo la sospensione.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.starts_on}"


class Return(Protected):
    """The person left and came back: the same case goes on, and what was written on first entry stays (rule R7)."""

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"*": Privacy.FACT}
    REPORT_COLUMNS = "id case left_on left_reason returned_on"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="returns")
    left_on = models.DateField("uscita il")
    left_reason = models.CharField("perché era uscita", max_length=20, choices=CloseReason.choices)
    returned_on = models.DateField("rientrata il")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "rientro"
        verbose_name_plural = "rientri"
        ordering = ["-returned_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(returned_on__gte=F("left_on")),
                name="return_after_leaving",
                violation_error_message="Il rientro viene dopo l’uscita.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.returned_on}"
