"""Internships started and their hours."""

from __future__ import annotations

from django.db.models import QuerySet

from ciao.indicators.catalogue import At, count, indicator, total
from ciao.indicators.catalogue._cuts import internship_kind, month, of_person, organization
from ciao.indicators.catalogue.people import people_in_charge
from ciao.indicators.enums import Kind, Unit
from ciao.internships.enums import InternshipState, RegisterState
from ciao.internships.models import Internship, RegisterDay


def begun(at: At) -> QuerySet[Internship]:
    """Internships that had really started by the day."""
    return Internship.objects.begun().filter(case__in=people_in_charge(at), starts_on__lte=at.on)


@indicator(
    "tir-01", "Tirocini avviati", kind=Kind.OUTPUT, measure=count(), activity=7, words="occupabil",
    cuts=(internship_kind("kind"), organization("promoter", "Chi promuove"), *of_person("case__")),
)  # fmt: skip
def internships_started(at: At) -> QuerySet[Internship]:
    """Tirocini iniziati entro il giorno, in corso o conclusi; chi ne fa due conta due volte.

    Fonte: scheda progetto, «tirocini attivati»; progetti formativi.
    """
    return begun(at)


@indicator(
    "tir-02", "Ore di tirocinio", kind=Kind.OUTPUT, measure=total("worked_hours"), activity=7, unit=Unit.HOURS,
    cuts=(month("day_on"), organization("register__internship__promoter", "Chi promuove"),
          *of_person("register__internship__case__")),
)  # fmt: skip
def hours_of_internship(at: At) -> QuerySet[RegisterDay]:
    """Somma delle ore fatte, nei registri mensili già confermati, fino al giorno.

    Fonte: registri dei tirocini.
    """
    return RegisterDay.objects.filter(
        register__state=RegisterState.CONFIRMED, register__internship__case__in=people_in_charge(at),
        register__internship__state__in=[InternshipState.RUNNING, InternshipState.ENDED], day_on__lte=at.on,
        worked_hours__gt=0,
    )  # fmt: skip
