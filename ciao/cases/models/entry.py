"""What the funder asks of a participant, as it is on the day they come in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.cases.enums import EntryState
from ciao.cases.lifecycle import ENTRY
from ciao.cases.models.case import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.documents.models import IssuedDocument
from ciao.files.models import StoredFile
from ciao.people.enums import EducationLevel, EmploymentStatus, Gender, JobSearchDuration
from ciao.territories.models import Country, Municipality

ENTRY_DOCUMENT = "esf_entry"


class EsfEntryQuerySet(models.QuerySet["EsfEntry"]):
    """Entry forms as figures ask for them."""

    def signed(self) -> EsfEntryQuerySet:
        """Those the person has signed: the base of every ESF figure."""
        return self.filter(state=EntryState.SIGNED)


@tracked
class EsfEntry(Protected):
    """The domanda di iscrizione: data of the first entry, which re-entry never changes.

    Source: Reg. (UE) 1304/2013 annex I. Special categories stay in their own table, tri-state.
    """

    ACCESS_LEVEL = Level.IDENTITY
    PRIVACY = {"saved_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = (
        "id case state entered_on signed_on gender age employment search is_studying education "
        "citizenship residence domicile adults_count workers_count children_count"
    )

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="esf_entry")
    state = models.CharField("stato", max_length=8, choices=EntryState.choices, default=EntryState.DRAFT)
    entered_on = models.DateField("i dati sono del")
    signed_on = models.DateField("firmata il", null=True, blank=True)
    gender = models.CharField("genere", max_length=10, choices=Gender.choices, blank=True)
    age = models.PositiveSmallIntegerField("età quel giorno", null=True, blank=True)
    employment = models.CharField("lavoro all’ingresso", max_length=20, choices=EmploymentStatus.choices, blank=True)
    search = models.CharField("da quanto cerca lavoro", max_length=14, choices=JobSearchDuration.choices, blank=True)
    is_studying = models.BooleanField("studia o si forma", null=True)
    education = models.CharField("titolo di studio", max_length=30, choices=EducationLevel.choices, blank=True)
    citizenship = models.ForeignKey(
        Country, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cittadinanza"
    )
    residence = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="residenza"
    )
    domicile = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="domicilio"
    )
    adults_count = models.PositiveSmallIntegerField("adulti in casa", null=True, blank=True)
    workers_count = models.PositiveSmallIntegerField("di cui al lavoro", null=True, blank=True)
    children_count = models.PositiveSmallIntegerField("figli a carico", null=True, blank=True)
    identity_copy = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="copia del documento",
    )
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.UUIDField(null=True)
    saved_by_label = models.CharField(max_length=200)

    objects = EsfEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "domanda di iscrizione"
        verbose_name_plural = "domande di iscrizione"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_on__isnull=False),
                name="signed_entry_has_its_day",
                violation_error_message="Una domanda firmata ha la data della firma.",
            ),
            models.CheckConstraint(
                condition=Q(workers_count__isnull=True)
                | Q(adults_count__isnull=True)
                | Q(workers_count__lte=F("adults_count")),
                name="entry_workers_among_adults",
                violation_error_message="In casa chi lavora è fra gli adulti: ricontrolla i due numeri.",
            ),
        ]

    def __str__(self) -> str:
        return f"domanda di iscrizione {self.case_id}"

    def get_absolute_url(self) -> str:
        """Its page, which the configuration names because it is composed higher up."""
        return reverse(settings.PLACES["entry"], args=[self.case_id])

    @property
    def is_draft(self) -> bool:
        """Whether it may still be written."""
        return self.state == EntryState.DRAFT

    def document(self) -> IssuedDocument | None:
        """The paper to sign, as issued for this form and still valid."""
        return IssuedDocument.objects.valid().about(self.id).filter(kind=ENTRY_DOCUMENT).first()


class EsfEntryChange(StateChange):
    """The story of an entry form."""

    ACCESS_LEVEL = Level.IDENTITY
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    entry = models.ForeignKey(EsfEntry, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di una domanda di iscrizione"
        verbose_name_plural = "passaggi delle domande di iscrizione"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return ENTRY.transitions[self.verb].label
