"""Allowances approved and expenses paid, in euro."""

from __future__ import annotations

from django.db.models import QuerySet

from ciao.costs.models import Expense
from ciao.indicators.catalogue import At, indicator, total
from ciao.indicators.catalogue._cuts import activity, cost_kind, month, of_person, organization
from ciao.indicators.catalogue.people import people_in_charge
from ciao.indicators.enums import Kind, Unit
from ciao.internships.enums import AllowanceState
from ciao.internships.models import Allowance


@indicator(
    "den-01", "Indennità approvate", kind=Kind.OUTPUT, measure=total("due_amount"), activity=7, unit=Unit.MONEY,
    cuts=(organization("payer", "Chi paga"), month("month_on"), *of_person("register__internship__case__")),
)  # fmt: skip
def allowances_approved(at: At) -> QuerySet[Allowance]:
    """Somma delle indennità di tirocinio approvate entro il giorno, anche già pagate; le rettifiche possono togliere.

    Fonte: indennità calcolate dai registri confermati.
    """
    return Allowance.objects.filter(
        state__in=[AllowanceState.APPROVED, AllowanceState.PAID], approved_on__lte=at.on,
        register__internship__case__in=people_in_charge(at),
    )  # fmt: skip


@indicator(
    "den-02", "Spese pagate", kind=Kind.OUTPUT, measure=total("due_amount"), unit=Unit.MONEY,
    cuts=(organization("partnership__organization"), cost_kind("item__kind"), activity("activity"), month("paid_on")),
    promised=lambda version: version.total_amount,
)  # fmt: skip
def expenses_paid(at: At) -> QuerySet[Expense]:
    """Somma delle spese pagate entro il giorno, con la prova di pagamento.

    Fonte: scheda progetto, valore complessivo; spese dei partner.
    """
    return Expense.objects.paid().filter(partnership__programme_id=at.programme_id, paid_on__lte=at.on)
