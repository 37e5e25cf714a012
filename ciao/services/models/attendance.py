"""Who came to a meeting, and for how many hours."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.services.enums import EnrolmentState, Presence, RegisterState
from ciao.services.models.enrolments import Enrolment
from ciao.services.models.meetings import Session


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Attendance as counts ask for it."""

    def certain(self) -> AttendanceQuerySet:
        """Those of closed registers and of people rightly enrolled: the hours that count."""
        return self.filter(session__state=RegisterState.LOCKED).exclude(enrolment__state=EnrolmentState.VOID)


@tracked
class Attendance(Protected):
    """Whether somebody enrolled came to a meeting, and for how many hours; absent means zero."""

    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {"note": Privacy.NOTE, "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id enrolment session presence attended_hours"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    presence = models.CharField("presenza", max_length=1, choices=Presence.choices)
    attended_hours = models.DecimalField("ore", max_digits=4, decimal_places=2)
    note = SealedTextField("perché", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "presenza"
        verbose_name_plural = "presenze"
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "session"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(attended_hours__gte=0, attended_hours__lte=24),
                name="attendance_hours_of_a_day",
                violation_error_message="Le ore di un incontro vanno da 0 a 24.",
            ),
            models.CheckConstraint(
                condition=Q(presence__in=["P", "R"]) | Q(attended_hours=0),
                name="absent_has_no_hours",
                violation_error_message="Chi è assente non ha ore.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.presence} {self.session_id}"
