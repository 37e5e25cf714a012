"""What came of a path: work, training, search, on leaving and six months later."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.files.models import StoredFile
from ciao.job_search.models import Hiring
from ciao.outcomes.enums import AttemptResult, ContractKind, OutcomeMoment, Situation
from ciao.people.enums import ContactChannel


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    """Outcomes as figures ask for them."""

    def counted(self) -> OutcomeQuerySet:
        """All but those written by mistake."""
        return self.filter(is_void=False)

    def at_work(self) -> OutcomeQuerySet:
        """Those of who works, for somebody or on their own."""
        return self.filter(situation__in=[Situation.EMPLOYED, Situation.SELF_EMPLOYED])

    def of_last_exit(self) -> OutcomeQuerySet:
        """Those of the path as it last ended: whoever comes back and leaves again is asked anew (R7)."""
        return self.filter(Q(moment=OutcomeMoment.DURING) | Q(exit_on__isnull=True) | Q(exit_on=F("case__closed_on")))


@tracked
class Outcome(Protected):
    """A person's situation on a day: during the path it may come often, on leaving and six months later once each exit.

    `exit_on` is the exit it speaks of. Source: Reg. (UE) 1304/2013 annex I, CR01 to CR09.
    """

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {
        **dict.fromkeys(("note", "void_reason", "qualification"), Privacy.NOTE),
        "recorded_by_label": Privacy.STAFF,
        "*": Privacy.FACT,
    }
    REPORT_COLUMNS = (
        "id case moment situation contract happened_on is_void exit_on is_studying has_qualification is_improved"
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outcomes")
    moment = models.CharField("quando", max_length=10, choices=OutcomeMoment.choices)
    situation = models.CharField("situazione", max_length=14, choices=Situation.choices)
    contract = models.CharField("contratto", max_length=14, choices=ContractKind.choices, blank=True)
    happened_on = models.DateField("dal")
    exit_on = models.DateField("dell’uscita del", null=True, blank=True)
    is_studying = models.BooleanField("studia o si forma", null=True, blank=True)
    has_qualification = models.BooleanField("ha ottenuto una qualifica", null=True, blank=True)
    qualification = SealedTextField("quale qualifica", blank=True)
    is_improved = models.BooleanField("la condizione di lavoro è migliorata", null=True, blank=True)
    evidence = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="prova"
    )
    hiring = models.ForeignKey(
        Hiring, on_delete=models.PROTECT, null=True, blank=True, related_name="outcomes", verbose_name="assunzione"
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
                fields=["case", "moment", "exit_on"],
                condition=Q(moment__in=["exit", "six_months"], is_void=False),
                nulls_distinct=False,
                name="outcome_once_per_exit",
                violation_error_message="Questo esito c’è già: correggi quello.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.moment} {self.situation}"

    @property
    def sentence(self) -> str:
        """The situation in words, with the contract where there is one."""
        words = [str(self.get_situation_display())]
        words += [str(self.get_contract_display())] if self.contract else []
        words += ["studia o si forma"] if self.is_studying and self.situation != Situation.TRAINING else []
        if self.has_qualification and self.situation != Situation.QUALIFIED:
            words.append(f"con una qualifica: {self.qualification}" if self.qualification else "con una qualifica")
        return ", ".join([*words, *(["condizione migliorata"] if self.is_improved else [])])


@tracked
class FollowUp(Protected):
    """One attempt to hear how somebody is after the end of their path, and how it went."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"note": Privacy.NOTE, "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="follow_ups")
    moment = models.CharField("per sapere", max_length=10, choices=OutcomeMoment.choices)
    exit_on = models.DateField("dell’uscita del")
    tried_on = models.DateField("provato il")
    channel = models.CharField("come", max_length=20, choices=ContactChannel.choices)
    result = models.CharField("com’è andata", max_length=14, choices=AttemptResult.choices)
    note = SealedTextField("nota", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "tentativo di risentire una persona"
        verbose_name_plural = "tentativi di risentire una persona"
        ordering = ["-tried_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tried_on__gte=F("exit_on")),
                name="attempt_after_the_exit",
                violation_error_message="Il tentativo viene dopo l’uscita.",
            )
        ]

    def __str__(self) -> str:
        return f"tentativo {self.tried_on}"
