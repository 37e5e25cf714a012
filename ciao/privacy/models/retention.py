"""How long data are kept, from when, and what was erased when the time had passed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.core.models import Row
from ciao.documents.models import IssuedDocument
from ciao.privacy.enums import ErasureState
from ciao.privacy.lifecycle import ERASURE
from ciao.programmes.models import Programme


class RetentionRuleQuerySet(models.QuerySet["RetentionRule"]):
    """Rules as pages ask for them."""

    def valid_on(self, day: date) -> RetentionRuleQuerySet:
        """Those in force on a day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class RetentionRule(Row):
    """How many years the papers of a programme are kept, counted from a day that the managing authority tells."""

    PRIVACY = {"*": Privacy.NONE}
    REFERENCE_FILE = "retention_rules.csv"
    REFERENCE_KEY = ("code", "valid_from")

    code = models.SlugField("codice", max_length=40)
    valid_from = models.DateField("dal")
    valid_to = models.DateField("al", null=True, blank=True)
    label = models.CharField("quale regola", max_length=120)
    years_count = models.PositiveSmallIntegerField("anni")
    counted_from = models.CharField("contati da", max_length=200)
    source = models.CharField("fonte", max_length=200)
    is_verified = models.BooleanField("verificata", default=False)

    objects = RetentionRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "regola di conservazione"
        verbose_name_plural = "regole di conservazione"
        ordering = ["code", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="retention_rule_once")]

    def __str__(self) -> str:
        return self.label


@tracked
class RetentionStart(Protected):
    """The day from which a programme's years are counted, as the managing authority told it; never worked out.

    Source: Reg. (UE) 1303/2013, art. 140.
    """

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"entered_by_label": Privacy.STAFF, "*": Privacy.NONE}

    programme = models.OneToOneField(Programme, on_delete=models.PROTECT, related_name="retention_start")
    rule_code = models.SlugField("regola", max_length=40)
    starts_on = models.DateField("si conta dal")
    act = models.CharField("chi lo ha comunicato, e come", max_length=200)
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.UUIDField(null=True)
    entered_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "inizio della conservazione"
        verbose_name_plural = "inizi della conservazione"

    def __str__(self) -> str:
        return f"{self.rule_code} {self.starts_on}"


class ErasureQuerySet(models.QuerySet["Erasure"]):
    """Erasures as pages and the night ask for them."""

    def standing(self) -> ErasureQuerySet:
        """Announced or held: neither done nor called off."""
        return self.filter(state__in=[ErasureState.NOTICED, ErasureState.HELD])

    def ripe(self, day: date) -> ErasureQuerySet:
        """Announced long enough ago, and nobody held them."""
        return self.filter(state=ErasureState.NOTICED, erasable_on__lte=day)


@tracked
class Erasure(Protected):
    """The end of a person's data in one programme: announced, then done unless somebody holds it with a reason."""

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"*": Privacy.FACT}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="erasures")
    state = models.CharField("stato", max_length=10, choices=ErasureState.choices, default=ErasureState.NOTICED)
    rule_code = models.SlugField("regola", max_length=40)
    due_on = models.DateField("si conserva fino al")
    noticed_on = models.DateField("annunciata il")
    erasable_on = models.DateField("si cancella dal")
    done_on = models.DateField("fatta il", null=True, blank=True)
    certificate = models.OneToOneField(
        IssuedDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="attestato"
    )
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        verbose_name = "cancellazione"
        verbose_name_plural = "cancellazioni"
        ordering = ["erasable_on", "due_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(erasable_on__gte=F("noticed_on")),
                name="erasure_after_its_notice",
                violation_error_message="Si cancella dopo averlo annunciato.",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=~Q(state="stopped"), name="one_erasure_per_case",
                violation_error_message="La cancellazione di questa persona è già annunciata.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id} {self.erasable_on}"

    def get_absolute_url(self) -> str:
        """Its page at the end of retention."""
        return reverse("privacy:erasure", args=[self.id])

    @property
    def is_done(self) -> bool:
        """Whether the data are gone."""
        return self.state == ErasureState.DONE

    @property
    def is_held(self) -> bool:
        """Whether somebody asked to wait."""
        return self.state == ErasureState.HELD


class ErasureChange(StateChange):
    """The story of an erasure: held, released, done."""

    ACCESS_LEVEL = Level.SUMMARY
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    erasure = models.ForeignKey(Erasure, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di una cancellazione"
        verbose_name_plural = "passaggi di una cancellazione"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return ERASURE.transitions[self.verb].label


class ErasedPerson(Protected):
    """A line of the erasure ledger: whose code, when, by which rule, how many rows; never a name.

    The same lines stand in a file beside the keys, outside the data, so that an older copy cannot bring a person back.
    """

    ACCESS_LEVEL = Level.SUMMARY
    APPEND_ONLY = True
    PRIVACY = {"person_id": Privacy.PSEUDONYM, "*": Privacy.FACT}

    person_id = models.UUIDField(db_index=True)
    case_numbers = ArrayField(models.PositiveIntegerField())
    rule_code = models.SlugField("regola", max_length=40)
    erased_on = models.DateField("cancellata il")
    rows_count = models.PositiveIntegerField("righe toccate")
    files_count = models.PositiveIntegerField("file tolti")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "riga del registro delle cancellazioni"
        verbose_name_plural = "righe del registro delle cancellazioni"
        ordering = ["-erased_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.erased_on}"

    def as_line(self) -> dict[str, Any]:
        """What the file beside the keys keeps of it: enough to erase the same person again."""
        return {
            "id": str(self.id), "person": str(self.person_id), "cases": self.case_numbers, "rule": self.rule_code,
            "erased_on": self.erased_on.isoformat(),
        }  # fmt: skip
