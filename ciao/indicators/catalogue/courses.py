"""Courses, labs and groups: editions held, hours attended, who finished."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from ciao.cases.models import Case
from ciao.indicators.catalogue import At, count, indicator, total
from ciao.indicators.catalogue._cuts import activity, area, of_person, organization, service_kind
from ciao.indicators.catalogue.people import people_in_charge
from ciao.indicators.enums import Kind, Unit
from ciao.services import kinds
from ciao.services.enums import EditionState, EnrolmentState, Presence, RegisterState
from ciao.services.models import Attendance, Edition, Enrolment

CAME = (Presence.PRESENT, Presence.LATE)


def held(at: At) -> QuerySet[Edition]:
    """Editions that had begun by the day, of every kind."""
    return Edition.objects.filter(
        service__programme_id=at.programme_id, state__in=[EditionState.RUNNING, EditionState.DONE],
        starts_on__lte=at.on,
    )  # fmt: skip


def attended(at: At) -> QuerySet[Attendance]:
    """Presences in closed registers, of people who count."""
    return Attendance.objects.filter(
        session__state=RegisterState.LOCKED, session__starts_at__lt=at.end, presence__in=CAME,
        enrolment__case__in=people_in_charge(at),
    ).exclude(enrolment__state=EnrolmentState.VOID)  # fmt: skip


@indicator(
    "ser-01", "Corsi, laboratori e gruppi avviati", kind=Kind.OUTPUT, measure=count(), activity=5,
    cuts=(service_kind("service__kind"), organization("service__organization"), activity("service__activity"),
          area("municipality")),
)  # fmt: skip
def editions_held(at: At) -> QuerySet[Edition]:
    """Edizioni di corsi, laboratori, gruppi e orti in corso o concluse, iniziate entro il giorno. Gli eventi sono
    a parte.

    Fonte: scheda progetto, «corsi e laboratori realizzati»; calendario delle edizioni.
    """
    return held(at).filter(service__kind__in=kinds.taught())


@indicator(
    "ser-02", "Ore frequentate", kind=Kind.OUTPUT, measure=total("attended_hours"), activity=5, unit=Unit.HOURS,
    cuts=(service_kind("enrolment__edition__service__kind"), organization("enrolment__edition__service__organization"),
          *of_person("enrolment__case__")),
)  # fmt: skip
def hours_attended(at: At) -> QuerySet[Attendance]:
    """Somma delle ore di chi era presente, nei registri già chiusi degli incontri tenuti entro il giorno.

    Fonte: registri delle presenze.
    """
    return attended(at)


@indicator("ser-03", "Persone che hanno frequentato", kind=Kind.OUTPUT, measure=count(), activity=5,
           cuts=of_person())  # fmt: skip
def people_attending(at: At) -> QuerySet[Case]:
    """Persone in carico presenti almeno una volta a un incontro il cui registro è chiuso.

    Fonte: registri delle presenze.
    """
    return people_in_charge(at).filter(Exists(attended(at).filter(enrolment__case=OuterRef("pk"))))


@indicator("ser-04", "Percorsi formativi finiti", kind=Kind.RESULT, measure=count(), activity=5, words="competenz",
           cuts=(service_kind("edition__service__kind"), *of_person("case__")))  # fmt: skip
def enrolments_completed(at: At) -> QuerySet[Enrolment]:
    """Iscrizioni a corsi, laboratori e gruppi segnate come finite entro il giorno; chi ne finisce due conta due volte.

    Fonte: scheda progetto, competenze e conoscenze; iscrizioni.
    """
    return Enrolment.objects.filter(
        state=EnrolmentState.COMPLETED, ended_on__lte=at.on, case__in=people_in_charge(at),
        edition__service__kind__in=kinds.taught(),
    )  # fmt: skip
