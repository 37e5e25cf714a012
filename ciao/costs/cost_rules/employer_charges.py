"""What a body pays besides an allowance (IRAP, INAIL): typed as the payroll office computed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ciao.core.formats import date_field, money
from ciao.core.money import cents
from ciao.costs.cost_rules import CostRule, Line, declare


@dataclass(frozen=True)
class ChargesFacts:
    """The charges in euro on a gross amount paid on a day, and the run's line they belong to."""

    code: str
    gross_amount: Decimal
    charges_amount: Decimal
    paid_on: date


def amount(facts: ChargesFacts) -> Decimal:
    """What the payroll office said, in euro, to the cent."""
    return cents(facts.charges_amount)


def problems(facts: ChargesFacts) -> list[str]:
    """Charges higher than what they are charged on: warned, never refused."""
    if facts.charges_amount > facts.gross_amount:
        return [f"Gli oneri superano il lordo, {money(facts.gross_amount)}: controlla con chi fa le paghe."]
    return []


def lines(facts: ChargesFacts) -> list[Line]:
    """One line: the charges, beside the gross they come from."""
    rule = f"Su {money(facts.gross_amount)} lordi pagati il {date_field(facts.paid_on)}, riga {facts.code}"
    return [Line("Oneri di chi paga (IRAP, INAIL)", money(amount(facts)), rule, " ".join(problems(facts)))]


RULE = declare(
    CostRule(
        "employer_charges", "oneri di chi paga su un’indennità", amount, problems, lines,
        ("prospetto dell’ufficio paghe", "ricevuta del versamento (F24)", "calcolo degli oneri sul lordo pagato"),
    )
)  # fmt: skip
