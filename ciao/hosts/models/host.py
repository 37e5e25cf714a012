"""Bodies that take people in, as a programme knows them."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Max, Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.hosts.enums import HostState, VacancyState
from ciao.partners.models import Organization
from ciao.programmes.models import Programme


class HostQuerySet(models.QuerySet["Host"]):
    """Hosts as pages ask for them."""

    def available(self) -> HostQuerySet:
        """Those whose door is open."""
        return self.filter(state=HostState.AVAILABLE)

    def followed(self) -> HostQuerySet:
        """Those one keeps talking with: all but the closed ones."""
        return self.exclude(state=HostState.CLOSED)

    def with_talk(self) -> HostQuerySet:
        """With the days that matter for the talk: last talk, next agreed, state since, places and interns ended."""
        taken = Q(vacancies__state=VacancyState.FILLED)
        return self.annotate(
            last_talk=Max("talks__talked_on"), next_talk=Max("talks__next_on"), state_since=Max("changes__changed_on"),
            place_ended=Max("vacancies__ends_on", filter=taken), interns_ended=Max("hirings__ended_on"),
        )  # fmt: skip

    def to_call_again(self, today: date, quiet_days: int) -> HostQuerySet:
        """Followed hosts whose agreed day has come, that nobody heard for long, or where an internship ended since."""
        quiet = today - timedelta(days=quiet_days)
        heard = F("last_talk")
        never = Q(last_talk__isnull=True)
        agreed = Q(next_talk__lte=today, next_talk__gt=heard)
        long_ago = Q(last_talk__lt=quiet) | (never & Q(recorded_at__date__lt=quiet))
        ended = Q(place_ended__lt=today) & (never | Q(place_ended__gt=heard))
        hired = Q(interns_ended__lte=today) & (never | Q(interns_ended__gt=heard))
        nothing_ahead = Q(next_talk__isnull=True) | Q(next_talk__lte=today)
        return self.followed().with_talk().filter(agreed | ended | hired | (long_ago & nothing_ahead))


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
    ateco = models.CharField("codice ATECO", max_length=8, blank=True)
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

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("hosts:host", args=[self.id])

    @property
    def is_offering(self) -> bool:
        """Whether its places may be proposed: a host in pause or closed offers none."""
        return self.state == HostState.AVAILABLE


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
