"""Community events and heads counted: an audience is never a participant."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ciao.community.enums import EventState
from ciao.community.models import Event, Proposal, SurveyAnswer
from ciao.indicators.catalogue import At, count, every, indicator, mean, total
from ciao.indicators.catalogue._cuts import area, month, organization
from ciao.indicators.catalogue.courses import held
from ciao.indicators.enums import Kind
from ciao.services.enums import ServiceKind
from ciao.services.models import Session

CUTS = (month("starts_at"), organization("edition__service__organization"), area("edition__municipality"))


@indicator("com-01", "Eventi di comunità", kind=Kind.OUTPUT, measure=count(), activity=8, words="comunit", cuts=CUTS)
def events_held(at: At) -> QuerySet[Session]:
    """Incontri di eventi in corso o conclusi, tenuti entro il giorno.

    Fonte: scheda progetto, attività 8; calendario degli eventi.
    """
    return Session.objects.filter(edition__in=held(at), edition__service__kind=ServiceKind.EVENT, starts_at__lt=at.end)


@indicator("com-02", "Presenze agli eventi, contate a testa", kind=Kind.OUTPUT, measure=total("others_count"),
           activity=8, words="comunit", among=events_held, cuts=CUTS)  # fmt: skip
def heads_counted(at: At) -> Q:
    """Persone contate a testa agli eventi, non per nome: chi viene a due eventi conta due volte. Nessuno di loro è
    un partecipante FSE.

    Fonte: registri degli eventi; Reg. (UE) 1304/2013 allegato I per chi è partecipante.
    """
    return every(at)


OPEN_CUTS = (month("starts_at"), organization("organization"), area("municipality"))


@indicator("com-03", "Eventi aperti a tutti, svolti", kind=Kind.OUTPUT, measure=count(), activity=8, cuts=OPEN_CUTS)
def open_events(at: At) -> QuerySet[Event]:
    """Eventi pubblicati in agenda, segnati come svolti e cominciati entro il giorno. Gli incontri di un’edizione di
    tipo evento si contano a parte.

    Fonte: agenda degli eventi del progetto.
    """
    return Event.objects.filter(programme_id=at.programme_id, state=EventState.HELD, starts_at__lt=at.end)


@indicator("com-04", "Adulti venuti agli eventi aperti", kind=Kind.OUTPUT, measure=total("adults_count"), activity=8,
           among=open_events, cuts=OPEN_CUTS)  # fmt: skip
def adults_come(at: At) -> Q:
    """Adulti contati a testa agli eventi svolti: chi viene a due eventi conta due volte. Nessuno è un partecipante FSE.

    Fonte: conteggio di chi organizza, con il modo in cui si è contato.
    """
    return every(at)


@indicator("com-05", "Bambini e ragazzi venuti agli eventi aperti", kind=Kind.OUTPUT, measure=total("children_count"),
           activity=8, among=open_events, cuts=OPEN_CUTS)  # fmt: skip
def children_come(at: At) -> Q:
    """Bambini e ragazzi contati a testa agli eventi svolti: chi viene a due eventi conta due volte.

    Fonte: conteggio di chi organizza, con il modo in cui si è contato.
    """
    return every(at)


@indicator("com-06", "Proposte diventate vere", kind=Kind.RESULT, measure=count(), activity=8,
           cuts=(month("received_on"),))  # fmt: skip
def made_real(at: At) -> QuerySet[Proposal]:
    """Proposte di persone, cittadini ed enti arrivate entro il giorno, accolte e collegate all’evento o
    all’edizione che ne è nata.

    Fonte: registro delle proposte.
    """
    return Proposal.objects.made_real().filter(programme_id=at.programme_id, received_on__lte=at.on)


@indicator("com-07", "Gradimento medio, da 1 a 5", kind=Kind.RESULT, measure=mean("overall"), activity=8,
           cuts=(month("answered_on"),))  # fmt: skip
def liked(at: At) -> QuerySet[SurveyAnswer]:
    """Media delle risposte a «Nel complesso, com’è andata?», da 1 (per niente) a 5 (molto), arrivate entro il giorno,
    per eventi ed edizioni. Senza risposte non si sa.

    Fonte: questionari di gradimento, anonimi.
    """
    return SurveyAnswer.objects.filter(survey__programme_id=at.programme_id, answered_on__lte=at.on)
