"""A payment run: who is paid, how much, through whose hands it went, what the bank answered."""

from __future__ import annotations

from decimal import Decimal

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
from ciao.costs.models import Expense
from ciao.internships.models import Allowance
from ciao.payments.enums import LineState, RunState
from ciao.payments.models.payee import Payee
from ciao.programmes.models import Partnership

RUN_TOLD = {
    "propose": "proposta", "check": "controllata", "approve": "approvata", "release": "mandata alla banca",
    "close": "conclusa", "send_back": "rimandata indietro", "cancel": "annullata", "reopen": "riaperta",
}  # fmt: skip
LINE_TOLD = {
    "leave_out": "tolta", "send": "mandata alla banca", "pay": "pagata", "reject": "respinta",
    "undo_pay": "pagamento tolto",
}  # fmt: skip


class PaymentRunQuerySet(models.QuerySet["PaymentRun"]):
    """Runs as pages ask for them."""

    def under_way(self) -> PaymentRunQuerySet:
        """Neither concluded nor cancelled."""
        return self.exclude(state__in=[RunState.CLOSED, RunState.CANCELLED])


@tracked
class PaymentRun(Protected):
    """The payments of one body on one day, in a circle of their own; each step is taken by somebody else.

    `debtor_iban` is the body's own account; `pays_on` the day the bank is asked to pay.
    """

    ACCESS_LEVEL = Level.MONEY
    PRIVACY = {"debtor_iban": Privacy.NONE, "recorded_by_label": Privacy.STAFF, "*": Privacy.NONE}
    REPORT_COLUMNS = "id partnership number state pays_on"

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="payment_runs", verbose_name="chi paga"
    )
    number = models.PositiveIntegerField("numero")
    state = models.CharField("stato", max_length=10, choices=RunState.choices, default=RunState.DRAFT)
    pays_on = models.DateField("giorno del pagamento")
    debtor_name = models.CharField("chi paga, come sul conto", max_length=70)
    debtor_iban = SealedTextField("conto da cui si paga")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = PaymentRunQuerySet.as_manager()

    class Meta:
        verbose_name = "distinta di pagamento"
        verbose_name_plural = "distinte di pagamento"
        ordering = ["-pays_on", "-number"]
        constraints = [models.UniqueConstraint(fields=["partnership", "number"], name="payment_run_number_once")]

    def __str__(self) -> str:
        return f"distinta {self.number}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("payments:run", args=[self.id])


class PaymentRunChange(StateChange):
    """The story of a run: who proposed, checked, approved and sent it."""

    ACCESS_LEVEL = Level.MONEY
    PRIVACY = {"reason": Privacy.STAFF, "changed_by_label": Privacy.STAFF, "*": Privacy.NONE}

    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di una distinta"
        verbose_name_plural = "passaggi delle distinte"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, as a story tells it."""
        return RUN_TOLD[self.verb]


class PaymentLineQuerySet(models.QuerySet["PaymentLine"]):
    """Lines as pages ask for them."""

    def counted(self) -> PaymentLineQuerySet:
        """All but those taken out before sending."""
        return self.exclude(state=LineState.LEFT_OUT)


@tracked
class PaymentLine(Protected):
    """What one person is paid in a run, in euro: gross, withheld, and what the body pays besides.

    Never negative: what is owed and what is to give back are netted before. Names and IBAN stand in the snapshot.
    """

    ACCESS_LEVEL = Level.MONEY
    PRIVACY = {"recorded_by_label": Privacy.STAFF, "reference": Privacy.FACT, "*": Privacy.FACT}
    REPORT_COLUMNS = "id run state gross_amount withheld_amount charges_amount paid_on"

    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="lines", verbose_name="distinta")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    payee = models.ForeignKey(Payee, on_delete=models.PROTECT, related_name="+", verbose_name="conto")
    position = models.PositiveSmallIntegerField("riga")
    internship_number = models.PositiveIntegerField("tirocinio")
    state = models.CharField("stato", max_length=10, choices=LineState.choices, default=LineState.READY)
    gross_amount = models.DecimalField("lordo", max_digits=9, decimal_places=2)
    withheld_amount = models.DecimalField("ritenute", max_digits=9, decimal_places=2, default=Decimal(0))
    charges_amount = models.DecimalField("oneri di chi paga", max_digits=9, decimal_places=2, default=Decimal(0))
    paid_on = models.DateField("pagata il", null=True, blank=True)
    reference = models.CharField("riferimento della banca", max_length=60, blank=True)
    charges = models.ForeignKey(
        Expense, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="spesa degli oneri"
    )
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = PaymentLineQuerySet.as_manager()

    class Meta:
        verbose_name = "riga di una distinta"
        verbose_name_plural = "righe delle distinte"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="payment_line_position_once"),
            models.CheckConstraint(
                condition=Q(withheld_amount__gte=0, charges_amount__gte=0, withheld_amount__lte=F("gross_amount")),
                name="payment_line_never_negative",
                violation_error_message="Le ritenute vanno da zero al lordo, gli oneri da zero in su.",
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(paid_on__isnull=False),
                name="paid_line_has_its_day",
                violation_error_message="Una riga pagata ha il giorno del pagamento.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"riga {self.position}"

    def get_absolute_url(self) -> str:
        """The page of its run."""
        return self.run.get_absolute_url()

    @property
    def net_amount(self) -> Decimal:
        """What reaches the person."""
        return self.gross_amount - self.withheld_amount

    @property
    def code(self) -> str:
        """How the bank and the payroll office call it back: run and position."""
        return f"D{self.run.number}-{self.position}"


class PaymentLineChange(StateChange):
    """The story of a line: sent, paid, rejected and why."""

    ACCESS_LEVEL = Level.MONEY
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    line = models.ForeignKey(PaymentLine, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di una riga"
        verbose_name_plural = "passaggi delle righe"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, as a story tells it."""
        return LINE_TOLD[self.verb]


