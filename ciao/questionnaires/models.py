"""Instruments as versioned data, what was answered, and the numbers that came of it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ciao.access.models import Protected, StateChange
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.core.models import Row
from ciao.programmes.models import Programme
from ciao.questionnaires.enums import Occasion, QuestionKind, ResponseState, Voice
from ciao.questionnaires.lifecycle import RESPONSE
from ciao.questionnaires.logic.definition import Definition, Item, choices_from, scales_from


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    """Instruments as pages ask for them."""

    def of(self, programme_id: uuid.UUID | None) -> InstrumentQuerySet:
        """Those of a programme and those everybody has."""
        return self.filter(Q(programme_id=programme_id) | Q(programme__isnull=True))

    def published(self) -> InstrumentQuerySet:
        """Those that may be filled, or were once."""
        return self.filter(published_at__isnull=False)

    def current_in(self, programme_id: uuid.UUID | None) -> InstrumentQuerySet:
        """The version in use of each: the programme's own before the one that came with the product."""
        own_first = F("programme").asc(nulls_last=True)
        latest = self.of(programme_id).published().filter(withdrawn_at__isnull=True)
        chosen = latest.order_by("code", own_first, "-version").distinct("code").values("id")
        return self.filter(id__in=chosen).order_by("-is_first_contact", "title")


class Instrument(Row):
    """One version of what is asked, in which words and under which licence; it says nothing of anybody.

    Once published it is never edited: a change is a new version, so that what was answered keeps its question.
    Without a programme it came with the product, and every programme may fill it.
    """

    PRIVACY = {"*": Privacy.NONE}
    REPORT_ALL = True
    REFERENCE_FILE = "instruments.csv"
    REFERENCE_KEY = ("id",)

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code = models.SlugField("sigla", max_length=60)
    version = models.PositiveSmallIntegerField("versione")
    title = models.CharField("titolo", max_length=200)
    purpose = models.TextField("a che cosa serve", blank=True)
    licence = models.CharField("licenza", max_length=200, blank=True)
    attribution = models.TextField("di chi è", blank=True)
    source = models.CharField("fonte", max_length=300, blank=True)
    scales = models.TextField("punteggi", blank=True)
    months_between = models.PositiveSmallIntegerField("si ripete ogni quanti mesi", null=True, blank=True)
    is_first_contact = models.BooleanField("per il primo contatto", default=False)
    loaded_at = models.DateTimeField(default=clock.now)
    loaded_by = models.UUIDField(null=True)
    published_at = models.DateTimeField("in uso dal", null=True, blank=True)
    published_by = models.UUIDField(null=True, blank=True)
    withdrawn_at = models.DateTimeField("ritirato il", null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = "strumento"
        verbose_name_plural = "strumenti"
        ordering = ["title", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code", "version"], nulls_distinct=False, name="instrument_version_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | Q(published_at__isnull=True)
                | Q(withdrawn_at__gte=F("published_at")),
                name="instrument_withdrawn_later",
                violation_error_message="Uno strumento si ritira dopo averlo messo in uso.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its preview, as the person will see it."""
        return reverse("questionnaires:preview", args=[self.id])

    def get_change_url(self) -> str:
        """The page of what changed, which the configuration names because it stands higher up."""
        return reverse(settings.PLACES["instrument_change"], args=[self.id])

    @property
    def is_shipped(self) -> bool:
        """Whether it came with the product."""
        return self.programme_id is None

    @property
    def is_draft(self) -> bool:
        """Whether it was loaded and is still to be put in use."""
        return self.published_at is None and self.withdrawn_at is None

    def definition(self) -> Definition:
        """Its questions and scales as the engine reads them."""
        return Definition(tuple(one.item() for one in self.questions.all()), scales_from(self.scales))


class Question(Row):
    """One question of one version, as it is read; written once with its instrument."""

    PRIVACY = {"*": Privacy.NONE}
    APPEND_ONLY: ClassVar[bool] = True
    REFERENCE_FILE = "questions.csv"
    REFERENCE_KEY = ("id",)

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="questions")
    place = models.PositiveSmallIntegerField("posto")
    name = models.CharField("nome", max_length=40)
    kind = models.CharField("tipo", max_length=16, choices=QuestionKind.choices)
    label = models.TextField("domanda")
    hint = models.TextField("aiuto", blank=True)
    section = models.CharField("parte", max_length=200, blank=True)
    relevant = models.CharField("si chiede se", max_length=500, blank=True)
    is_required = models.BooleanField("serve una risposta", default=False)
    is_delicate = models.BooleanField("delicata", default=False)
    choices = models.TextField("risposte", blank=True)
    low = models.SmallIntegerField("da", null=True, blank=True)
    high = models.SmallIntegerField("a", null=True, blank=True)

    class Meta:
        verbose_name = "domanda di uno strumento"
        verbose_name_plural = "domande di uno strumento"
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["instrument", "name"], name="question_name_once")]

    def __str__(self) -> str:
        return self.label

    def item(self) -> Item:
        """The question as the engine reads it."""
        return Item(
            self.name, QuestionKind(self.kind), self.label, self.hint, self.section, self.relevant,
            self.is_required, self.is_delicate, choices_from(self.choices), self.low, self.high,
        )  # fmt: skip


