"""What is done one to one: hours and people."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from ciao.cases.models import Case
from ciao.deliveries.enums import DeliveryKind, DeliveryState
from ciao.deliveries.models import Delivery
from ciao.indicators.catalogue import At, count, indicator, total
from ciao.indicators.catalogue._cuts import activity, delivery_kind, month, of_person
from ciao.indicators.catalogue.people import people_in_charge
from ciao.indicators.enums import Kind, Unit

DEBT = (DeliveryKind.DEBT_ADVICE,)


def delivered(at: At) -> QuerySet[Delivery]:
    """Deliveries done by the day with people who count."""
    return Delivery.objects.filter(
        state=DeliveryState.DONE, happened_on__lte=at.on, case__in=people_in_charge(at)
    )  # fmt: skip


@indicator(
    "int-01", "Ore di interventi individuali", kind=Kind.OUTPUT, measure=total("delivered_hours"), activity=5,
    unit=Unit.HOURS, words="accompagn|tutor|consulen",
    cuts=(delivery_kind("kind"), activity("activity"), month("happened_on"), *of_person("case__")),
)  # fmt: skip
def hours_delivered(at: At) -> QuerySet[Delivery]:
    """Somma delle ore fatte con una persona alla volta entro il giorno: colloqui di sostegno, tutoraggio,
    affiancamento, consulenze, aiuto con i debiti, accompagnamento. Gli interventi scritti per errore non contano.

    Fonte: scheda progetto, attività 5 e 8; registro degli interventi individuali.
    """
    return delivered(at)


@indicator("int-02", "Persone con interventi individuali", kind=Kind.OUTPUT, measure=count(), activity=5,
           cuts=of_person())  # fmt: skip
def people_with_deliveries(at: At) -> QuerySet[Case]:
    """Persone in carico con almeno un intervento individuale fatto entro il giorno.

    Fonte: registro degli interventi individuali.
    """
    return people_in_charge(at).filter(Exists(delivered(at).filter(case=OuterRef("pk"))))


@indicator("int-03", "Persone aiutate con i debiti", kind=Kind.OUTPUT, measure=count(), activity=8, words="debit",
           cuts=of_person())  # fmt: skip
def people_with_debt_advice(at: At) -> QuerySet[Case]:
    """Persone in carico con almeno un aiuto individuale su debiti e rinegoziazione fatto entro il giorno.

    Fonte: scheda progetto, attività 8, educazione finanziaria; registro degli interventi individuali.
    """
    rows = delivered(at).filter(kind__in=DEBT, case=OuterRef("pk"))
    return people_in_charge(at).filter(Exists(rows))
