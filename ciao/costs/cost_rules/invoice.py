"""A supplier's document: what it says is what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ciao.core.formats import date_field, money
from ciao.core.money import cents
from ciao.costs.cost_rules import CostRule, Line, declare


@dataclass(frozen=True)
class InvoiceFacts:
    """The document in euro and the days the programme runs; `left_amount` is what its budget line still holds."""

    supplier: str
    document_number: str
    document_on: date
    due_amount: Decimal
    starts_on: date
    ends_on: date
    left_amount: Decimal | None = None


def amount(facts: InvoiceFacts) -> Decimal:
    """What the document says, in euro, to the cent."""
    return cents(facts.due_amount)


def problems(facts: InvoiceFacts) -> list[str]:
    """Outside the programme's days, or past what the budget line holds: warned, never refused."""
    found = []
    if not facts.starts_on <= facts.document_on <= facts.ends_on:
        days = f"dal {date_field(facts.starts_on)} al {date_field(facts.ends_on)}"
        found.append(f"Il documento è fuori dai giorni del progetto, {days}.")
    if facts.left_amount is not None and facts.due_amount > facts.left_amount:
        found.append(f"Supera quanto resta sulla voce, {money(facts.left_amount)}.")
    return found


def lines(facts: InvoiceFacts) -> list[Line]:
    """One line: the document."""
    what = f"{facts.supplier}, documento {facts.document_number}"
    care = " ".join(problems(facts))
    return [Line(what, money(amount(facts)), f"Del {date_field(facts.document_on)}", care)]


RULE = declare(
    CostRule(
        "invoice", "fattura o ricevuta", amount, problems, lines,
        ("ordine o preventivo", "fattura con il codice di progetto (CUP)", "bonifico o altro pagamento tracciato"),
    )
)  # fmt: skip
