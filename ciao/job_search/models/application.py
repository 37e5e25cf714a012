"""Applying for a job, being met, being hired."""

from __future__ import annotations

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
from ciao.job_search.enums import ApplicationState, Channel, Help, HiringContract, InterviewOutcome
from ciao.job_search.lifecycle import APPLICATION
from ciao.job_search.models.cv import Cv
from ciao.job_search.models.opening import JobOpening


class JobApplicationQuerySet(models.QuerySet["JobApplication"]):
    """Applications as pages ask for them."""

    def alive(self) -> JobApplicationQuerySet:
        """Those that may still lead somewhere."""
        return self.filter(
            state__in=[ApplicationState.PREPARING, ApplicationState.SENT, ApplicationState.INTERVIEW]
        )  # fmt: skip


@tracked
class JobApplication(Protected):
    """A person applies: for what, to whom, when, how, with whose help, and what came of it."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {
        **dict.fromkeys(("title", "employer", "note"), Privacy.NOTE),
        "recorded_by_label": Privacy.STAFF,
        "*": Privacy.FACT,
    }
    REPORT_COLUMNS = "id case opening state applied_on channel helped_by"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="job_applications")
    opening = models.ForeignKey(
        JobOpening, on_delete=models.PROTECT, null=True, blank=True, related_name="applications", verbose_name="offerta"
    )
    cv = models.ForeignKey(
        Cv, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="curriculum usato"
    )
    title = SealedTextField("per quale lavoro")
    employer = SealedTextField("a chi", blank=True)
    state = models.CharField(
        "stato", max_length=10, choices=ApplicationState.choices, default=ApplicationState.PREPARING
    )  # fmt: skip
    applied_on = models.DateField("mandata il", null=True, blank=True)
    channel = models.CharField("come", max_length=12, choices=Channel.choices, blank=True)
    helped_by = models.CharField("con l’aiuto di chi", max_length=10, choices=Help.choices, blank=True)
    note = SealedTextField("nota", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = JobApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = "candidatura"
        verbose_name_plural = "candidature"
        ordering = ["-applied_on", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "opening"],
                condition=Q(state__in=["preparing", "sent", "interview"], opening__isnull=False),
                name="application_once_per_opening",
                violation_error_message="Per questa offerta c’è già una candidatura aperta.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["preparing", "withdrawn"]) | Q(applied_on__isnull=False),
                name="application_sent_has_a_day",
                violation_error_message="Scrivi quando è stata mandata.",
            ),
        ]

    def __str__(self) -> str:
        return f"candidatura {self.state}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("job_search:application", args=[self.case_id, self.id])

    @property
    def words(self) -> str:
        """«aiuto cuoca, Mensa Aperta»."""
        return ", ".join(filter(None, (self.title, self.employer)))


class JobApplicationChange(StateChange):
    """The story of an application."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    application = models.ForeignKey(JobApplication, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di una candidatura"
        verbose_name_plural = "passaggi delle candidature"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"

    @property
    def label(self) -> str:
        """What was done, in words."""
        return APPLICATION.transitions[self.verb].label


@tracked
class JobInterview(Protected):
    """A job interview: fixed for a day, then how it went and what to do better next time."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {
        **dict.fromkeys(("place", "to_improve", "note"), Privacy.NOTE),
        "recorded_by_label": Privacy.STAFF,
        "*": Privacy.FACT,
    }

    application = models.ForeignKey(
        JobApplication, on_delete=models.PROTECT, related_name="interviews", verbose_name="candidatura"
    )
    held_on = models.DateField("quando")
    place = SealedTextField("dove e con chi", blank=True)
    outcome = models.CharField("com’è andato", max_length=8, choices=InterviewOutcome.choices, blank=True)
    to_improve = SealedTextField("che cosa migliorare", blank=True)
    note = SealedTextField("nota", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "colloquio di lavoro"
        verbose_name_plural = "colloqui di lavoro"
        ordering = ["-held_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "held_on"],
                name="job_interview_once_a_day",
                violation_error_message="Per quel giorno c’è già un colloquio.",
            )
        ]

    def __str__(self) -> str:
        return f"colloquio di lavoro {self.held_on}"


@tracked
class Hiring(Protected):
    """The job found: with which contract, from when to when, hours a week; the outcome is written above."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"recorded_by_label": Privacy.STAFF, "void_reason": Privacy.NOTE, "*": Privacy.FACT}
    REPORT_COLUMNS = "id case application contract starts_on ends_on weekly_hours is_void"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hirings")
    application = models.ForeignKey(
        JobApplication, on_delete=models.PROTECT, related_name="hirings", verbose_name="candidatura"
    )
    contract = models.CharField("contratto", max_length=14, choices=HiringContract.choices)
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)
    weekly_hours = models.DecimalField("ore alla settimana", max_digits=4, decimal_places=2, null=True, blank=True)
    is_void = models.BooleanField("scritta per errore", default=False)
    void_reason = SealedTextField("perché era sbagliata", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "assunzione"
        verbose_name_plural = "assunzioni"
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(is_void=False), name="hiring_once_per_application",
                violation_error_message="Per questa candidatura l’assunzione c’è già.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="hiring_dates_in_order",
                violation_error_message="La fine del contratto viene dopo l’inizio.",
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours__isnull=True) | Q(weekly_hours__gt=0, weekly_hours__lte=60),
                name="hiring_weekly_hours",
                violation_error_message="Le ore alla settimana vanno da 1 a 60.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"assunzione {self.starts_on}"
