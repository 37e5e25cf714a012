"""What is attended: services, their editions and meetings, who is enrolled and who came."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, Scope, StateChange
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.formats import day_of
from ciao.core.history import tracked
from ciao.partners.models import Organization
from ciao.plans.models import Support
from ciao.programmes.models import Activity, Mandate, Programme
from ciao.services.enums import EditionState, EnrolmentState, Presence, RegisterState, ServiceKind, StaffRole
from ciao.services.rules import session_hours
from ciao.territories.models import Municipality


@tracked
class Service(Protected):
    """An entry of the catalogue: what can be attended, who gives it, under which activity it counts."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id programme activity organization kind title"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="services")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+", verbose_name="attività")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="ente")
    kind = models.CharField("tipo", max_length=10, choices=ServiceKind.choices)
    title = models.CharField("titolo", max_length=160)
    about = models.TextField("di che cosa si tratta", blank=True)
    planned_hours = models.DecimalField("ore previste", max_digits=6, decimal_places=2, null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "servizio"
        verbose_name_plural = "servizi"
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "title"],
                name="service_title_once",
                violation_error_message="C’è già un servizio con questo titolo.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions as pages ask for them."""

    def held(self) -> EditionQuerySet:
        """Those that take or took place."""
        return self.exclude(state=EditionState.CANCELLED)

    def open(self) -> EditionQuerySet:
        """Those one may still join."""
        return self.filter(state__in=[EditionState.PLANNED, EditionState.RUNNING])


@tracked
class Edition(Protected):
    """One time a service is given: from when to when, where, for how many.

    `register_scope` is the circle of who leads it: papers that show everybody enrolled stand there.
    """

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id service number state starts_on ends_on municipality"

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField("numero")
    state = models.CharField("stato", max_length=10, choices=EditionState.choices, default=EditionState.PLANNED)
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al")
    place = models.CharField("dove", max_length=120, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="comune"
    )
    capacity = models.PositiveSmallIntegerField("posti", null=True, blank=True)
    register_scope = models.ForeignKey(Scope, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "edizione"
        verbose_name_plural = "edizioni"
        ordering = ["-starts_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["service", "number"], name="edition_number_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="edition_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            ),
        ]

    def __str__(self) -> str:
        return f"edizione {self.number}"

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("services:edition", args=[self.id])

    @property
    def title(self) -> str:
        """«Cucina e HACCP, edizione 2», as everybody calls it."""
        return f"{self.service.title}, edizione {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether one may still join it and meet."""
        return self.state in (EditionState.PLANNED, EditionState.RUNNING)


class EditionChange(StateChange):
    """The story of an edition."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"changed_by_label": Privacy.STAFF, "*": Privacy.NONE}

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un’edizione"
        verbose_name_plural = "passaggi delle edizioni"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


class EditionStaffQuerySet(models.QuerySet["EditionStaff"]):
    """Who works in editions, as pages ask for them."""

    def current(self, day: date) -> EditionStaffQuerySet:
        """Those at work on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


@tracked
class EditionStaff(Protected):
    """Who teaches or leads an edition: they read the names and the attendance of those enrolled, nothing else."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.STAFF}

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="staff")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", verbose_name="chi")
    role = models.CharField("come", max_length=10, choices=StaffRole.choices)
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)

    objects = EditionStaffQuerySet.as_manager()

    class Meta:
        verbose_name = "chi conduce un’edizione"
        verbose_name_plural = "chi conduce le edizioni"
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "mandate"],
                condition=Q(ends_on__isnull=True),
                name="edition_staff_once",
                violation_error_message="Conduce già questa edizione.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="edition_staff_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.edition_id}"


class SessionQuerySet(models.QuerySet["Session"]):
    """Meetings as pages ask for them."""

    def held(self) -> SessionQuerySet:
        """Those that take or took place."""
        return self.exclude(state=RegisterState.OFF).exclude(edition__state=EditionState.CANCELLED)

    def open_before(self, now: datetime) -> SessionQuerySet:
        """Those already held whose register is still to close."""
        return self.held().filter(state=RegisterState.OPEN, ends_at__lte=now)


@tracked
class Session(Protected):
    """One meeting of an edition, with its register; `others_count` are people counted by head, not by name."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id edition number state starts_at ends_at others_count"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField("numero")
    starts_at = models.DateTimeField("dalle")
    ends_at = models.DateTimeField("alle")
    place = models.CharField("dove", max_length=120, blank=True)
    topic = models.CharField("argomento", max_length=120, blank=True)
    trainer = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chi conduce"
    )
    state = models.CharField("registro", max_length=8, choices=RegisterState.choices, default=RegisterState.OPEN)
    others_count = models.PositiveSmallIntegerField("altre persone presenti", default=0)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "incontro"
        verbose_name_plural = "incontri"
        ordering = ["starts_at", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="session_number_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_times_in_order",
                violation_error_message="L’incontro finisce dopo l’inizio.",
            ),
        ]

    def __str__(self) -> str:
        return f"incontro {self.number}"

    @property
    def day(self) -> date:
        """The Italian day it begins on."""
        return day_of(self.starts_at)

    @property
    def length_hours(self) -> Decimal:
        """How long it lasts, in decimal hours."""
        return session_hours(self.starts_at, self.ends_at)