@tracked
class PaidAllowance(Protected):
    """An allowance, or a difference line, that a payment line carries; freed when the line falls."""

    ACCESS_LEVEL = Level.MONEY
    PRIVACY = {"*": Privacy.FACT}
    REPORT_COLUMNS = "id line allowance is_live"

    line = models.ForeignKey(PaymentLine, on_delete=models.PROTECT, related_name="allowances")
    allowance = models.ForeignKey(Allowance, on_delete=models.PROTECT, related_name="payments")
    due_amount = models.DecimalField("importo", max_digits=8, decimal_places=2)
    is_live = models.BooleanField("la riga vale ancora", default=True)

    class Meta:
        verbose_name = "indennità in una distinta"
        verbose_name_plural = "indennità nelle distinte"
        constraints = [
            models.UniqueConstraint(
                fields=["allowance"],
                condition=Q(is_live=True),
                name="allowance_in_one_run",
                violation_error_message="Una di queste indennità è già in un’altra distinta: ricarica la pagina.",
            )
        ]

    def __str__(self) -> str:
        return str(self.allowance_id)


class PayeeSnapshot(Protected):
    """Holder and IBAN as they were when the run was approved: what changes later never moves this money."""

    ACCESS_LEVEL = Level.PAYEE
    PRIVACY = {"holder": Privacy.IDENTIFIER, "iban": Privacy.IDENTIFIER, "*": Privacy.NONE}
    APPEND_ONLY = True

    line = models.OneToOneField(PaymentLine, on_delete=models.PROTECT, related_name="snapshot")
    holder = SealedTextField("intestatario")
    iban = SealedTextField("IBAN")
    frozen_at = models.DateTimeField(default=clock.now)
    frozen_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "conto com’era all’approvazione"
        verbose_name_plural = "conti com’erano all’approvazione"

    def __str__(self) -> str:
        return str(self.line_id)


class PaymentFile(Protected):
    """The file for the bank, as it was made; one of a protected person lies in her circle and holds her line alone.

    `total_amount` is euro, the sum of the net amounts; `sha256` the fingerprint of the very bytes.
    """

    ACCESS_LEVEL = None
    PRIVACY = {"content": Privacy.IDENTIFIER, "made_by_label": Privacy.STAFF, "*": Privacy.NONE}
    APPEND_ONLY = True

    level = models.IntegerField()
    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="files")
    line = models.OneToOneField(
        PaymentLine, on_delete=models.PROTECT, null=True, blank=True, related_name="file", verbose_name="riga"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    schema = models.CharField("schema", max_length=20)
    content = SealedTextField("contenuto")
    sha256 = models.CharField("impronta", max_length=64)
    lines_count = models.PositiveSmallIntegerField("bonifici")
    total_amount = models.DecimalField("totale", max_digits=11, decimal_places=2)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.UUIDField(null=True)
    made_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "file per la banca"
        verbose_name_plural = "file per la banca"
        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["run"],
                condition=Q(line__isnull=True),
                name="one_file_per_run",
                violation_error_message="Il file di questa distinta c’è già.",
            )
        ]

    def __str__(self) -> str:
        return self.sha256[:12]
