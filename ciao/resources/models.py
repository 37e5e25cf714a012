"""The directory: local services and other funded measures a person may be sent to."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.history import tracked
from ciao.programmes.models import Programme
from ciao.resources.enums import Audience, ResourceKind, ResourceState
from ciao.territories.models import Municipality


class ResourceQuerySet(models.QuerySet["Resource"]):
    """The directory as pages and forms ask for it."""

    def offered(self) -> ResourceQuerySet:
        """Those a person can be sent to today."""
        return self.filter(state=ResourceState.ACTIVE)

    def measures(self) -> ResourceQuerySet:
        """Other projects and measures, which one may not be counted in twice."""
        return self.filter(kind=ResourceKind.MEASURE)

    def unchecked_since(self, day: date) -> ResourceQuerySet:
        """Those nobody has looked at from that day on; closed ones are nobody's worry."""
        return self.exclude(state=ResourceState.CLOSED).filter(Q(checked_on__isnull=True) | Q(checked_on__lt=day))

    def stale_first(self, today: date, days: int) -> ResourceQuerySet:
        """Those to check again on top; then by name."""
        stale = Resource.objects.unchecked_since(today - timedelta(days=days)).values("pk")
        return self.annotate(
            is_settled=models.Case(models.When(pk__in=stale, then=0), default=1, output_field=models.IntegerField())
        ).order_by("is_settled", "name", "pk")

    def near(self, municipality_id: str) -> ResourceQuerySet:
        """Those of a comune, and those that take in people from everywhere."""
        return self.filter(Q(municipality_id=municipality_id) | Q(municipality__isnull=True))

    def for_age(self, age: int) -> ResourceQuerySet:
        """Those open to somebody of that age."""
        return self.filter(Q(age_min__isnull=True) | Q(age_min__lte=age), Q(age_max__isnull=True) | Q(age_max__gte=age))


@tracked
class Resource(Protected):
    """One thing a person may be sent to: who does it, for whom, how one gets in, when it was last checked."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"checked_by_label": Privacy.STAFF, "*": Privacy.NONE}
    REPORT_COLUMNS = "id programme kind state municipality"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="resources")
    kind = models.CharField("che cos’è", max_length=10, choices=ResourceKind.choices, default=ResourceKind.SERVICE)
    state = models.CharField("stato", max_length=10, choices=ResourceState.choices, default=ResourceState.ACTIVE)
    organization_name = models.CharField("ente", max_length=200)
    name = models.CharField("nome", max_length=200)
    description = models.TextField("che cosa fa", blank=True)
    audience = models.CharField("per chi", max_length=10, choices=Audience.choices, default=Audience.ALL)
    age_min = models.PositiveSmallIntegerField("età da", null=True, blank=True)
    age_max = models.PositiveSmallIntegerField("età fino a", null=True, blank=True)
    conditions = models.CharField("condizioni", max_length=400, blank=True)
    access = models.CharField("come si accede", max_length=400, blank=True)
    address = models.CharField("indirizzo", max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="comune"
    )
    hours = models.CharField("orari", max_length=200, blank=True)
    phone = models.CharField("telefono", max_length=60, blank=True)
    email = models.EmailField("e-mail", blank=True)
    web = models.URLField("sito", blank=True)
    languages = models.CharField("lingue", max_length=200, blank=True)
    cost = models.CharField("costo", max_length=200, blank=True)
    documents = models.CharField("documenti da portare", max_length=400, blank=True)
    funder = models.CharField("chi finanzia", max_length=200, blank=True)
    starts_on = models.DateField("dal", null=True, blank=True)
    ends_on = models.DateField("al", null=True, blank=True)
    checked_on = models.DateField("controllata il", null=True, blank=True)
    checked_by = models.UUIDField(null=True)
    checked_by_label = models.CharField("controllata da", max_length=200, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = "risorsa del territorio"
        verbose_name_plural = "risorse del territorio"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(age_min__isnull=True) | Q(age_max__isnull=True) | Q(age_max__gte=F("age_min")),
                name="resource_ages_in_order",
                violation_error_message="L’età più alta viene dopo la più bassa.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="resource_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page, which the configuration names because it is composed higher up."""
        return reverse(settings.PLACES["resource"], args=[self.id])

    @property
    def is_measure(self) -> bool:
        """Whether it is another project, with a period and a funder."""
        return self.kind == ResourceKind.MEASURE

    def is_stale(self, today: date, days: int) -> bool:
        """Whether what is written should be looked at again."""
        if self.state == ResourceState.CLOSED:
            return False
        return self.checked_on is None or self.checked_on < today - timedelta(days=days)


class ResourceChange(StateChange):
    """The story of a resource: when it closed, why, when it opened again."""

    ACCESS_LEVEL = Level.PROGRAMME
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.NONE}

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di una risorsa"
        verbose_name_plural = "passaggi di una risorsa"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"
