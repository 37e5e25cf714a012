"""What came of a path: work, training, search, on leaving and six months later."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.files.models import StoredFile
from ciao.outcomes.enums import ContractKind, OutcomeMoment, Situation


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    """Outcomes as figures ask for them."""

    def counted(self) -> OutcomeQuerySet:
        """All but those written by mistake."""
        return self.filter(is_void=False)

    def at_work(self) -> OutcomeQuerySet:
        """Those of who works, for somebody or on their own."""
        return self.filter(situation__in=[Situation.EMPLOYED, Situation.SELF_EMPLOYED])


@tracked
class Outcome(Protected):
    """A person's situation on a day: during the path it may come often, on leaving and six months later once."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {
        "note": Privacy.NOTE, "void_reason": Privacy.NOTE, "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT,
    }  # fmt: skip
    REPORT_COLUMNS = "id case moment situation contract happened_on is_void"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outcomes")
    moment = models.CharField("quando", max_length=10, choices=OutcomeMoment.choices)
    situation = models.CharField("situazione", max_length=14, choices=Situation.choices)
    contract = models.CharField("contratto", max_length=14, choices=ContractKind.choices, blank=True)
    happened_on = models.DateField("dal")
    evidence = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="prova"
    )
    note = SealedTextField("nota", blank=True)
    is_void = models.BooleanField("scritto per errore", default=False)
    void_reason = SealedTextField("perché era sbagliato", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = "esito"
        verbose_name_plural = "esiti"
        ordering = ["-happened_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "moment"],
                condition=Q(moment__in=["exit", "six_months"], is_void=False),
                name="outcome_once_per_moment",
                violation_error_message="Questo esito c’è già: correggi quello.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.moment} {self.situation}"

    @property
    def sentence(self) -> str:
        """The situation in words, with the contract where there is one."""
        return (
            f"{self.get_situation_display()}, {self.get_contract_display()}"
            if self.contract
            else str(self.get_situation_display())
        )
