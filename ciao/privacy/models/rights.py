"""What a person asked about their own data, and what was done for it."""

from __future__ import annotations

from datetime import date

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
from ciao.core.models import Row
from ciao.documents.models import IssuedDocument
from ciao.files.models import StoredFile
from ciao.privacy.enums import COPIES, RequestState, Right
from ciao.privacy.lifecycle import REQUEST


class RightsRequestQuerySet(models.QuerySet["RightsRequest"]):
    """Requests as pages ask for them."""

    def waiting(self) -> RightsRequestQuerySet:
        """Those still to be answered."""
        return self.filter(state=RequestState.OPEN)

    def late_first(self) -> RightsRequestQuerySet:
        """What waits before what is settled, the nearest day on top."""
        return self.annotate(
            is_settled=models.Case(models.When(state=RequestState.OPEN, then=0), default=1)
        ).order_by("is_settled", "due_on", "pk")  # fmt: skip


@tracked
class RightsRequest(Protected):
    """A person exercises a right on their data; the answer is due within a month, and each is kept with its outcome.

    Source: Reg. (UE) 2016/679, art. 12.
    """

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {
        "asked": Privacy.NOTE, "answer": Privacy.NOTE, "extension_reason": Privacy.NOTE,
        "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT,
    }  # fmt: skip

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rights_requests")
    kind = models.CharField("che cosa chiede", max_length=16, choices=Right.choices)
    state = models.CharField("stato", max_length=10, choices=RequestState.choices, default=RequestState.OPEN)
    received_on = models.DateField("ricevuta il")
    due_on = models.DateField("risposta entro il")
    is_extended = models.BooleanField("prorogata", default=False)
    extension_reason = SealedTextField("perché serve più tempo", blank=True)
    asked = SealedTextField("con le sue parole", blank=True)
    has_protected = models.BooleanField("anche i dati protetti", default=False)
    answer = SealedTextField("risposta", blank=True)
    answered_on = models.DateField("risposta il", null=True, blank=True)
    copy_document = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="copia"
    )
    copy_file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="copia in JSON"
    )
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = RightsRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "richiesta di una persona sui suoi dati"
        verbose_name_plural = "richieste delle persone sui loro dati"
        ordering = ["due_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("received_on")),
                name="request_due_after_received",
                violation_error_message="Il termine viene dopo il giorno in cui la richiesta è arrivata.",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("received_on")),
                name="request_answered_after_received",
                violation_error_message="La risposta viene dopo la richiesta: ricontrolla le date.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.received_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        """Its page at the rights desk."""
        return reverse("privacy:request", args=[self.id])

    @property
    def is_open(self) -> bool:
        """Whether the person still waits."""
        return self.state == RequestState.OPEN

    @property
    def wants_copy(self) -> bool:
        """Whether the answer is a copy of everything."""
        return self.kind in COPIES

    def is_late(self, today: date) -> bool:
        """Open past its day."""
        return self.is_open and self.due_on < today


class RightsChange(StateChange):
    """The story of a request: answered, refused, reopened, with the reason."""

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di una richiesta sui dati"
        verbose_name_plural = "passaggi di una richiesta sui dati"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return REQUEST.transitions[self.verb].label


class Rectification(Protected):
    """A value that was wrong and now is right: from what, to what; history keeps the row as it was."""

    ACCESS_LEVEL = Level.IDENTITY
    PRIVACY = {"before": Privacy.NOTE, "after": Privacy.NOTE, "rectified_by_label": Privacy.STAFF, "*": Privacy.FACT}

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="rectifications")
    field = models.CharField("che cosa", max_length=60)
    before = SealedTextField("com’era", blank=True)
    after = SealedTextField("com’è", blank=True)
    rectified_at = models.DateTimeField(default=clock.now)
    rectified_by = models.UUIDField(null=True)
    rectified_by_label = models.CharField(max_length=100)

    class Meta:
        verbose_name = "correzione di un dato"
        verbose_name_plural = "correzioni di dati"
        ordering = ["rectified_at"]

    def __str__(self) -> str:
        return f"{self.field} {self.request_id}"


class Recipient(Protected):
    """A body that received the data, to be told that they changed, are limited or gone (art. 19)."""

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"*": Privacy.FACT}

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="recipients")
    name = models.CharField("a chi", max_length=200)
    why = models.CharField("perché li ha", max_length=100)
    told_on = models.DateField("avvisato il", null=True, blank=True)
    told_by = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = "destinatario da avvisare"
        verbose_name_plural = "destinatari da avvisare"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "name"], name="recipient_once",
                violation_error_message="Questo destinatario è già nell’elenco.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


@tracked
class Limitation(Protected):
    """The data of a person stand still: kept, not changed, until a day or until it is lifted (art. 18)."""

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"reason": Privacy.NOTE, "lift_reason": Privacy.NOTE, "*": Privacy.FACT}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="limitations")
    request = models.ForeignKey(
        RightsRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="limitations"
    )
    starts_on = models.DateField("dal")
    ends_on = models.DateField("tolta il", null=True, blank=True)
    reason = SealedTextField("perché")
    lift_reason = SealedTextField("perché è stata tolta", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "limitazione dei dati"
        verbose_name_plural = "limitazioni dei dati"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="limitation_dates_in_order",
                violation_error_message="Si toglie dopo averla messa.",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ends_on__isnull=True), name="one_limitation_at_a_time",
                violation_error_message="I dati di questa persona sono già limitati.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id} {self.starts_on}"


class LimitedCircle(Row):
    """A circle whose rows stand still, said apart from why: the database asks it before every write.

    The constraint on `is_still` is never broken by a row here: its sentence is the one that the trigger on every
    table about persons makes a page show.
    """

    PRIVACY = {"*": Privacy.NONE}

    scope_id = models.UUIDField(unique=True)
    is_still = models.BooleanField(default=True)

    class Meta:
        verbose_name = "cerchia con dati limitati"
        verbose_name_plural = "cerchie con dati limitati"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_still=True),
                name="limited_data_stand_still",
                violation_error_message=(
                    "I dati di questa persona sono limitati: si conservano e non si cambiano. "
                    "Per scrivere, prima si toglie la limitazione in «Diritti delle persone»."
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.scope_id)
