"""The allowance of a month of internship, as it was computed from the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ciao.core.formats import hours, money, month
from ciao.core.money import cents
from ciao.costs.cost_rules import CostRule, Line, declare


@dataclass(frozen=True)
class AllowanceFacts:
    """What an allowance says of itself: hours as decimal hours, amounts in euro, gross.

    `line` 1 is the month's own; a later one is the difference after a correction, and may be negative.
    """

    month_on: date
    line: int
    planned_hours: Decimal
    attended_hours: Decimal
    full_amount: Decimal
    due_amount: Decimal


def amount(facts: AllowanceFacts) -> Decimal:
    """What was computed with the register, in euro; rounded there once, so never changed here."""
    return cents(facts.due_amount)


def problems(facts: AllowanceFacts) -> list[str]:
    """What is worth a look before it is paid."""
    found = []
    if facts.line == 1 and facts.due_amount > facts.full_amount:
        found.append(f"L’indennità supera quella piena, che è {money(facts.full_amount)}.")
    if facts.planned_hours and facts.attended_hours > facts.planned_hours:
        found.append("Le ore fatte sono più di quelle previste: controlla il registro.")
    if facts.line > 1 and facts.due_amount < 0:
        found.append("È una differenza in meno: va recuperata o compensata con il mese dopo.")
    return found


def lines(facts: AllowanceFacts) -> list[Line]:
    """The month, line by line."""
    found = [
        Line("Indennità piena del mese", money(facts.full_amount), "Dal progetto formativo"),
        Line("Ore previste", hours(facts.planned_hours), month(facts.month_on)),
        Line("Ore fatte", hours(facts.attended_hours), "Dal registro confermato"),
    ]
    if facts.line > 1:
        found.append(
            Line("Differenza", money(facts.due_amount), "Il registro è stato corretto: qui c’è solo la differenza")
        )
    return found


RULE = declare(
    CostRule(
        "allowance", "indennità di tirocinio", amount, problems, lines,
        ("progetto formativo firmato", "registro del mese confermato", "bonifico alla persona"),
    )
)  # fmt: skip
