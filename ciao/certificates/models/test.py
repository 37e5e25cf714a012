"""How somebody's final test went, and the reminders already given."""

from __future__ import annotations

from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.certificates.models.certificate import Certificate
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.services.models import Enrolment


class TestResultQuerySet(models.QuerySet["TestResult"]):
    """Results as pages ask for them."""

    def counted(self) -> TestResultQuerySet:
        """All but those written by mistake."""
        return self.filter(is_void=False)


@tracked
class TestResult(Protected):
    """The final test of an edition on a day; it may be tried again, and one passed is enough."""

    __test__ = False
    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {
        **dict.fromkeys(("score", "note", "void_reason"), Privacy.NOTE),
        "recorded_by_label": Privacy.STAFF,
        "*": Privacy.FACT,
    }

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="test_results")
    taken_on = models.DateField("fatta il")
    is_passed = models.BooleanField("superata")
    score = SealedTextField("punteggio", blank=True)
    note = SealedTextField("nota", blank=True)
    is_void = models.BooleanField("scritta per errore", default=False)
    void_reason = SealedTextField("perché era sbagliata", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = TestResultQuerySet.as_manager()

    class Meta:
        verbose_name = "prova finale"
        verbose_name_plural = "prove finali"
        ordering = ["-taken_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"prova finale {self.taken_on}"


class ExpiryNotice(Protected):
    """That whoever follows the person was told, so many days before the end: each once."""

    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {"*": Privacy.FACT}

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="notices")
    days_count = models.PositiveSmallIntegerField("giorni prima")
    told_on = models.DateField("avvisato il", default=clock.today)

    class Meta:
        verbose_name = "avviso di scadenza"
        verbose_name_plural = "avvisi di scadenza"
        constraints = [models.UniqueConstraint(fields=["certificate", "days_count"], name="expiry_notice_once")]

    def __str__(self) -> str:
        return f"avviso {self.told_on}"
