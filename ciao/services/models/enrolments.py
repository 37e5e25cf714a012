"""A person's place in an edition."""

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
from ciao.plans.models import Support
from ciao.services.enums import EnrolmentState
from ciao.services.models.editions import Edition


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments as pages ask for them."""

    def counted(self) -> EnrolmentQuerySet:
        """All but those made by mistake."""
        return self.exclude(state=EnrolmentState.VOID)

    def on_day(self, day: date) -> EnrolmentQuerySet:
        """Those who hold a place on a day, both ends included."""
        found = self.counted().filter(enrolled_on__lte=day)
        return found.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day))


@tracked
class Enrolment(Protected):
    """A person's place in an edition, in the case's circle; it carries out a support of their plan."""

    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {"exception_note": Privacy.NOTE, "*": Privacy.FACT}
    REPORT_COLUMNS = "id edition case support state enrolled_on ended_on"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="enrolments")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="enrolments")
    support = models.ForeignKey(
        Support, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sostegno"
    )
    state = models.CharField("stato", max_length=10, choices=EnrolmentState.choices, default=EnrolmentState.ENROLLED)
    enrolled_on = models.DateField("dal")
    ended_on = models.DateField("fino al", null=True, blank=True)
    exception_note = SealedTextField("perché anche senza un requisito", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "iscrizione"
        verbose_name_plural = "iscrizioni"
        ordering = ["enrolled_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "case"],
                condition=~Q(state="void"),
                name="enrolment_once",
                violation_error_message="È già nell’elenco di chi partecipa.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("enrolled_on")),
                name="enrolment_dates_in_order",
                violation_error_message="La fine viene dopo l’iscrizione.",
            ),
        ]

    def __str__(self) -> str:
        return f"iscrizione {self.id}"


class EnrolmentChange(StateChange):
    """The story of an enrolment."""

    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un’iscrizione"
        verbose_name_plural = "passaggi delle iscrizioni"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"
