"""Two files that may be of one person, what was answered, and the merges that can be undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.people.enums import DuplicateState
from ciao.people.models.person import Person


@tracked
class DuplicateCandidate(Protected):
    """Two files that may be of one person; only the coordination knows, in a circle of its own."""

    ACCESS_LEVEL = Level.SIGNAL
    PRIVACY = {"first": Privacy.PSEUDONYM, "second": Privacy.PSEUDONYM, "*": Privacy.FACT}

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="prima scheda")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="seconda scheda")
    score = models.DecimalField("somiglianza", max_digits=5, decimal_places=4)
    state = models.CharField("stato", max_length=10, choices=DuplicateState.choices, default=DuplicateState.OPEN)
    found_at = models.DateTimeField(default=clock.now)
    found_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "possibile doppione"
        verbose_name_plural = "possibili doppioni"
        ordering = ["-score", "found_at"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="two_files_once")]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"

    def get_absolute_url(self) -> str:
        """The page of the pair, for who reviews it."""
        return reverse(settings.PLACES["duplicate"], args=[self.id])


class DuplicateChange(StateChange):
    """The story of what was decided of two files."""

    ACCESS_LEVEL = Level.SIGNAL
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    candidate = models.ForeignKey(DuplicateCandidate, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un possibile doppione"
        verbose_name_plural = "passaggi di un possibile doppione"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


class Merge(Protected):
    """Two files made one: both stay, and what the kept one said before is here, so that it can be put back."""

    ACCESS_LEVEL = Level.SIGNAL
    PRIVACY = {"before": Privacy.IDENTIFIER, "*": Privacy.FACT}

    candidate = models.ForeignKey(DuplicateCandidate, on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    absorbed = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    before = SealedTextField("com’era prima", blank=True)
    merged_at = models.DateTimeField(default=clock.now)
    merged_by = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = "unione di due schede"
        verbose_name_plural = "unioni di due schede"
        ordering = ["-merged_at"]

    def __str__(self) -> str:
        return f"{self.absorbed_id} in {self.kept_id}"
