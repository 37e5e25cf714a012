"""Bodies: hosts with an open door, hosts with an internship, the network at work."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from ciao.cases.models import CaseWorker
from ciao.hosts.models import Host
from ciao.indicators.catalogue import At, count, indicator
from ciao.indicators.catalogue._cuts import partner_role, sector
from ciao.indicators.catalogue.courses import held
from ciao.indicators.catalogue.internships import begun
from ciao.indicators.catalogue.people import people_in_charge
from ciao.indicators.enums import Kind
from ciao.internships.models import TrainingProject
from ciao.programmes.models import Partnership


@indicator("ent-01", "Enti ospitanti disponibili", kind=Kind.OUTPUT, measure=count(), activity=6, words="produttiv",
           cuts=(sector("organization__sector"),))  # fmt: skip
def hosts_available(at: At) -> QuerySet[Host]:
    """Enti che oggi sono segnati «disponibile» ad accogliere; quella di un giorno passato non si ricostruisce.

    Fonte: scheda progetto, attività 6; schede degli enti ospitanti.
    """
    return Host.objects.available().filter(programme_id=at.programme_id)


@indicator("ent-02", "Enti che hanno accolto un tirocinio", kind=Kind.RESULT, measure=count(), activity=6,
           words="produttiv", cuts=(sector("organization__sector"),))  # fmt: skip
def hosts_with_internship(at: At) -> QuerySet[Host]:
    """Enti ospitanti con almeno un tirocinio iniziato entro il giorno; più tirocini contano una volta.

    Fonte: scheda progetto, inclusione del tessuto produttivo; progetti formativi.
    """
    formed = TrainingProject.objects.filter(host=OuterRef("pk"), internship__in=begun(at))
    return Host.objects.filter(Exists(formed), programme_id=at.programme_id)


@indicator("ret-01", "Enti della rete attivi", kind=Kind.OUTPUT, measure=count(), words="sistema territoriale|rete",
           cuts=(partner_role("role"), sector("organization__sector")))  # fmt: skip
def bodies_active(at: At) -> QuerySet[Partnership]:
    """Enti del partenariato e della rete che entro il giorno hanno tenuto un’edizione, promosso o pagato un tirocinio,
    o messo qualcuno in un’équipe.

    Fonte: scheda progetto, «enti della rete attivati».
    """
    body = OuterRef("organization")
    taught = held(at).filter(service__organization=body)
    promoted = begun(at).filter(Q(promoter=body) | Q(payer=body))
    worked = CaseWorker.objects.filter(organization=body, case__in=people_in_charge(at), starts_on__lte=at.on)
    return Partnership.objects.filter(
        Exists(taught) | Exists(promoted) | Exists(worked), programme_id=at.programme_id
    )  # fmt: skip