class ResponseQuerySet(models.QuerySet["Response"]):
    """Filled instruments as pages ask for them."""

    def standing(self) -> ResponseQuerySet:
        """Those that count: not set aside."""
        return self.filter(state=ResponseState.RECORDED)


@tracked
class Response(Protected):
    """An instrument filled on a day, in one voice; `subject_id` is the case or the signal it speaks of.

    It lies in the circle of its subject and is read at the level of the work done there, so the level is the row's.
    """

    ACCESS_LEVEL = None
    PRIVACY = {"subject_id": Privacy.PSEUDONYM, "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id instrument subject_id occasion voice state answered_on"

    level = models.IntegerField("livello")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="responses")
    subject_id = models.UUIDField()
    occasion = models.CharField("momento", max_length=5, choices=Occasion.choices)
    voice = models.CharField("come lo vede", max_length=6, choices=Voice.choices)
    state = models.CharField("stato", max_length=9, choices=ResponseState.choices, default=ResponseState.RECORDED)
    answered_on = models.DateField("compilato il")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = "strumento compilato"
        verbose_name_plural = "strumenti compilati"
        ordering = ["answered_on", "recorded_at"]
        indexes = [models.Index(fields=["subject_id", "instrument"], name="response_of_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "instrument", "occasion", "voice"],
                condition=Q(occasion__in=["entry", "exit"]) & Q(state="recorded"),
                name="one_entry_and_one_exit_response",
                violation_error_message="Questo strumento è già compilato: per correggerlo, mettilo prima da parte.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.occasion} {self.answered_on}"

    def answers(self) -> dict[str, str | list[str]]:
        """What was answered, by the name of the question."""
        kinds = {one.id: one for one in self.instrument.questions.all()}
        found: dict[str, str | list[str]] = {}
        for one in self.given.all():
            question = kinds[one.question_id]
            found[question.name] = one.value.split() if question.kind == QuestionKind.MANY else one.value
        return found


class ResponseChange(StateChange):
    """The story of a filled instrument."""

    ACCESS_LEVEL = None
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    level = models.IntegerField("livello")
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di uno strumento compilato"
        verbose_name_plural = "passaggi di uno strumento compilato"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return RESPONSE.transitions[self.verb].label


@tracked
class Answer(Protected):
    """What was answered to one question, sealed: figures never read it."""

    ACCESS_LEVEL = None
    PRIVACY = {"value": Privacy.NOTE, "*": Privacy.FACT}

    level = models.IntegerField("livello")
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="given")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    value = SealedTextField("risposta")

    class Meta:
        verbose_name = "risposta"
        verbose_name_plural = "risposte"
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="answer_once")]

    def __str__(self) -> str:
        return f"risposta {self.id}"


@tracked
class ScaleScore(Protected):
    """One scale of one response in clear, because change is counted from it; no value where too little was answered."""

    ACCESS_LEVEL = None
    PRIVACY = {"*": Privacy.FACT}
    REPORT_COLUMNS = "id response code value answered_count asked_count"

    level = models.IntegerField("livello")
    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="scores")
    code = models.CharField("scala", max_length=40)
    value = models.DecimalField("punti", max_digits=7, decimal_places=2, null=True, blank=True)
    answered_count = models.PositiveSmallIntegerField("risposte date")
    asked_count = models.PositiveSmallIntegerField("domande")

    class Meta:
        verbose_name = "punteggio di una scala"
        verbose_name_plural = "punteggi delle scale"
        constraints = [models.UniqueConstraint(fields=["response", "code"], name="score_once")]

    def __str__(self) -> str:
        return f"{self.code}: {self.value}"
