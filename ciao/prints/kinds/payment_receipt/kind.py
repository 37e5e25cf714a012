"""What a person was paid, for which months, and what was withheld: the paper she may keep.

The account is told by its last four signs; of a protected person nothing but the name of registers and the amounts.
"""

from __future__ import annotations

from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.audit.enums import Group
from ciao.core.formats import date_field, money, month
from ciao.payments.enums import LineState
from ciao.payments.models import PayeeSnapshot, PaymentLine
from ciao.payments.panel import people_of
from ciao.prints.rules import Kind, Signer, declare
from ciao.signatures.enums import Method


def context(line: PaymentLine, by: Actor) -> dict[str, Any]:
    """The amounts as they were paid; raises `NotPossible` before the bank has paid."""
    if line.state != LineState.PAID or line.paid_on is None:
        raise NotPossible("La ricevuta si stampa quando la banca ha pagato.")
    frozen = PayeeSnapshot.objects.filter(line=line).first()
    rows = line.allowances.select_related("allowance").order_by("allowance__month_on", "allowance__line")
    return {
        "person": frozen.holder if frozen else "",
        "number": line.internship_number,
        "payer": line.run.debtor_name,
        "paid_on": date_field(line.paid_on),
        "account": line.payee.mark,
        "reference": line.reference,
        "months": [{"label": _label(one), "amount": money(one.due_amount)} for one in rows],
        "gross": money(line.gross_amount),
        "withheld": money(line.withheld_amount),
        "net": money(line.net_amount),
    }


def signers(line: PaymentLine) -> list[Signer]:
    """Nobody: the bank's receipt proves it, and this paper is the person's."""
    return []


def _label(one: Any) -> str:
    words = f"Indennità di {month(one.allowance.month_on)}"
    return f"{words} (differenza)" if one.allowance.line > 1 else words


def _title(line: PaymentLine) -> str:
    return f"Ricevuta di pagamento, tirocinio {line.internship_number}, riga {line.code}"


KIND = declare(
    Kind(
        code="payment_receipt",
        label="ricevuta di pagamento",
        about="Quanto è stato pagato, per quali mesi, e che cosa è stato trattenuto: la tiene la persona.",
        action=Action.COST_EDIT,
        level=Level.PAYEE,
        subject=PaymentLine,
        subject_action=Action.PAYMENT_VIEW,
        reads=(Group.NAME, Group.ALLOWANCE),
        methods=(Method.PAPER,),
        title=_title,
        programme=lambda line: line.run.partnership.programme,
        person_id=lambda line: next(iter(people_of([line.case_id])), None),
        context=context,
        signers=signers,
        is_timely=lambda line: line.state == LineState.PAID,
    )
)
