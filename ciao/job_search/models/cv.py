"""A short CV, version after version."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.job_search.enums import CvSection
from ciao.job_search.rules import CvItem


@tracked
class Cv(Protected):
    """One version of a person's CV: written together, never changed; what changes is the next version."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {
        **dict.fromkeys(("headline", "about", "availability"), Privacy.NOTE),
        "recorded_by_label": Privacy.STAFF,
        "*": Privacy.FACT,
    }

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="cvs")
    number = models.PositiveSmallIntegerField("versione")
    headline = SealedTextField("che lavoro cerca")
    about = SealedTextField("chi è, in due righe", blank=True)
    availability = SealedTextField("quando e dove può lavorare", blank=True)
    has_contact = models.BooleanField("mostra telefono ed e-mail", default=True)
    written_on = models.DateField("scritto il", default=clock.today)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "curriculum"
        verbose_name_plural = "curriculum"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="cv_number_once")]

    def __str__(self) -> str:
        return f"curriculum, versione {self.number}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("job_search:cv", args=[self.case_id, self.id])

    def items(self) -> list[CvItem]:
        """Its lines, in order, as rules and print read them."""
        return [CvItem(one.section, one.words, one.where, one.period) for one in self.lines.all()]


@tracked
class CvLine(Protected):
    """One line of a CV: what was done, where, when, in the person's own words."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {**dict.fromkeys(("words", "where", "period"), Privacy.NOTE), "*": Privacy.FACT}

    cv = models.ForeignKey(Cv, on_delete=models.PROTECT, related_name="lines", verbose_name="curriculum")
    section = models.CharField("parte", max_length=10, choices=CvSection.choices)
    place = models.PositiveSmallIntegerField("posto")
    words = SealedTextField("che cosa")
    where = SealedTextField("dove", blank=True)
    period = SealedTextField("quando", blank=True)

    class Meta:
        verbose_name = "riga di un curriculum"
        verbose_name_plural = "righe di un curriculum"
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["cv", "place"], name="cv_line_place_once")]

    def __str__(self) -> str:
        return f"riga {self.place}"
