"""Asking a specialist: the request, its meetings, what the team may know, and what stays sealed."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.cases.models import Case
from ciao.consultations.enums import Agreement, ConsultationKind, Presence, RequestState, Urgency
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.files.models import StoredFile
from ciao.partners.models import Organization
from ciao.programmes.models import Mandate, Programme

OPEN_STATES = (RequestState.ASKED, RequestState.ACCEPTED)


class RequestQuerySet(models.QuerySet["ConsultationRequest"]):
    """Questions asked of many requests at once."""

    def waiting(self) -> RequestQuerySet:
        """Those the specialists' body has not answered."""
        return self.filter(state=RequestState.ASKED)

    def open(self) -> RequestQuerySet:
        """Those somebody still has to do something about."""
        return self.filter(state__in=OPEN_STATES)

    def pressing_first(self) -> RequestQuerySet:
        """Unanswered before followed before settled; the more urgent first, then the older."""
        order = {RequestState.ASKED: 0, RequestState.ACCEPTED: 1}
        haste = {Urgency.URGENT: 0, Urgency.SOON: 1, Urgency.ORDINARY: 2}
        return self.annotate(
            turn=models.Case(*[models.When(state=one, then=rank) for one, rank in order.items()], default=2),
            haste=models.Case(*[models.When(urgency=one, then=rank) for one, rank in haste.items()], default=3),
        ).order_by("turn", "haste", "asked_on", "pk")


@tracked
class ConsultationRequest(Protected):
    """A question to a specialists' body about one person, who agreed to it; in a circle below the case's.

    The team reaches it from the case; the body it is put to holds a grant of its own and sees no name until it accepts.
    """

    ACCESS_LEVEL = Level.CONSULTATION
    PRIVACY = {"question": Privacy.NOTE, "asked_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id programme case organization kind urgency state asked_on answered_on finished_on"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consultations")
    number = models.PositiveIntegerField("numero")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", verbose_name="a quale ente"
    )
    kind = models.CharField("che cosa si chiede", max_length=10, choices=ConsultationKind.choices)
    question = SealedTextField("domanda")
    urgency = models.CharField("urgenza", max_length=10, choices=Urgency.choices, default=Urgency.ORDINARY)
    agreed_on = models.DateField("la persona è d’accordo dal")
    agreed_how = models.CharField("come l’ha detto", max_length=10, choices=Agreement.choices)
    state = models.CharField("stato", max_length=10, choices=RequestState.choices, default=RequestState.ASKED)
    asked_on = models.DateField("chiesta il")
    answered_on = models.DateField("risposta il", null=True, blank=True)
    finished_on = models.DateField("conclusa il", null=True, blank=True)
    specialist = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="specialista"
    )
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.UUIDField(null=True)
    asked_by_label = models.CharField(max_length=200)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "richiesta di consulenza"
        verbose_name_plural = "richieste di consulenza"
        ordering = ["-asked_on", "-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_on__lte=F("asked_on")),
                name="consultation_agreed_first",
                violation_error_message="La persona dice di sì prima che la richiesta parta.",
            )
        ]

    def __str__(self) -> str:
        return f"consulenza {self.number}"

    def get_absolute_url(self) -> str:
        """The page of one consultation."""
        return reverse("consultations:request", args=[self.id])

    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self.state in OPEN_STATES


class RequestChange(StateChange):
    """The story of a request, line by line."""

    ACCESS_LEVEL = Level.CONSULTATION
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    request = models.ForeignKey(ConsultationRequest, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di una consulenza"
        verbose_name_plural = "passaggi di una consulenza"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


@tracked
class ConsultationMeeting(Protected):
    """A meeting of the person with the specialist: the team knows when, never what was said."""

    ACCESS_LEVEL = Level.CONSULTATION
    PRIVACY = {"place": Privacy.CONTACT, "*": Privacy.FACT}

    request = models.ForeignKey(ConsultationRequest, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField("quando")
    place = SealedTextField("dove", blank=True)
    presence = models.CharField("com’è andata", max_length=10, choices=Presence.choices, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "incontro con lo specialista"
        verbose_name_plural = "incontri con lo specialista"
        ordering = ["starts_at"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.starts_at:%Y-%m-%d}"


@tracked
class Recommendation(Protected):
    """What the specialist lets the team know: what helps, what to avoid, when to look again."""

    ACCESS_LEVEL = Level.CONSULTATION
    PRIVACY = {"text": Privacy.NOTE, "given_by_label": Privacy.STAFF, "*": Privacy.FACT}

    request = models.ForeignKey(ConsultationRequest, on_delete=models.PROTECT, related_name="recommendations")
    text = SealedTextField("che cosa consiglia all’équipe")
    given_on = models.DateField("il")
    next_on = models.DateField("da rivedere il", null=True, blank=True)
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.UUIDField(null=True)
    given_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "raccomandazione"
        verbose_name_plural = "raccomandazioni"
        ordering = ["-given_on", "-given_at"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.given_on}"


@tracked
class SealedReport(Protected):
    """What the specialist writes, each in a circle of its own: the writer and whom they name, nobody else.

    A report is never edited: `replaces` says which one it corrects, and the earlier stays.
    """

    ACCESS_LEVEL = Level.SEALED
    PRIVACY = {"text": Privacy.NOTE, "written_by_label": Privacy.STAFF, "*": Privacy.FACT}

    request = models.ForeignKey(ConsultationRequest, on_delete=models.PROTECT, related_name="reports")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField("relazione")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_on = models.DateField("scritta il")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.UUIDField(null=True)
    written_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "relazione riservata"
        verbose_name_plural = "relazioni riservate"
        ordering = ["-written_on", "-written_at"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.written_on}"

    def get_absolute_url(self) -> str:
        """The page of one report."""
        return reverse("consultations:report", args=[self.id])


class ReaderQuerySet(models.QuerySet["ReportReader"]):
    """Questions asked of many named readers at once."""

    def current(self, day: date) -> ReaderQuerySet:
        """Those who may read on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class ReportReader(Protected):
    """Who reads a report: the writer first, then whom they named, each with why, from when to when.

    It lies in the report's own circle, so only its readers know of each other; at a level of its own, so that whoever
    recomputes permissions sees it and not the report.
    """

    ACCESS_LEVEL = Level.CONSULTATION
    PRIVACY = {"why": Privacy.NOTE, "*": Privacy.FACT}

    report = models.ForeignKey(SealedReport, on_delete=models.PROTECT, related_name="readers")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", verbose_name="chi può leggere")
    why = SealedTextField("perché")
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)
    named_at = models.DateTimeField(default=clock.now)
    named_by = models.UUIDField(null=True)

    objects = ReaderQuerySet.as_manager()

    class Meta:
        verbose_name = "lettore di una relazione"
        verbose_name_plural = "lettori di una relazione"
        ordering = ["starts_on", "named_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="report_reader_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.mandate_id}"


@tracked
class TherapeuticSupport(Protected):
    """The person is also followed elsewhere: by whom and from when to when, never for what."""

    ACCESS_LEVEL = Level.WORK
    PRIVACY = {"body": Privacy.SPECIAL, "*": Privacy.FACT}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="therapeutic_supports")
    body = SealedTextField("da quale ente o servizio")
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "sostegno terapeutico in parallelo"
        verbose_name_plural = "sostegni terapeutici in parallelo"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="support_dates_in_order",
                violation_error_message="La fine del sostegno viene dopo l’inizio.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.starts_on}"
