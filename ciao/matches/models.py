"""Who could go where: what a place asks, what keeps a person from a host, the rounds and the matches."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ciao.access.enums import Level
from ciao.access.models import Protected, StateChange
from ciao.cases.enums import DayPart, Italian, Title, WorkBurden, WorkField
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.enums import Privacy
from ciao.core.fields import SealedTextField
from ciao.core.history import tracked
from ciao.hosts.models import Host, Vacancy
from ciao.matches.enums import LIVE, BarKind, MatchState, RefusedBy
from ciao.partners.models import Organization
from ciao.people.models import Person
from ciao.programmes.models import Programme
from ciao.territories.models import Municipality


def _many(label: str, choices: Any) -> ArrayField[Any, Any]:
    return ArrayField(models.CharField(max_length=10, choices=choices), verbose_name=label, default=list, blank=True)


@tracked
class PlaceTerms(Protected):
    """What a place asks of who comes: how many may come, days, age, Italian, papers, what it asks of the body."""

    ACCESS_LEVEL = Level.HOST
    PRIVACY = {"*": Privacy.NONE}

    vacancy = models.OneToOneField(Vacancy, on_delete=models.PROTECT, related_name="terms", verbose_name="posto")
    seats = models.PositiveSmallIntegerField("quante persone insieme", default=1)
    days = ArrayField(models.PositiveSmallIntegerField(), verbose_name="giorni", default=list, blank=True)
    parts = _many("in quale parte del giorno", DayPart.choices)
    least_age = models.PositiveSmallIntegerField("da quanti anni", null=True, blank=True)
    italian = models.CharField("quanto italiano serve", max_length=8, choices=Italian.choices, blank=True)
    titles = _many("che cosa serve avere", Title.choices)
    burdens = _many("che cosa chiede il lavoro", WorkBurden.choices)
    fields = _many("che lavoro è", WorkField.choices)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "condizioni di un posto"
        verbose_name_plural = "condizioni dei posti"
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1),
                name="terms_of_one_at_least",
                violation_error_message="In un posto c’è almeno una persona.",
            )
        ]

    def __str__(self) -> str:
        return f"condizioni {self.vacancy_id}"


@tracked
class HostBar(Protected):
    """A person who does not go to one host: has worked there, a relative does, a quarrel."""

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {"note": Privacy.NOTE, "recorded_by_label": Privacy.STAFF, "*": Privacy.FACT}

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="host_bars")
    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="+", verbose_name="ente ospitante")
    kind = models.CharField("perché", max_length=10, choices=BarKind.choices)
    note = SealedTextField("nota", blank=True)
    starts_on = models.DateField("dal", default=clock.today)
    ends_on = models.DateField("fino al", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)
    recorded_by_label = models.CharField(max_length=200)

    class Meta:
        verbose_name = "ente da evitare per una persona"
        verbose_name_plural = "enti da evitare per le persone"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="host_bar_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"


@tracked
class DangerPlace(Protected):
    """Where a person must never be sent: a comune, a body, a place in words; only named staff read it.

    Whoever matches is kept from it all the same, and is never told that it is there.
    """

    ACCESS_LEVEL = Level.PROTECTED
    PRIVACY = {
        "municipality": Privacy.CONTACT, "organization": Privacy.CONTACT, "words": Privacy.CONTACT,
        "why": Privacy.NOTE, "*": Privacy.FACT,
    }  # fmt: skip

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="danger_places")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="comune"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ente"
    )
    words = SealedTextField("altro luogo", blank=True)
    why = SealedTextField("perché", blank=True)
    starts_on = models.DateField("dal", default=clock.today)
    ends_on = models.DateField("al", null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "luogo pericoloso per una persona"
        verbose_name_plural = "luoghi pericolosi per le persone"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="danger_place_dates_in_order",
                violation_error_message="La fine viene dopo l’inizio.",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class MatchRound(Protected):
    """One time a whole cohort was matched: how many found a place, with how many points, against order of arrival."""

    ACCESS_LEVEL = Level.HOST
    PRIVACY = {"run_by_label": Privacy.STAFF, "*": Privacy.NONE}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="match_rounds")
    run_on = models.DateField("del", default=clock.today)
    run_at = models.DateTimeField(default=clock.now)
    run_by = models.UUIDField(null=True)
    run_by_label = models.CharField(max_length=200)
    person_count = models.PositiveSmallIntegerField("persone")
    place_count = models.PositiveSmallIntegerField("posti")
    matched_count = models.PositiveSmallIntegerField("persone con un posto")
    total_points = models.PositiveIntegerField("punti")
    arrival_count = models.PositiveSmallIntegerField("persone con un posto in ordine d’arrivo")
    arrival_points = models.PositiveIntegerField("punti in ordine d’arrivo")

    class Meta:
        verbose_name = "giro di abbinamento"
        verbose_name_plural = "giri di abbinamento"
        ordering = ["-run_at"]

    def __str__(self) -> str:
        return f"giro del {self.run_on}"


class MatchQuerySet(models.QuerySet["Match"]):
    """Matches as pages ask for them."""

    def live(self) -> MatchQuerySet:
        """Those that hold a place, or may come to."""
        return self.filter(state__in=LIVE)


@tracked
class Match(Protected):
    """A person and a place: the points with their parts, what each side said; rules passed over stay on record.

    It tells where a person will be: of a protected one it lies in the protected circle.
    """

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {
        "parts": Privacy.NOTE, "overrule_reason": Privacy.NOTE, "overruled_by_label": Privacy.STAFF,
        "*": Privacy.FACT,
    }  # fmt: skip
    REPORT_COLUMNS = "id vacancy state"

    round = models.ForeignKey(
        MatchRound, on_delete=models.PROTECT, null=True, blank=True, related_name="matches", verbose_name="giro"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="matches")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="matches", verbose_name="posto")
    state = models.CharField("stato", max_length=10, choices=MatchState.choices, default=MatchState.PROPOSED)
    points = models.PositiveSmallIntegerField("punti")
    parts = SealedTextField("come si arriva ai punti", blank=True)
    proposed_on = models.DateField("proposto il")
    refused_by = models.CharField("chi ha detto di no", max_length=6, choices=RefusedBy.choices, blank=True)
    is_by_hand = models.BooleanField("scelto a mano", default=False)
    overruled = ArrayField(
        models.CharField(max_length=12), verbose_name="regole superate", default=list, blank=True
    )  # fmt: skip
    overrule_reason = SealedTextField("perché si è andati oltre", blank=True)
    overruled_by = models.UUIDField(null=True)
    overruled_by_label = models.CharField("chi l’ha deciso", max_length=200, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.UUIDField(null=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name = "abbinamento"
        verbose_name_plural = "abbinamenti"
        ordering = ["-proposed_on", "-points"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(state__in=["discarded", "ended"]),
                name="one_live_match_per_case",
                violation_error_message="Questa persona ha già un abbinamento: scartalo, poi proponine un altro.",
            ),
        ]

    def __str__(self) -> str:
        return f"abbinamento {self.id}"

    def get_absolute_url(self) -> str:
        """Its own page."""
        return reverse("matches:match", args=[self.id])

    @property
    def explanation(self) -> list[dict[str, Any]]:
        """The parts of the points as they were counted that day."""
        found: list[dict[str, Any]] = json.loads(self.parts or "[]")
        return found


class MatchChange(StateChange):
    """The story of a match."""

    ACCESS_LEVEL = Level.INTERNSHIP
    PRIVACY = {"reason": Privacy.NOTE, "changed_by_label": Privacy.STAFF, "*": Privacy.FACT}

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="changes")

    class Meta(StateChange.Meta):
        verbose_name = "passaggio di un abbinamento"
        verbose_name_plural = "passaggi degli abbinamenti"

    def __str__(self) -> str:
        return f"{self.verb} {self.changed_on}"
