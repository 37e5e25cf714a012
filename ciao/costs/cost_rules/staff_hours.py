"""Hours of those who work, at their hourly cost; a month and an activity at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ciao.core.formats import hours, money, month
from ciao.core.money import cents
from ciao.costs.cost_rules import CostRule, Line, declare

SOURCE = "Reg. (UE) 1303/2013 art. 68 bis"


@dataclass(frozen=True)
class StaffFacts:
    """Decimal hours and euro an hour; `year_hours` are all those of the year, this month included.

    `yearly_limit` is the hours the rate was computed on (1,720), in proportion to the months at work in the year.
    """

    month_on: date
    worked_hours: Decimal
    hourly_amount: Decimal
    year_hours: Decimal
    yearly_limit: Decimal


def amount(facts: StaffFacts) -> Decimal:
    """Hours × rate, rounded once to the cent. Source: Reg. (UE) 1303/2013 art. 68a(2)."""
    return cents(facts.worked_hours * facts.hourly_amount)


def problems(facts: StaffFacts) -> list[str]:
    """More hours in the year than those the rate was computed on. Source: Reg. (UE) 1303/2013 art. 68a(3)."""
    if facts.year_hours <= facts.yearly_limit:
        return []
    over, limit = hours(facts.year_hours), hours(facts.yearly_limit)
    return [f"Le ore del {facts.month_on.year} sono {over}: il costo orario ne copre {limit} ({SOURCE})."]


def lines(facts: StaffFacts) -> list[Line]:
    """Hours and rate, with the warning beside the hours."""
    care = " ".join(problems(facts))
    return [
        Line("Ore lavorate", hours(facts.worked_hours), f"Dal foglio ore di {month(facts.month_on)}", care),
        Line("Costo orario", money(facts.hourly_amount), f"Costo lordo annuo diviso per le ore dell’anno, {SOURCE}"),
    ]


RULE = declare(
    CostRule(
        "staff_hours", "ore di lavoro", amount, problems, lines,
        ("incarico che nomina il progetto", "foglio ore confermato", "buste paga e F24", "pagamento"),
    )
)  # fmt: skip