class SessionChange(StateChange):
    """The story of a register: closed by whom, opened again why."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un registro"
        verbose_name_plural = "passaggi dei registri"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments as pages ask for them."""

    def counted(self) -> EnrolmentQuerySet:
        """All but those made by mistake."""
        return self.exclude(state=EnrolmentState.VOID)

    def on_day(self, day: date) -> EnrolmentQuerySet:
        """Those who hold a place on a day, both ends included."""
        found = self.counted().filter(enrolled_on__lte=day)
        return found.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day))


@tracked
class Enrolment(Protected):
    """A person's place in an edition, in the case's circle; it carries out a support of their plan."""

    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {"*": Privacy.FACT}
    REPORT_COLUMNS = "id edition case support state enrolled_on ended_on"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="enrolments")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="enrolments")
    support = models.ForeignKey(
        Support, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="sostegno"
    )
    state = models.CharField("stato", max_length=10, choices=EnrolmentState.choices, default=EnrolmentState.ENROLLED)
    enrolled_on = models.DateField("dal")
    ended_on = models.DateField("fino al", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "iscrizione"
        verbose_name_plural = "iscrizioni"
        ordering = ["enrolled_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "case"],
                condition=~Q(state="void"),
                name="enrolment_once",
                violation_error_message="È già nell’elenco di chi partecipa.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("enrolled_on")),
                name="enrolment_dates_in_order",
                violation_error_message="La fine viene dopo l’iscrizione.",
            ),
        ]

    def __str__(self) -> str:
        return f"iscrizione {self.id}"


class EnrolmentChange(StateChange):
    """The story of an enrolment."""

    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un’iscrizione"
        verbose_name_plural = "passaggi delle iscrizioni"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Attendance as counts ask for it."""

    def certain(self) -> AttendanceQuerySet:
        """Those of closed registers and of people rightly enrolled: the hours that count."""
        return self.filter(session__state=RegisterState.LOCKED).exclude(enrolment__state=EnrolmentState.VOID)


@tracked
class Attendance(Protected):
    """Whether somebody enrolled came to a meeting, and for how many hours; absent means zero."""

    ACCESS_LEVEL = Level.ATTENDANCE
    PRIVACY = {"note": Privacy.NOTE, "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT}
    REPORT_COLUMNS = "id enrolment session presence attended_hours"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    presence = models.CharField("presenza", max_length=1, choices=Presence.choices)
    attended_hours = models.DecimalField("ore", max_digits=4, decimal_places=2)
    note = SealedTextField("perché", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "presenza"
        verbose_name_plural = "presenze"
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "session"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(attended_hours__gte=0, attended_hours__lte=24),
                name="attendance_hours_of_a_day",
                violation_error_message="Le ore di un incontro vanno da 0 a 24.",
            ),
            models.CheckConstraint(
                condition=Q(presence__in=["P", "R"]) | Q(attended_hours=0),
                name="absent_has_no_hours",
                violation_error_message="Chi è assente non ha ore.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.presence} {self.session_id}"
