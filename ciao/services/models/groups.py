"""A proposal of groups: which parallel editions it fills, who sits where, who stays together or apart."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.cases.enums import Italian
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.services.enums import GroupPlanState, PairKind
from ciao.services.models.catalogue import Service
from ciao.services.models.editions import Edition


@tracked
class GroupPlan(Protected):
    """One proposal of groups for parallel editions of a service; it names nobody, `GroupSeat` does."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"made_by_label": Privacy.STAFF, "*": Privacy.NONE}

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="group_plans", verbose_name="servizio")
    state = models.CharField("stato", max_length=10, choices=GroupPlanState.choices, default=GroupPlanState.DRAFT)
    least_size = models.PositiveSmallIntegerField("quante persone almeno")
    most_size = models.PositiveSmallIntegerField("quante persone al massimo")
    has_childcare = models.BooleanField("c’è chi tiene i bambini", default=False)
    italian = models.CharField("quanto italiano serve", max_length=8, choices=Italian.choices, blank=True)
    made_on = models.DateField("del", default=clock.today)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.UUIDField(null=True)
    made_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "proposta di gruppi"
        verbose_name_plural = "proposte di gruppi"
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(least_size__gte=1, most_size__gte=F("least_size")),
                name="group_sizes_in_order",
                violation_error_message="Il massimo di persone in un gruppo non sta sotto il minimo.",
            )
        ]

    def __str__(self) -> str:
        return f"proposta del {self.made_on}"

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("services:group_plan", args=[self.id])


class GroupPlanChange(StateChange):
    """The story of a proposal of groups."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.NONE}

    plan = models.ForeignKey(GroupPlan, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di una proposta di gruppi"
        verbose_name_plural = "passaggi delle proposte di gruppi"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


class PlannedGroup(Protected):
    """One of the editions a proposal fills."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}

    plan = models.ForeignKey(GroupPlan, on_delete=models.PROTECT, related_name="groups")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+", verbose_name="edizione")

    class Meta:
        verbose_name = "gruppo di una proposta"
        verbose_name_plural = "gruppi di una proposta"
        constraints = [models.UniqueConstraint(fields=["plan", "edition"], name="planned_group_once")]

    def __str__(self) -> str:
        return f"gruppo {self.edition_id}"


@tracked
class GroupSeat(Protected):
    """Where a proposal puts a person: in an edition, or in none; like a case's phase it is read by number."""

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"*": Privacy.FACT}
    REPORT_COLUMNS = "id plan case edition"

    plan = models.ForeignKey(GroupPlan, on_delete=models.PROTECT, related_name="seats")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="group_seats")
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="in quale edizione"
    )
    is_moved = models.BooleanField("spostata a mano", default=False)
    seated_at = models.DateTimeField(default=clock.now)
    seated_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "posto in una proposta di gruppi"
        verbose_name_plural = "posti nelle proposte di gruppi"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "case"],
                name="group_seat_once",
                violation_error_message="Questa persona è già nella proposta.",
            )
        ]

    def __str__(self) -> str:
        return f"posto {self.case_id}"


@tracked
class KeepPair(Protected):
    """Two people to keep in one group, or never in the same; why is read by who follows the first."""

    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {"note": Privacy.NOTE, "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT}

    first = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", verbose_name="una persona")
    second = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", verbose_name="l’altra")
    kind = models.CharField("come", max_length=8, choices=PairKind.choices)
    note = SealedTextField("perché", blank=True)
    starts_on = models.DateField("dal", default=clock.today)
    ends_on = models.DateField("al", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "coppia da tenere insieme o separata"
        verbose_name_plural = "coppie da tenere insieme o separate"
        constraints = [
            models.CheckConstraint(
                condition=~Q(first=F("second")),
                name="pair_of_two",
                violation_error_message="Servono due persone diverse.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="pair_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            ),
        ]

    def __str__(self) -> str:
        return f"coppia {self.id}"
