"""What is remembered of how a person came in, and of warnings somebody looked at."""

from __future__ import annotations

from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.cases.enums import Evidence, MeasureOutcome
from ciao.cases.models.case import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.people.enums import EmploymentStatus


@tracked
class EntryCheck(Protected):
    """The person was not in work on first entry, and what shows it (rule R2); re-entry never changes it (R7)."""

    ACCESS_LEVEL = Level.IDENTITY
    PRIVACY = {"reference": Privacy.NOTE, "*": Privacy.FACT}

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="entry_check")
    employment = models.CharField("lavoro quel giorno", max_length=20, choices=EmploymentStatus.choices)
    checked_on = models.DateField("verificato il")
    evidence = models.CharField("che cosa lo mostra", max_length=12, choices=Evidence.choices)
    evidence_on = models.DateField("datato", null=True, blank=True)
    reference = SealedTextField("dove si trova", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "verifica all’ingresso"
        verbose_name_plural = "verifiche all’ingresso"

    def __str__(self) -> str:
        return f"{self.case_id} {self.checked_on}"


@tracked
class MeasureCheck(Protected):
    """Another measure was looked at for this person, and why it was not, or was, for them."""

    ACCESS_LEVEL = Level.IDENTITY
    PRIVACY = {"why": Privacy.NOTE, "*": Privacy.FACT}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measure_checks")
    measure = models.CharField("misura", max_length=100)
    outcome = models.CharField("esito", max_length=14, choices=MeasureOutcome.choices)
    checked_on = models.DateField("guardata il")
    why = SealedTextField("perché", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "altra misura guardata"
        verbose_name_plural = "altre misure guardate"
        ordering = ["-checked_on", "measure"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.measure}"


class WarningDismissal(Protected):
    """Somebody looked at a warning and set it aside until a day, with the reason."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"reason": Privacy.NOTE, "dismissed_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id case code until_on"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="warning_dismissals")
    code = models.CharField("avviso", max_length=20)
    reason = SealedTextField("perché")
    until_on = models.DateField("fino al")
    dismissed_at = models.DateTimeField(default=clock.now)
    dismissed_by = models.UUIDField(null=True)
    dismissed_by_label = models.CharField(max_length=120)

    class Meta:
        verbose_name = "avviso messo da parte"
        verbose_name_plural = "avvisi messi da parte"
        ordering = ["-dismissed_at"]

    def __str__(self) -> str:
        return f"{self.code} {self.case_id}"
