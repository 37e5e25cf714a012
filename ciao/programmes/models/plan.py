"""What is done and when: activities, the months of the work plan, milestones."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ciao.access.enums import Level
from ciao.access.models import Protected
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.programmes.models.programme import Programme, ProgrammeVersion


class Activity(Protected):
    """A heading of calendar and budget, numbered as in the sheet; no number means it runs across all the others."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id programme number title"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="activities")
    number = models.PositiveSmallIntegerField("numero", null=True, blank=True)
    title = models.CharField("titolo", max_length=400)

    class Meta:
        verbose_name = "attività"
        verbose_name_plural = "attività"
        ordering = [models.F("number").asc(nulls_last=True), "title"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="activity_number_once")]

    def __str__(self) -> str:
        return self.title if self.number is None else f"{self.number}. {self.title}"


@tracked
class WorkPlan(Protected):
    """The months in which one activity runs, in one version of the programme; month 1 is the first calendar month."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}

    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="work_plans")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="work_plans")
    months = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    class Meta:
        verbose_name = "calendario di un’attività"
        verbose_name_plural = "calendari delle attività"
        constraints = [models.UniqueConstraint(fields=["version", "activity"], name="work_plan_once")]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.months}"


class Milestone(Protected):
    """A dated point of an activity, reached or not."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField("tappa", max_length=200)
    due_on = models.DateField("entro il")
    reached_on = models.DateField("raggiunta il", null=True, blank=True)

    class Meta:
        verbose_name = "tappa"
        verbose_name_plural = "tappe"
        ordering = ["due_on"]

    def __str__(self) -> str:
        return self.title
