"""The account a person is paid on, and the income support she may already receive."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.internships.models import Internship
from ciao.partners.models import Organization
from ciao.payments.enums import Ownership, PayeeState, SupportChoice, SupportKind, VerifiedBy

TOLD = {"verify": "verificato", "refuse": "rimandato da correggere", "replace": "sostituito"}


class PayeeQuerySet(models.QuerySet["Payee"]):
    """Accounts as pages ask for them."""

    def standing(self) -> PayeeQuerySet:
        """The one in use or on its way to be; never one that another took the place of."""
        return self.exclude(state=PayeeState.REPLACED)


@tracked
class Payee(Protected):
    """That a body has an account on which to pay a person, and whether it was verified; the account lies apart.

    `tail` are the last four signs, to tell accounts apart. With `is_kept` the account is not here at all: it lies in
    the person's protected data and comes out only in the payment file.
    """

    ACCESS_LEVEL = Level.MONEY
    PRIVACY = {
        "tail": Privacy.PSEUDONYM, "recorded_by_label": Privacy.STAFF, "verified_by_label": Privacy.STAFF,
        "*": Privacy.FACT,
    }  # fmt: skip

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payees")
    payer = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="chi paga")
    state = models.CharField("stato", max_length=10, choices=PayeeState.choices, default=PayeeState.TO_VERIFY)
    ownership = models.CharField("il conto è solo suo?", max_length=8, choices=Ownership.choices)
    country = models.CharField("paese del conto", max_length=2, blank=True)
    tail = models.CharField("ultime quattro cifre", max_length=4, blank=True)
    is_kept = models.BooleanField("il conto lo tiene chi segue la persona", default=False)
    verified_on = models.DateField("verificato il", null=True, blank=True)
    verified_how = models.CharField("come", max_length=8, choices=VerifiedBy.choices, blank=True)
    verified_by = models.UUIDField(null=True, blank=True)
    verified_by_label = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = PayeeQuerySet.as_manager()

    class Meta:
        verbose_name = "conto di una persona"
        verbose_name_plural = "conti delle persone"
        ordering = ["-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "payer"],
                condition=~Q(state="replaced"),
                name="one_account_per_payer",
                violation_error_message="Questa persona ha già un conto: scrivi il nuovo al suo posto.",
            ),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_on__isnull=False),
                name="verified_account_has_its_day",
                violation_error_message="Un conto verificato ha il giorno della verifica.",
            ),
        ]

    def __str__(self) -> str:
        return f"conto {self.tail}"

    @property
    def is_payable(self) -> bool:
        """Whether money may go there: verified, or kept by who looks after the person."""
        return self.is_kept or self.state == PayeeState.VERIFIED

    @property
    def mark(self) -> str:
        """«conto che finisce con 4567», never more."""
        if self.is_kept:
            return "conto tenuto da chi segue la persona"
        return f"conto che finisce con {self.tail}" if self.tail else "conto"


class PayeeChange(StateChange):
    """The story of an account: verified, sent back, replaced."""

    ACCESS_LEVEL = Level.MONEY
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    payee = models.ForeignKey(Payee, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un conto"
        verbose_name_plural = "passaggi dei conti"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, as a story tells it."""
        return TOLD[self.verb]


@tracked
class PayeeAccount(Protected):
    """Holder and IBAN of an account, read only by who pays; `agreement` says why it is not hers alone."""

    ACCESS_LEVEL = Level.PAYEE
    PRIVACY = {
        "holder": Privacy.IDENTIFIER, "iban": Privacy.IDENTIFIER, "agreement": Privacy.NOTE, "*": Privacy.NONE,
    }  # fmt: skip

    payee = models.OneToOneField(Payee, on_delete=models.PROTECT, related_name="account")
    holder = SealedTextField("intestatario")
    iban = SealedTextField("IBAN")
    agreement = SealedTextField("di chi è il conto e che cosa si è deciso", blank=True)

    class Meta:
        verbose_name = "coordinate di un conto"
        verbose_name_plural = "coordinate dei conti"

    def __str__(self) -> str:
        return str(self.payee_id)


class IncomeSupportQuerySet(models.QuerySet["IncomeSupport"]):
    """Income supports as pages ask for them."""

    def touching(self, first: date, last: date) -> IncomeSupportQuerySet:
        """Those that hold on some day from `first` to `last`."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first), starts_on__lte=last)


@tracked
class IncomeSupport(Protected):
    """A person in an internship already receives an income support: her allowance is flagged.

    Source: DGR Lombardia X/7763 of 2018 (T8): allowance not due, travel refund possible; unverified, so it warns.
    """

    ACCESS_LEVEL = Level.MONEY
    PRIVACY = {"recorded_by_label": Privacy.STAFF, "*": Privacy.FACT}

    internship = models.ForeignKey(Internship, on_delete=models.PROTECT, related_name="income_supports")
    kind = models.CharField("quale sostegno", max_length=16, choices=SupportKind.choices)
    choice = models.CharField("che cosa si è deciso", max_length=8, choices=SupportChoice.choices)
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = IncomeSupportQuerySet.as_manager()

    class Meta:
        verbose_name = "sostegno al reddito"
        verbose_name_plural = "sostegni al reddito"
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="income_support_dates_in_order",
                violation_error_message="La fine del sostegno viene dopo l’inizio.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on}"
