"""A certificate given or brought, its story, and what the public may check of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import DecimalField, Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from ciao.access.models import Protected, StateChange
from ciao.cases.models import Case
from ciao.certificates.enums import CertificateState, Origin, Subject
from ciao.certificates.models.rule import CertificateRule
from ciao.certificates.rules import fallen, shown_code
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.core.models import Row
from ciao.files.models import StoredFile
from ciao.internships.enums import RegisterState
from ciao.internships.models import Internship, RegisterDay
from ciao.programmes.models import Programme
from ciao.services.enums import EnrolmentState
from ciao.services.models import Attendance, Enrolment


class CertificateCode(Row):
    """What anybody may check: by a code’s hash, whether a certificate holds; nothing here leads to a person."""

    PRIVACY = {"*": Privacy.NONE}

    code_hash = models.CharField("impronta del codice", max_length=64, unique=True)
    state = models.CharField(
        "stato", max_length=8, choices=CertificateState.choices, default=CertificateState.VALID
    )  # fmt: skip
    expires_on = models.DateField("vale fino al", null=True, blank=True)

    class Meta:
        verbose_name = "codice di un attestato"
        verbose_name_plural = "codici degli attestati"

    def __str__(self) -> str:
        return f"codice {self.state}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates as pages ask for them."""

    def standing(self) -> CertificateQuerySet:
        """Those nobody took back."""
        return self.filter(state=CertificateState.VALID)

    def lapsing(self) -> CertificateQuerySet:
        """Those with a last day, not yet followed by a later one on the same subject."""
        later = Certificate.objects.filter(
            case=OuterRef("case"), subject=OuterRef("subject"), state=CertificateState.VALID,
            expires_on__gt=OuterRef("expires_on"),
        )  # fmt: skip
        return self.standing().filter(~Exists(later), expires_on__isnull=False)

    def with_hours_now(self) -> CertificateQuerySet:
        """Each with `hours_now`: what closed registers and confirmed months say today."""
        course = Attendance.objects.certain().filter(enrolment=OuterRef("enrolment"))
        months = RegisterDay.objects.filter(
            register__internship=OuterRef("internship"), register__state=RegisterState.CONFIRMED
        )
        return self.annotate(
            hours_now=Coalesce(
                _sum(course, "enrolment", "attended_hours"),
                _sum(months, "register__internship", "worked_hours"),
                Value(Decimal(0), output_field=_hours()),
            )
        )

    def to_review(self) -> CertificateQuerySet:
        """Those that hold although their hours fell below what was needed, or the enrolment was a mistake."""
        rows = self.standing().exclude(origin=Origin.OUTSIDE).with_hours_now()
        return rows.filter(Q(needed_hours__gt=F("hours_now")) | Q(enrolment__state=EnrolmentState.VOID))


@tracked
class Certificate(Protected):
    """A certificate of a person: given by us with its number, or brought from outside; `explanation` is how it came.

    Hours are decimal hours, frozen when it was given. `code` opens the public check and is on the paper.
    Source: DGR Lombardia X/7763 of 2018 for internships (T6).
    """

    ACCESS_LEVEL = None
    PRIVACY = {
        **dict.fromkeys(("issuer", "code"), Privacy.NOTE),
        "recorded_by_label": Privacy.STAFF,
        "*": Privacy.FACT,
    }
    REPORT_COLUMNS = (
        "id programme case enrolment internship origin subject title state year number issued_on expires_on "
        "attended_hours"
    )

    level = models.IntegerField()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="certificates")
    origin = models.CharField("da che cosa", max_length=10, choices=Origin.choices)
    subject = models.CharField("di che cosa", max_length=10, choices=Subject.choices)
    title = models.CharField("titolo", max_length=200)
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    internship = models.ForeignKey(
        Internship, on_delete=models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    rule = models.ForeignKey(CertificateRule, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField("stato", max_length=8, choices=CertificateState.choices, default=CertificateState.VALID)
    year = models.PositiveSmallIntegerField("anno", null=True, blank=True)
    number = models.PositiveIntegerField("numero", null=True, blank=True)
    issued_on = models.DateField("rilasciato il")
    expires_on = models.DateField("vale fino al", null=True, blank=True)
    planned_hours = models.DecimalField("ore previste", max_digits=7, decimal_places=2, null=True, blank=True)
    attended_hours = models.DecimalField("ore fatte", max_digits=7, decimal_places=2, null=True, blank=True)
    needed_hours = models.DecimalField("ore che servivano", max_digits=9, decimal_places=4, null=True, blank=True)
    explanation = models.JSONField("come ci si arriva", default=list, blank=True)
    issuer = SealedTextField("rilasciato da", blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code = SealedTextField("codice per il controllo", blank=True)
    checked = models.OneToOneField(
        CertificateCode, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="codice"
    )
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "attestato"
        verbose_name_plural = "attestati"
        ordering = ["-issued_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "year", "number"], name="certificate_number_once"),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(state="valid"), name="certificate_once_per_enrolment",
                violation_error_message="Per questo corso ha già un attestato.",
            ),
            models.UniqueConstraint(
                fields=["internship"], condition=Q(state="valid"), name="certificate_once_per_internship",
                violation_error_message="Per questo tirocinio ha già l’attestazione.",
            ),
            models.CheckConstraint(
                condition=Q(origin="course", enrolment__isnull=False, number__isnull=False)
                | Q(origin="internship", internship__isnull=False, number__isnull=False)
                | Q(origin="outside", enrolment__isnull=True, internship__isnull=True, number__isnull=True),
                name="certificate_says_of_what",
                violation_error_message="L’attestato dice di quale corso o tirocinio è, oppure viene da fuori.",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_on")),
                name="certificate_dates_in_order",
                violation_error_message="La scadenza viene dopo il rilascio.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("certificates:certificate", args=[self.id])

    @property
    def number_label(self) -> str:
        """«A-2026/012»; empty for one brought from outside."""
        return f"A-{self.year}/{self.number:03d}" if self.number else ""

    @property
    def is_standing(self) -> bool:
        """Whether nobody took it back."""
        return self.state == CertificateState.VALID

    @property
    def shown_code(self) -> str:
        """The code as it is read aloud."""
        return shown_code(self.code)

    def doubt(self, enrolment_state: str | None, hours_now: Decimal) -> str:
        """Why it is to be looked at again; empty where it stands or was taken back."""
        if not self.is_standing or self.origin == Origin.OUTSIDE:
            return ""
        return fallen(self.needed_hours, hours_now, enrolment_state == EnrolmentState.VOID)


class CertificateChangeManager(models.Manager["CertificateChange"]):
    """Lines about a certificate are read by whoever reads the certificate: they take its level."""

    def create(self, **values: Any) -> CertificateChange:
        """As usual, with the certificate's level."""
        return super().create(**{"level": values["certificate"].level, **values})


class CertificateChange(StateChange):
    """Who took a certificate back, or gave it its value again, and why."""

    ACCESS_LEVEL = None
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    level = models.IntegerField()
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="changes")

    objects = CertificateChangeManager()

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un attestato"
        verbose_name_plural = "passaggi degli attestati"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


def _sum(rows: models.QuerySet[Any], by: str, column: str) -> Subquery:
    summed = rows.order_by().values(by).annotate(total=Sum(column)).values("total")
    return Subquery(summed, output_field=_hours())


def _hours() -> DecimalField[Any, Any]:
    return DecimalField(max_digits=12, decimal_places=2)
