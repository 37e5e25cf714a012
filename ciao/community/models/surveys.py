"""How people who came liked it, without knowing who answers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Link, Protected, StateChange
from ciao.community.enums import Liking, SurveyState
from ciao.community.models.events import Event
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.programmes.models import Programme
from ciao.services.models import Edition


@tracked
class Survey(Protected):
    """A satisfaction questionnaire for one event or edition; it has a circle of its own, that its link opens."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id programme event edition state"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="surveys")
    title = models.CharField("di che cosa si chiede", max_length=200)
    event = models.OneToOneField(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="survey", verbose_name="evento"
    )
    edition = models.OneToOneField(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="survey", verbose_name="edizione"
    )
    question = models.CharField("una domanda in più", max_length=200, blank=True)
    link = models.OneToOneField(Link, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField("stato", max_length=6, choices=SurveyState.choices, default=SurveyState.OPEN)
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "questionario di gradimento"
        verbose_name_plural = "questionari di gradimento"
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=True) | Q(edition__isnull=True),
                name="survey_of_one_thing",
                violation_error_message="Un questionario parla di un evento oppure di un’edizione.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its results."""
        return reverse("community:survey", args=[self.id])


class SurveyChange(StateChange):
    """The story of a questionnaire."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"changed_by_label": Privacy.STAFF, "*": Privacy.NONE}

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un questionario di gradimento"
        verbose_name_plural = "passaggi dei questionari di gradimento"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


class SurveyAnswer(Protected):
    """What somebody thought, from 1 (not at all) to 5 (very much); nothing says who, and no hour is kept."""

    ACCESS_LEVEL = Level.COMMUNITY
    PUBLIC_INSERT = True
    PRIVACY = {"liked": Privacy.NOTE, "change": Privacy.NOTE, "more": Privacy.NOTE, "*": Privacy.FACT}
    REPORT_COLUMNS = "id survey answered_on overall useful welcome clear comfortable"

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="answers")
    answered_on = models.DateField("risposto il")
    language = models.CharField("lingua", max_length=5, default="it")
    overall = models.PositiveSmallIntegerField("nel complesso", choices=Liking.choices)
    useful = models.PositiveSmallIntegerField("utilità", choices=Liking.choices, null=True, blank=True)
    welcome = models.PositiveSmallIntegerField("accoglienza", choices=Liking.choices, null=True, blank=True)
    clear = models.PositiveSmallIntegerField("chiarezza", choices=Liking.choices, null=True, blank=True)
    comfortable = models.PositiveSmallIntegerField("luogo e orari", choices=Liking.choices, null=True, blank=True)
    liked = SealedTextField("che cosa è piaciuto", blank=True)
    change = SealedTextField("che cosa cambiare", blank=True)
    more = SealedTextField("la domanda in più", blank=True)

    class Meta:
        verbose_name = "risposta a un questionario di gradimento"
        verbose_name_plural = "risposte ai questionari di gradimento"
        ordering = ["answered_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(overall__gte=1, overall__lte=5),
                name="satisfaction_from_one_to_five",
                violation_error_message="Le risposte vanno da 1 a 5.",
            )
        ]

    def __str__(self) -> str:
        return f"risposta del {self.answered_on}"
