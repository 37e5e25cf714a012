"""Somebody's situation on the six areas of the law, and what they can do: the balance of skills."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.assessments.enums import AssessmentState, LifeArea, Moment, Priority, ProfilePhase, Score, SkillLevel
from ciao.assessments.lifecycle import ASSESSMENT, PROFILE
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.core.models import Row
from ciao.programmes.models import Mandate


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Assessments as pages ask for them."""

    def confirmed(self) -> AssessmentQuerySet:
        """Those that count."""
        return self.filter(state=AssessmentState.CONFIRMED)

    def drafts(self) -> AssessmentQuerySet:
        """Those being written."""
        return self.filter(state=AssessmentState.DRAFT)

    def standing(self) -> AssessmentQuerySet:
        """Being written or confirmed, not set aside."""
        return self.exclude(state=AssessmentState.DISCARDED)


@tracked
class Assessment(Protected):
    """One look at a person's situation, on a day, by the team; source: D.Lgs. 147/2017 art. 5."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"saved_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id case moment state assessed_on confirmed_on"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    moment = models.CharField("momento", max_length=5, choices=Moment.choices)
    state = models.CharField("stato", max_length=10, choices=AssessmentState.choices, default=AssessmentState.DRAFT)
    assessed_on = models.DateField("fatta il")
    assessor = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="fatta da"
    )
    confirmed_on = models.DateField("confermata il", null=True, blank=True)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.UUIDField(null=True)
    saved_by_label = models.CharField(max_length=200)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "valutazione"
        verbose_name_plural = "valutazioni"
        ordering = ["assessed_on", "saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "moment"],
                condition=Q(state="draft"),
                name="one_draft_per_moment",
                violation_error_message="C’è già una bozza di questa valutazione: riprendi quella.",
            ),
            models.UniqueConstraint(
                fields=["case", "moment"],
                condition=Q(moment__in=["entry", "exit"]) & ~Q(state="discarded"),
                name="one_entry_and_one_exit",
                violation_error_message="Questa valutazione c’è già.",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_on__gte=F("assessed_on")),
                name="assessment_confirmed_later",
                violation_error_message="La conferma viene dopo la valutazione.",
            ),
        ]

    def __str__(self) -> str:
        return f"valutazione {self.moment} {self.assessed_on}"

    @property
    def is_confirmed(self) -> bool:
        """Whether it counts: the team said it is so."""
        return self.state == AssessmentState.CONFIRMED


class AssessmentChange(StateChange):
    """The story of an assessment."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di una valutazione"
        verbose_name_plural = "passaggi delle valutazioni"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return ASSESSMENT.transitions[self.verb].label


@tracked
class AreaRating(Protected):
    """One area in one assessment: what holds, what is fragile, two scores that may disagree, how pressing.

    Scores go from 1 (strong fragility) to 5 (strength); no own score means the person was not asked.
    """

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"strength": Privacy.NOTE, "vulnerability": Privacy.NOTE, "*": Privacy.FACT}
    REPORT_COLUMNS = "id assessment area score own_score priority"

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="ratings")
    area = models.CharField("area", max_length=10, choices=LifeArea.choices)
    strength = SealedTextField("punti di forza", blank=True)
    vulnerability = SealedTextField("fragilità", blank=True)
    score = models.PositiveSmallIntegerField("per l’équipe", choices=Score.choices, null=True, blank=True)
    own_score = models.PositiveSmallIntegerField("per la persona", choices=Score.choices, null=True, blank=True)
    priority = models.CharField("priorità", max_length=4, choices=Priority.choices, default=Priority.NONE)

    class Meta:
        verbose_name = "area valutata"
        verbose_name_plural = "aree valutate"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "area"], name="area_once_per_assessment"),
            models.CheckConstraint(
                condition=(Q(score__isnull=True) | Q(score__range=(1, 5)))
                & (Q(own_score__isnull=True) | Q(own_score__range=(1, 5))),
                name="scores_from_1_to_5",
                violation_error_message="I punteggi vanno da 1 a 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.score}"


class SkillConcept(Row):
    """A skill under its European name and address, where a list was loaded; source: ESCO, European Commission."""

    PRIVACY = {"*": Privacy.NONE}

    uri = models.CharField("indirizzo ESCO", max_length=200, unique=True)
    label = models.CharField("nome", max_length=300, db_index=True)
    other_labels = models.TextField("altri nomi", blank=True)
    is_knowledge = models.BooleanField("è una conoscenza", default=False)

    class Meta:
        verbose_name = "competenza ESCO"
        verbose_name_plural = "competenze ESCO"
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


@tracked
class SkillProfile(Protected):
    """Somebody's balance of skills: three phases, their own words, a synthesis they take away with them."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {
        "expectations": Privacy.NOTE, "history": Privacy.NOTE, "talents": Privacy.NOTE, "aspirations": Privacy.NOTE,
        "constraints": Privacy.NOTE, "synthesis": Privacy.NOTE, "next_steps": Privacy.NOTE,
        "saved_by_label": Privacy.STAFF, "*": Privacy.FACT,
    }  # fmt: skip
    REPORT_COLUMNS = "id case phase started_on concluded_on"

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="skill_profile")
    phase = models.CharField("fase", max_length=13, choices=ProfilePhase.choices, default=ProfilePhase.WELCOME)
    expectations = SealedTextField("che cosa si aspetta", blank=True)
    history = SealedTextField("la strada fatta fin qui", blank=True)
    talents = SealedTextField("in che cosa riesce bene", blank=True)
    aspirations = SealedTextField("che cosa vorrebbe fare", blank=True)
    constraints = SealedTextField("di che cosa tenere conto", blank=True)
    synthesis = SealedTextField("sintesi", blank=True)
    next_steps = SealedTextField("primi passi", blank=True)
    started_on = models.DateField("cominciato il", default=clock.today)
    concluded_on = models.DateField("concluso il", null=True, blank=True)
    saved_at = models.DateTimeField(default=clock.now)
    saved_by = models.UUIDField(null=True)
    saved_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "bilancio di competenze"
        verbose_name_plural = "bilanci di competenze"
        constraints = [
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True) | Q(concluded_on__gte=F("started_on")),
                name="skill_profile_concluded_later",
                violation_error_message="Il bilancio si conclude dopo essere cominciato.",
            )
        ]

    def __str__(self) -> str:
        return f"bilancio di competenze {self.started_on}"


class SkillProfileChange(StateChange):
    """The story of a balance of skills."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    profile = models.ForeignKey(SkillProfile, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un bilancio di competenze"
        verbose_name_plural = "passaggi dei bilanci di competenze"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return PROFILE.transitions[self.verb].label


@tracked
class Skill(Protected):
    """Something a person can do, in their own words, with where it was seen; under its ESCO name where there is one."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"words": Privacy.NOTE, "evidence": Privacy.NOTE, "*": Privacy.FACT}

    profile = models.ForeignKey(SkillProfile, on_delete=models.PROTECT, related_name="skills")
    place = models.PositiveSmallIntegerField("posto")
    words = SealedTextField("che cosa sa fare")
    evidence = SealedTextField("dove si è visto", blank=True)
    skill_level = models.PositiveSmallIntegerField("quanto", choices=SkillLevel.choices, null=True, blank=True)
    concept = models.ForeignKey(
        SkillConcept, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="competenza ESCO"
    )
    is_dropped = models.BooleanField("tolta", default=False)

    class Meta:
        verbose_name = "competenza di una persona"
        verbose_name_plural = "competenze di una persona"
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["profile", "place"], name="skill_place_once")]

    def __str__(self) -> str:
        return f"competenza {self.place}"
