"""What figures are held against: expected values, and which figure measures which promised result."""

from __future__ import annotations

from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.programmes.models import ExpectedResult, ProgrammeVersion


@tracked
class ExpectedValue(Protected):
    """The value an indicator should reach by the end of a version of the programme."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"saved_by_label": Privacy.STAFF, "*": Privacy.NONE}
    MAY_DELETE = True

    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="expected_values")
    indicator = models.CharField("indicatore", max_length=60)
    value = models.DecimalField("valore atteso", max_digits=13, decimal_places=2)
    source = models.CharField("da dove viene", max_length=120, blank=True)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.UUIDField(null=True)
    saved_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "valore atteso"
        verbose_name_plural = "valori attesi"
        constraints = [models.UniqueConstraint(fields=["version", "indicator"], name="expected_value_once")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


@tracked
class ResultMeasure(Protected):
    """An indicator by which one sees whether an expected result came."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    MAY_DELETE = True

    expected_result = models.ForeignKey(ExpectedResult, on_delete=models.PROTECT, related_name="measures")
    indicator = models.CharField("indicatore", max_length=60)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "misura di un risultato"
        verbose_name_plural = "misure dei risultati"
        constraints = [models.UniqueConstraint(fields=["expected_result", "indicator"], name="result_measure_once")]

    def __str__(self) -> str:
        return f"{self.expected_result_id}: {self.indicator}"
