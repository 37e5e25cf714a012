"""A supplier's document becomes an expense."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.budget.enums import CostKind
from ciao.budget.models import CostItem
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.costs.actions.expenses import check_partner, new_expense
from ciao.costs.cost_rules.invoice import RULE, InvoiceFacts
from ciao.costs.figures import left_on
from ciao.costs.models import Expense
from ciao.costs.rules import same_document
from ciao.files.actions import store_file
from ciao.programmes.models import Activity, Partnership

# What fills these items is computed elsewhere.
COMPUTED = {
    CostKind.ALLOWANCE: "Questa voce si riempie approvando le indennità.",
    CostKind.STAFF: "Questa voce si riempie confermando i fogli ore.",
}


@transaction.atomic
def record_purchase(
    *, partnership: Partnership, item: CostItem, activity: Activity, title: str, supplier: str, document_number: str,
    document_on: date, due_amount: Decimal, document: File[Any], by: Actor, row_id: uuid.UUID | None = None,
) -> Expense:  # fmt: skip
    """A document of a supplier, kept with its file; the same document of the same year is refused."""
    if item.kind in COMPUTED:
        raise NotPossible(f"{COMPUTED[CostKind(item.kind)]} Scegli un’altra voce.")
    if due_amount <= 0:
        raise NotPossible("Scrivi un importo più alto di zero.")
    if document_on > clock.today():
        raise NotPossible("La data del documento non viene dopo oggi.")
    check_partner(partnership)
    _check_once(partnership, supplier, document_number, document_on)
    facts = facts_of(partnership, item, activity, supplier, document_number, document_on, due_amount)
    file = store_file(upload=document, scope=partnership.staff_scope_id, level=Level.MONEY, by=by)
    return new_expense(
        partnership=partnership, item=item, activity=activity, rule=RULE.code, title=title, accrued_on=document_on,
        due_amount=RULE.amount(facts), explanation=RULE.lines(facts), by=by, row_id=row_id, supplier=supplier.strip(),
        document_number=document_number.strip(), document_on=document_on, document=file,
    )  # fmt: skip


def facts_of(
    partnership: Partnership, item: CostItem, activity: Activity, supplier: str, document_number: str,
    document_on: date, due_amount: Decimal,
) -> InvoiceFacts:  # fmt: skip
    """The document as its rule reads it, beside what its budget line still holds."""
    version = partnership.programme.version_on(document_on)
    return InvoiceFacts(
        supplier.strip(),
        document_number.strip(),
        document_on,
        due_amount,
        version.starts_on,
        version.ends_on,
        left_on(partnership, item, activity),
    )


def _check_once(partnership: Partnership, supplier: str, document_number: str, document_on: date) -> None:
    rows = Expense.objects.counted().filter(partnership=partnership, document_on__year=document_on.year)
    for one in rows.exclude(supplier="").order_by():
        if same_document((one.supplier, one.document_number), (supplier, document_number)):
            told = f"{one.supplier}, documento {one.document_number} del {date_field(one.document_on)}"
            raise NotPossible(f"C’è già: {told}, spesa {one.number}.")
