"""What one worker does with one person: who, when, for how long, on what."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.deliveries.enums import DeliveryKind, DeliveryState, DeliveryWay
from ciao.plans.models import Support
from ciao.programmes.models import Activity, Mandate


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Deliveries as counts ask for them."""

    def counted(self) -> DeliveryQuerySet:
        """All but those written by mistake."""
        return self.filter(state=DeliveryState.DONE)


@tracked
class Delivery(Protected):
    """Some minutes of one worker with one person, in the case's circle; counted and timesheeted like a meeting.

    `delivered_hours` are the minutes as decimal hours, rounded once: every total is the sum of these.

    Read by the team that works with the person and by who wrote it: a trainer of a course sees no debt advice here.
    """

    ACCESS_LEVEL = Level.WORK
    OWN_ROWS = "user_id"
    PRIVACY = {
        "mandate": Privacy.STAFF, "user": Privacy.STAFF, "recorded_by": Privacy.STAFF, "place": Privacy.NOTE,
        "topic": Privacy.NOTE, "*": Privacy.FACT,
    }  # fmt: skip
    REPORT_COLUMNS = "id case mandate kind way activity support state happened_on from_time minutes delivered_hours"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deliveries")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", verbose_name="chi")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("che cosa", max_length=20, choices=DeliveryKind.choices)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+", verbose_name="attività")
    support = models.ForeignKey(
        Support, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sostegno"
    )
    happened_on = models.DateField("quando")
    from_time = models.TimeField("dalle", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("minuti")
    delivered_hours = models.DecimalField("ore", max_digits=4, decimal_places=2)
    way = models.CharField("come", max_length=10, choices=DeliveryWay.choices, default=DeliveryWay.OFFICE)
    place = SealedTextField("dove", blank=True)
    topic = SealedTextField("su che cosa", blank=True)
    state = models.CharField("stato", max_length=6, choices=DeliveryState.choices, default=DeliveryState.DONE)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "intervento individuale"
        verbose_name_plural = "interventi individuali"
        ordering = ["-happened_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=1440),
                name="delivery_minutes_of_a_day",
                violation_error_message="I minuti di un intervento stanno in un giorno.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"


class DeliveryChange(StateChange):
    """The story of a delivery taken back."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un intervento"
        verbose_name_plural = "passaggi degli interventi"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"
