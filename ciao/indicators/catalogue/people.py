"""People reached and people in charge."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet, Sum

from ciao.cases.models import Case
from ciao.indicators.catalogue import At, count, indicator
from ciao.indicators.catalogue._cuts import area, of_person, source
from ciao.indicators.enums import Kind
from ciao.outreach.models import Signal
from ciao.programmes.models import ProgrammeVersion


def _recipients(version: ProgrammeVersion) -> Decimal | None:
    promised = version.targets.aggregate(whole=Sum("count"))["whole"]
    return None if promised is None else Decimal(promised)


@indicator(
    "per-01", "Persone segnalate", kind=Kind.OUTPUT, measure=count(), activity=1, words="intercett",
    cuts=(source("source"), area("municipality")),
)  # fmt: skip
def people_reached(at: At) -> QuerySet[Signal]:
    """Segnalazioni arrivate fino al giorno, anche quelle orientate altrove o cancellate dopo i termini.

    Fonte: scheda progetto, attività 1; registro delle segnalazioni.
    """
    return Signal.objects.filter(programme_id=at.programme_id, received_on__lte=at.on)


@indicator(
    "per-02", "Persone prese in carico", kind=Kind.OUTPUT, measure=count(), activity=2, cuts=of_person(),
    promised=_recipients, words="intercett|target",
)  # fmt: skip
def people_in_charge(at: At) -> QuerySet[Case]:
    """Percorsi aperti fino al giorno, anche se poi conclusi; quelli aperti per errore non contano.

    Una persona conta una volta sola. Fonte: scheda progetto, destinatari; fascicoli.
    """
    return Case.objects.counted().filter(programme_id=at.programme_id, opened_on__lte=at.on)
