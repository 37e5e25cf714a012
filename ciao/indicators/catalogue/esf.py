"""ESF common indicators of output, CO01 to CO14, on participants only (Reg. (UE) 1304/2013 annex I).

CO15 to CO18 rest on delicate answers, which figures never read: they are counted on the papers.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from ciao.cases.models import Appointment, Case, EsfEntry
from ciao.indicators.catalogue import At, Cut, Which, count, every, indicator
from ciao.indicators.catalogue._cuts import area, gender
from ciao.indicators.catalogue._cuts import of_person as person_cuts
from ciao.indicators.catalogue.courses import attended
from ciao.indicators.catalogue.internships import hours_of_internship
from ciao.indicators.catalogue.people import people_in_charge
from ciao.indicators.enums import Kind
from ciao.indicators.rules import INACTIVE as _INACTIVE
from ciao.indicators.rules import UNEMPLOYED as _UNEMPLOYED
from ciao.people.enums import EducationLevel, EmploymentStatus, JobSearchDuration

CUTS: tuple[Cut, ...] = (gender("gender"), person_cuts("case__")[0], area("residence"))
UNEMPLOYED = Q(employment__in=_UNEMPLOYED)
OVER_6, OVER_12 = JobSearchDuration.FROM_6_TO_12_MONTHS, JobSearchDuration.OVER_12_MONTHS
LONG_TERM = UNEMPLOYED & (Q(age__lt=25, search__in=[OVER_6, OVER_12]) | Q(age__gte=25, search=OVER_12))
INACTIVE = Q(employment__in=_INACTIVE)
NOT_IN_EDUCATION = INACTIVE & Q(is_studying=False)
OVER_54 = Q(age__gte=55)
JOBLESS = Q(workers_count=0)
LONE_PARENT = Q(adults_count=1, children_count__gt=0)
# Of the disadvantages of CO12 to CO17, those that an entry form says without a delicate answer.
DISADVANTAGED = JOBLESS | LONE_PARENT | Q(education=EducationLevel.NONE)


def signed_entries(at: At) -> QuerySet[EsfEntry]:
    """Entry forms signed by the day, of people who count."""
    return EsfEntry.objects.signed().filter(case__in=people_in_charge(at), signed_on__lte=at.on)


def participants(at: At) -> QuerySet[EsfEntry]:
    """Signed entries whose person has had a first service since the day the data are of; the quickest to find first."""
    day = OuterRef("entered_on")
    came = attended(at).filter(enrolment__case=OuterRef("case"), session__starts_at__date__gte=day)
    worked = hours_of_internship(at).filter(register__internship__case=OuterRef("case"), day_on__gte=day)
    met = Appointment.objects.filter(
        case=OuterRef("case"), was_kept=True, starts_at__date__gte=day, starts_at__lt=at.end
    )
    return signed_entries(at).filter(Exists(met) | Exists(came) | Exists(worked))


def served_unsigned(at: At) -> QuerySet[Case]:
    """People who have had a service and whose entry form is not signed: the form comes first."""
    came = attended(at).filter(enrolment__case=OuterRef("pk"))
    worked = hours_of_internship(at).filter(register__internship__case=OuterRef("pk"))
    met = Appointment.objects.filter(case=OuterRef("pk"), was_kept=True, starts_at__lt=at.end)
    unsigned = people_in_charge(at).exclude(Exists(signed_entries(at).filter(case=OuterRef("pk"))))
    return unsigned.filter(Exists(met) | Exists(came) | Exists(worked))


def _isced(low: int, high: int) -> Q:
    return Q(education__in=[one for one in EducationLevel if low <= one.isced <= high])


@indicator("co-tot", "Partecipanti FSE", kind=Kind.ESF, measure=count(), among=participants, cuts=CUTS)
def all_participants(at: At) -> Q:
    """Persone con la domanda di iscrizione firmata che da quel giorno hanno ricevuto un primo servizio: un incontro con
    il registro chiuso, un giorno di tirocinio confermato o un colloquio a cui sono venute.

    I dati sono quelli del primo ingresso. Fonte: Reg. (UE) 1304/2013 allegato I, definizione di partecipante.
    """
    return every(at)


def _declare(code: str, label: str, definition: str, which: Q, is_verified: bool = False) -> Which:
    def of_them(at: At) -> Q:
        return which

    of_them.__doc__ = f"{definition} Fonte: Reg. (UE) 1304/2013 allegato I, tra i partecipanti ({code.upper()})."
    told = indicator(
        code, label, kind=Kind.ESF, measure=count(), among=participants, cuts=CUTS, is_verified=is_verified
    )
    return told(of_them)


_declare("co01", "Senza lavoro", "Cercano un lavoro, il primo o un altro; anche da molto tempo.", UNEMPLOYED, True)
_declare(
    "co02", "Senza lavoro da molto tempo",
    "Tra chi è senza lavoro: sotto i 25 anni chi cerca da più di 6 mesi, da 25 anni in su chi cerca da più di 12.",
    LONG_TERM, True,
)  # fmt: skip
_declare("co03", "Persone inattive", "Non lavorano e non cercano lavoro, anche perché studiano.", INACTIVE)
_declare("co04", "Persone inattive che non studiano", "Tra le persone inattive, chi non studia e non si forma.",
         NOT_IN_EDUCATION)  # fmt: skip
_declare("co05", "Al lavoro", "Lavorano, anche in proprio, in modo occasionale o in cassa integrazione.",
         Q(employment=EmploymentStatus.EMPLOYED))  # fmt: skip
_declare("co06", "Sotto i 25 anni", "Meno di 25 anni compiuti il giorno dell’ingresso.", Q(age__lt=25))
_declare("co07", "Oltre i 54 anni", "Almeno 55 anni compiuti il giorno dell’ingresso.", OVER_54)
_declare(
    "co08", "Oltre i 54 anni, senza lavoro o inattive che non studiano",
    "Tra chi ha più di 54 anni, chi è in CO01 (senza lavoro) o in CO04 (non lavora, non cerca, non studia).",
    OVER_54 & (UNEMPLOYED | NOT_IN_EDUCATION),
)  # fmt: skip
_declare("co09", "Con licenza elementare o media",
         "Il titolo più alto è licenza elementare o media (ISCED 1 o 2); chi non ha titoli non è qui.",
         _isced(1, 2))  # fmt: skip
_declare("co10", "Con diploma o qualifica", "Il titolo più alto è un diploma o una qualifica (ISCED 3 o 4).",
         _isced(3, 4))  # fmt: skip
_declare("co11", "Con laurea o titolo simile",
         "Il titolo più alto viene dopo il diploma: laurea, istituto tecnico superiore, dottorato (ISCED da 5 a 8).",
         _isced(5, 8))  # fmt: skip
_declare("co12", "In una casa dove nessuno lavora", "In casa, compresa la persona, non lavora nessuno.", JOBLESS)
_declare("co13", "In una casa dove nessuno lavora, con figli a carico",
         "Tra chi vive in una casa dove nessuno lavora, chi ha figli a carico.",
         JOBLESS & Q(children_count__gt=0))  # fmt: skip
_declare("co14", "Un solo adulto con figli a carico", "In casa c’è un solo adulto e ci sono figli a carico.",
         LONE_PARENT)  # fmt: skip
