"""What came of the paths: work, employability, competences, paths completed and left."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from ciao.assessments.enums import AssessmentState, LifeArea, Moment
from ciao.assessments.models import AreaRating
from ciao.cases.enums import CaseState, CloseReason
from ciao.cases.models import Case
from ciao.indicators.catalogue import Among, At, count, indicator
from ciao.indicators.catalogue._cuts import close_reason, of_person
from ciao.indicators.catalogue.people import people_in_charge
from ciao.indicators.enums import Kind
from ciao.outcomes.enums import OutcomeMoment
from ciao.outcomes.models import Outcome

DONE = (CloseReason.COMPLETED, CloseReason.FOUND_WORK, CloseReason.IN_TRAINING)
LEFT = (CloseReason.WITHDREW, CloseReason.UNREACHABLE)
IMPROVED = Q(later__gt=F("first"))
BOTH = "persone con una valutazione d’ingresso e una dopo"


def _working(at: At, moment: OutcomeMoment) -> QuerySet[Case]:
    found = Outcome.objects.counted().of_last_exit().at_work()
    found = found.filter(case=OuterRef("pk"), moment=moment, happened_on__lte=at.on)
    return people_in_charge(at).filter(Exists(found))


def _answered(at: At, moment: OutcomeMoment) -> QuerySet[Case]:
    found = Outcome.objects.counted().of_last_exit()
    found = found.filter(case=OuterRef("pk"), moment=moment, happened_on__lte=at.on)
    return people_in_charge(at).filter(Exists(found))


def _compared(at: At, area: LifeArea) -> Any:
    """People with a confirmed score at entry and a later one, the latest; both by the day."""
    scores = AreaRating.objects.filter(
        assessment__case=OuterRef("pk"), assessment__state=AssessmentState.CONFIRMED, area=area, score__isnull=False,
        assessment__assessed_on__lte=at.on, assessment__confirmed_on__lte=at.on,
    ).order_by("-assessment__assessed_on", "-assessment__confirmed_on", "-assessment_id")  # fmt: skip
    first = scores.filter(assessment__moment=Moment.ENTRY).values("score")[:1]
    later = scores.exclude(assessment__moment=Moment.ENTRY).values("score")[:1]
    rows = people_in_charge(at).annotate(first=Subquery(first), later=Subquery(later))
    return rows.filter(first__isnull=False, later__isnull=False)


def _ended(at: At, reasons: tuple[CloseReason, ...] = tuple(CloseReason)) -> Q:
    return Q(state=CaseState.CLOSED, closed_on__lte=at.on, close_reason__in=reasons)


@indicator("esi-01", "Persone al lavoro all’uscita", kind=Kind.RESULT, measure=count(), cuts=of_person(),
           words="numero degli occupati|occupati", base=lambda at: _answered(at, OutcomeMoment.EXIT),
           whole=Among(people_in_charge, _ended), base_words="persone con un esito all’uscita")  # fmt: skip
def working_on_leaving(at: At) -> QuerySet[Case]:
    """Persone che all’uscita, o entro 28 giorni, lavorano, anche in proprio.

    Fonte: Reg. (UE) 1304/2013 allegato I; esiti scritti nei fascicoli.
    """
    return _working(at, OutcomeMoment.EXIT)


def _work(at: At) -> Any:
    return _compared(at, LifeArea.WORK)


def _education(at: At) -> Any:
    return _compared(at, LifeArea.EDUCATION)


@indicator("esi-02", "Occupabilità migliorata", kind=Kind.RESULT, measure=count(), cuts=of_person(),
           words="occupabil", among=_work, base=_work, whole=people_in_charge, base_words=BOTH)  # fmt: skip
def employability_improved(at: At) -> Q:
    """Persone il cui punteggio nell’area «Lavoro e occupabilità» è più alto che all’ingresso,
    nell’ultima valutazione confermata.

    Fonte: scheda progetto, «profilo di occupabilità migliorato»; valutazioni confermate.
    """
    return IMPROVED


@indicator("esi-03", "Competenze migliorate", kind=Kind.RESULT, measure=count(), cuts=of_person(),
           words="competenz", among=_education, base=_education, whole=people_in_charge, base_words=BOTH)  # fmt: skip
def competences_improved(at: At) -> Q:
    """Persone il cui punteggio nell’area «Istruzione e formazione» è più alto che all’ingresso,
    nell’ultima valutazione confermata.

    Fonte: scheda progetto, «competenze migliorate»; valutazioni confermate.
    """
    return IMPROVED


@indicator("esi-04", "Persone al lavoro durante il percorso", kind=Kind.RESULT, measure=count(), cuts=of_person(),
           words="occupati")  # fmt: skip
def working_during(at: At) -> QuerySet[Case]:
    """Persone che hanno trovato lavoro, anche in proprio, almeno una volta durante il percorso.

    Fonte: esiti scritti nei fascicoli.
    """
    return _working(at, OutcomeMoment.DURING)


@indicator("esi-05", "Persone al lavoro dopo sei mesi", kind=Kind.RESULT, measure=count(), cuts=of_person(),
           words="occupati", base=lambda at: _answered(at, OutcomeMoment.SIX_MONTHS),
           base_words="persone sentite dopo sei mesi")  # fmt: skip
def working_six_months_later(at: At) -> QuerySet[Case]:
    """Persone che sei mesi dopo l’uscita lavorano, anche in proprio.

    Fonte: Reg. (UE) 1304/2013 allegato I; esiti scritti nei fascicoli.
    """
    return _working(at, OutcomeMoment.SIX_MONTHS)


@indicator("esi-06", "Percorsi portati a termine", kind=Kind.RESULT, measure=count(), words="portare a termine",
           among=people_in_charge, cuts=(close_reason("close_reason"), *of_person()))  # fmt: skip
def paths_completed(at: At) -> Q:
    """Percorsi conclusi entro il giorno perché finiti, o lasciati prima per un lavoro o per studiare.

    Fonte: scheda progetto, «congruo numero di percorsi personalizzati»; motivo di conclusione.
    """
    return _ended(at, DONE)


@indicator("esi-07", "Percorsi interrotti", kind=Kind.RESULT, measure=count(), fewer_is_better=True,
           among=people_in_charge, cuts=(close_reason("close_reason"), *of_person()))  # fmt: skip
def paths_left(at: At) -> Q:
    """Percorsi conclusi entro il giorno perché la persona ha scelto di interrompere o non si riesce più a contattare.

    Fonte: scheda progetto, criticità e rischi; motivo di conclusione.
    """
    return _ended(at, LEFT)
