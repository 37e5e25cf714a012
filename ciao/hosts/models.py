"""Bodies that take people in, as a programme knows them, and the places they offer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.hosts.enums import HostState, VacancyState
from ciao.partners.models import Organization
from ciao.programmes.models import Programme
from ciao.territories.models import Municipality


class HostQuerySet(models.QuerySet["Host"]):
    """Hosts as pages ask for them."""

    def available(self) -> HostQuerySet:
        """Those whose door is open."""
        return self.filter(state=HostState.AVAILABLE)


@tracked
class Host(Protected):
    """A body as host in one programme; headcount is what the quota of DGR Lombardia X/7763 of 2018 counts."""

    ACCESS_LEVEL = Level.HOST
    PRIVACY = {
        "referent": Privacy.STAFF, "phone": Privacy.STAFF, "email": Privacy.STAFF, "note": Privacy.NOTE,
        "*": Privacy.NONE,
    }  # fmt: skip
    REPORT_COLUMNS = "id programme organization state"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="hosts")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name="ente")
    state = models.CharField("stato", max_length=10, choices=HostState.choices, default=HostState.LEAD)
    trade = models.CharField("di che cosa si occupa", max_length=120, blank=True)
    headcount = models.PositiveIntegerField("quante persone ci lavorano", null=True, blank=True)
    is_public = models.BooleanField("è una pubblica amministrazione", default=False)
    referent = models.CharField("con chi parlare", max_length=120, blank=True)
    phone = SealedTextField("telefono", blank=True)
    email = SealedTextField("e-mail", blank=True)
    note = SealedTextField("nota", blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = HostQuerySet.as_manager()

    class Meta:
        verbose_name = "soggetto ospitante"
        verbose_name_plural = "soggetti ospitanti"
        ordering = ["organization__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organization"],
                name="host_once",
                violation_error_message="Questo ente è già tra gli enti ospitanti.",
            )
        ]

    def __str__(self) -> str:
        return f"ente ospitante {self.id}"


class HostChange(StateChange):
    """The story of the talk with a host."""

    ACCESS_LEVEL = Level.HOST
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.NONE}

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un soggetto ospitante"
        verbose_name_plural = "passaggi dei soggetti ospitanti"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    """Places as pages ask for them."""

    def open(self) -> VacancyQuerySet:
        """Those one may still propose."""
        return self.filter(state=VacancyState.OPEN)


@tracked
class Vacancy(Protected):
    """A place at a host: what is done there, where, for how many hours a week."""

    ACCESS_LEVEL = Level.HOST
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id host state municipality"

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="vacancies")
    state = models.CharField("stato", max_length=8, choices=VacancyState.choices, default=VacancyState.OPEN)
    title = models.CharField("che cosa si fa", max_length=120)
    tasks = models.TextField("mansioni", blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="comune"
    )
    access = models.CharField("come ci si arriva", max_length=120, blank=True)
    weekly_hours = models.DecimalField("ore a settimana", max_digits=4, decimal_places=2, null=True, blank=True)
    starts_on = models.DateField("dal")
    ends_on = models.DateField("al", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = "posto"
        verbose_name_plural = "posti"
        ordering = ["starts_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="vacancy_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class VacancyChange(StateChange):
    """The story of a place."""

    ACCESS_LEVEL = Level.HOST
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.NONE}

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un posto"
        verbose_name_plural = "passaggi dei posti"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"
