"""The places a host offers: what is done there, where, when, and what they ask."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.hosts.enums import HostState, ItalianLevel, PlaceLimit, VacancyState, Weekday
from ciao.hosts.models.host import Host
from ciao.hosts.models.sites import HostSite
from ciao.territories.models import Municipality


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    """Places as pages ask for them."""

    def open(self) -> VacancyQuerySet:
        """Those one may still propose: free, at a host whose door is open, in a site that is not closed."""
        found = self.filter(state=VacancyState.OPEN, host__state=HostState.AVAILABLE)
        return found.filter(Q(site__isnull=True) | Q(site__closed_on__isnull=True))


@tracked
class Vacancy(Protected):
    """A place at a host: what is done there, where, for how many hours a week."""

    ACCESS_LEVEL = Level.HOST
    PRIVACY = {"*": Privacy.NONE}
    REPORT_COLUMNS = "id host site state municipality"

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="vacancies")
    state = models.CharField("stato", max_length=8, choices=VacancyState.choices, default=VacancyState.OPEN)
    title = models.CharField("che cosa si fa", max_length=120)
    tasks = models.TextField("mansioni", blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="comune"
    )
    access = models.CharField("come ci si arriva", max_length=120, blank=True)
    weekly_hours = models.DecimalField("ore a settimana", max_digits=4, decimal_places=2, null=True, blank=True)
    site = models.ForeignKey(
        HostSite, on_delete=models.PROTECT, null=True, blank=True, related_name="vacancies", verbose_name="sede"
    )
    skills = models.TextField("capacità", blank=True)
    days = ArrayField(
        models.CharField(max_length=1, choices=Weekday.choices), default=list, blank=True, verbose_name="giorni"
    )
    shifts = models.CharField("orario", max_length=120, blank=True)
    is_reachable = models.BooleanField("si arriva con i mezzi pubblici", null=True)
    limits = ArrayField(
        models.CharField(max_length=10, choices=PlaceLimit.choices), default=list, blank=True,
        verbose_name="che cosa chiede",
    )  # fmt: skip
    italian = models.CharField("quanto italiano serve", max_length=4, choices=ItalianLevel.choices, blank=True)
    is_for_minors = models.BooleanField("anche sotto i 18 anni", default=False)
    who = models.CharField("chi può venire", max_length=200, blank=True)
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
