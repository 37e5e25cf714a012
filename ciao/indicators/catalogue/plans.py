"""Personal plans signed, and their goals."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from ciao.cases.models import Case
from ciao.indicators.catalogue import At, count, every, indicator, ratio
from ciao.indicators.catalogue._cuts import of_person
from ciao.indicators.catalogue.people import people_in_charge
from ciao.indicators.enums import Kind, Unit
from ciao.plans.enums import Attainment, PlanState
from ciao.plans.models import Goal, GoalRating, Plan

REACHED = Q(latest__gte=Attainment.EXPECTED.value)


def _signed(at: At) -> QuerySet[Plan]:
    return Plan.objects.filter(state__in=[PlanState.SIGNED, PlanState.SUPERSEDED], signed_on__lte=at.on)


def _rated(at: At) -> QuerySet[Any]:
    """Goals of the version in force on the day that have a score in any version, each with the latest."""
    in_force = _signed(at).filter(case=OuterRef("plan__case")).order_by("-number").values("pk")[:1]
    latest = GoalRating.objects.filter(goal__lineage=OuterRef("lineage"), rated_on__lte=at.on)
    return (
        Goal.objects.kept()
        .filter(plan__case__in=people_in_charge(at), plan=Subquery(in_force))
        .alias(latest=Subquery(latest.order_by("-rated_on", "-recorded_at").values("score")[:1]))
        .filter(latest__isnull=False)
    )


@indicator(
    "pro-01", "Persone con un progetto personalizzato firmato", kind=Kind.OUTPUT, measure=count(), activity=2,
    cuts=of_person(), words="percorsi personalizzati",
)  # fmt: skip
def plans_signed(at: At) -> QuerySet[Case]:
    """Persone in carico che entro il giorno hanno firmato una versione del loro progetto; più versioni contano per una.

    Fonte: scheda progetto, «numero di progetti individuali»; progetti firmati.
    """
    return people_in_charge(at).filter(Exists(_signed(at).filter(case=OuterRef("pk"))))


@indicator("pro-02", "Obiettivi raggiunti", kind=Kind.RESULT, measure=count(), activity=2, among=_rated,
           cuts=of_person("plan__case__"))  # fmt: skip
def goals_reached(at: At) -> Q:
    """Obiettivi del progetto in vigore quel giorno il cui ultimo punteggio è «come previsto» o meglio.

    Fonte: scheda progetto, efficacia dei percorsi individuali; punteggi degli obiettivi da −2 a +2.
    """
    return REACHED


@indicator("pro-03", "Obiettivi raggiunti su quelli valutati", kind=Kind.RESULT, measure=ratio(of=REACHED),
           activity=2, unit=Unit.PERCENT, words="modellizz", among=_rated,
           cuts=of_person("plan__case__"))  # fmt: skip
def goals_rated(at: At) -> Q:
    """Quanti, ogni cento obiettivi che hanno almeno un punteggio, sono «come previsto» o meglio.

    Fonte: scheda progetto, efficacia dei percorsi individuali; punteggi degli obiettivi da −2 a +2.
    """
    return every(at)
