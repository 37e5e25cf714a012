"""Somebody in line for a place in an edition."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ciao.access.enums import Level
from ciao.access.models import Link, Protected, StateChange
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.plans.models import Support
from ciao.services.enums import WaitingState
from ciao.services.models.editions import Edition

STANDING = (WaitingState.WAITING, WaitingState.OFFERED)


class WaitingQuerySet(models.QuerySet["Waiting"]):
    """Turns in line as pages and the nightly job ask for them."""

    def standing(self) -> WaitingQuerySet:
        """Those still in line or with an offer open."""
        return self.filter(state__in=STANDING)

    def offered(self) -> WaitingQuerySet:
        """Those who have an offer to answer."""
        return self.filter(state=WaitingState.OFFERED)


@tracked
class Waiting(Protected):
    """A person's turn in line for an edition, in the case's circle; `answer_on` is the last day of an open offer.

    `link` lets the person answer without an account; it reads nothing of hers.
    """

    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {"preferences": Privacy.NOTE, "*": Privacy.FACT}
    REPORT_COLUMNS = "id edition case state since_on recorded_at answer_on"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="waiting")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="waiting")
    support = models.ForeignKey(
        Support, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sostegno"
    )
    state = models.CharField("stato", max_length=10, choices=WaitingState.choices, default=WaitingState.WAITING)
    since_on = models.DateField("in attesa dal")
    preferences = SealedTextField("preferenze", blank=True)
    answer_on = models.DateField("risposta entro", null=True, blank=True)
    link = models.ForeignKey(Link, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        verbose_name = "attesa di un posto"
        verbose_name_plural = "attese di un posto"
        ordering = ["since_on", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "case"],
                condition=Q(state__in=["waiting", "offered"]),
                name="waiting_once",
                violation_error_message="È già in attesa di un posto qui.",
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(answer_on__isnull=False),
                name="offer_has_a_last_day",
                violation_error_message="Un posto offerto ha un giorno entro cui rispondere.",
            ),
        ]

    def __str__(self) -> str:
        return f"attesa {self.id}"


class WaitingChange(StateChange):
    """The story of a turn in line."""

    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    waiting = models.ForeignKey(Waiting, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un’attesa"
        verbose_name_plural = "passaggi delle attese"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    def get_to_words(self) -> str:
        """Where it went, in words."""
        return str(WaitingState(self.to_state).label).capitalize()
