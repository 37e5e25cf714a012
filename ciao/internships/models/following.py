"""What is written while an internship runs and when it ends: the tutor's diary, final reports, what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.internships.enums import EntryKind, HiredBy, HiredWith, Progress, ReportAuthor
from ciao.internships.models.internship import Internship


class TutorEntryQuerySet(models.QuerySet["TutorEntry"]):
    """Entries as pages ask for them."""

    def kept(self) -> TutorEntryQuerySet:
        """All but those written by mistake."""
        return self.filter(is_void=False)


@tracked
class TutorEntry(Protected):
    """One line of the tutor's diary: a note, a visit, the check at half way, an incident."""

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {
        **dict.fromkeys(("with_whom", "text", "difficulties", "agreed", "void_reason"), Privacy.NOTE),
        "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT,
    }  # fmt: skip

    internship = models.ForeignKey(Internship, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField("che cosa", max_length=8, choices=EntryKind.choices)
    happened_on = models.DateField("il")
    with_whom = SealedTextField("con chi", blank=True)
    text = SealedTextField("com’è andata")
    difficulties = SealedTextField("che cosa è difficile", blank=True)
    agreed = SealedTextField("che cosa si è deciso", blank=True)
    progress = models.CharField("a che punto", max_length=9, choices=Progress.choices, blank=True)
    inail_told_on = models.DateField("denunciato all’INAIL il", null=True, blank=True)
    is_void = models.BooleanField("scritto per errore", default=False)
    void_reason = SealedTextField("perché era sbagliato", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = TutorEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "riga del diario del tutor"
        verbose_name_plural = "diario del tutor"
        ordering = ["-happened_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"


@tracked
class FinalReport(Protected):
    """What host or trainee say at the end; both are printed on one paper and signed."""

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {
        **dict.fromkeys(("learnt", "went", "next_steps"), Privacy.NOTE),
        "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT,
    }  # fmt: skip

    internship = models.ForeignKey(Internship, on_delete=models.PROTECT, related_name="reports")
    author = models.CharField("di chi", max_length=8, choices=ReportAuthor.choices)
    written_on = models.DateField("del")
    learnt = SealedTextField("che cosa ha imparato")
    went = SealedTextField("com’è andata")
    next_steps = SealedTextField("che cosa serve adesso", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "relazione finale di un tirocinio"
        verbose_name_plural = "relazioni finali dei tirocini"
        ordering = ["author"]
        constraints = [
            models.UniqueConstraint(
                fields=["internship", "author"],
                name="final_report_once",
                violation_error_message="Questa relazione c’è già: correggi quella.",
            )
        ]

    def __str__(self) -> str:
        return f"relazione {self.author}"


@tracked
class InternshipResult(Protected):
    """Whether work came of an internship; `contract_months` is empty for a contract without an end."""

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {"recorded_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id internship hired_by contract contract_months happened_on"

    internship = models.OneToOneField(Internship, on_delete=models.PROTECT, related_name="result")
    hired_by = models.CharField("è al lavoro", max_length=6, choices=HiredBy.choices)
    contract = models.CharField("contratto", max_length=14, choices=HiredWith.choices, blank=True)
    contract_months = models.PositiveSmallIntegerField("per quanti mesi", null=True, blank=True)
    happened_on = models.DateField("dal")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "che cosa è venuto da un tirocinio"
        verbose_name_plural = "che cosa è venuto dai tirocini"
        constraints = [
            models.CheckConstraint(
                condition=Q(hired_by="nobody", contract="") | (~Q(hired_by="nobody") & ~Q(contract="")),
                name="internship_result_has_contract",
                violation_error_message="Chi lavora ha un contratto, chi non lavora no.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.hired_by} {self.happened_on}"
