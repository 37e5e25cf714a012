"""Community events and heads counted: an audience is never a participant."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ciao.indicators.catalogue import At, count, every, indicator, total
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
