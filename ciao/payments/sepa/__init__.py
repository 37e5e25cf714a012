"""Engine: payments become the file a bank reads (ISO 20022 pain.001), checked against its own schema."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sepaxml import SepaTransfer

# Banks ask for one or the other; .09 is the one in force in the SEPA rulebooks since November 2023.
SCHEMAS = {"pain.001.001.09": "più recente", "pain.001.001.03": "di prima, se la banca lo chiede"}
DEFAULT = "pain.001.001.09"


class NoTransfer(ValueError):
    """There is nothing the file could hold; the text is the Italian sentence to show."""


@dataclass(frozen=True)
class Transfer:
    """One bank transfer: euro, net; `code` comes back from the bank with the answer."""

    code: str
    name: str
    iban: str
    amount: Decimal
    words: str


@dataclass(frozen=True)
class BankFile:
    """The file as it goes to the bank, with its fingerprint and its sums."""

    schema: str
    content: str
    sha256: str
    lines_count: int
    total_amount: Decimal


def draw(
    *, debtor_name: str, debtor_iban: str, pays_on: date, transfers: Sequence[Transfer], schema: str = DEFAULT
) -> BankFile:
    """The file of some transfers, all on one day; raises `NoTransfer` for none, or for one that is not positive.

    Its control sum is the sum of its lines to the cent; names lose their accents, as banks ask.
    """
    if not transfers:
        raise NoTransfer("Non c’è nessun bonifico da fare.")
    if any(one.amount <= 0 for one in transfers):
        raise NoTransfer("Un bonifico è sempre più alto di zero.")
    config = {"name": debtor_name, "IBAN": debtor_iban, "batch": True, "currency": "EUR"}
    sheet = SepaTransfer(config, schema=schema, clean=True)
    for one in transfers:
        sheet.add_payment(_payment(one, pays_on))
    content = sheet.export(validate=True)
    total = sum((one.amount for one in transfers), Decimal(0))
    return BankFile(schema, content.decode(), hashlib.sha256(content).hexdigest(), len(transfers), total)


def _payment(one: Transfer, pays_on: date) -> dict[str, object]:
    return {
        "name": one.name, "IBAN": one.iban, "amount": int(one.amount.scaleb(2)), "execution_date": pays_on,
        "description": one.words, "endtoend_id": one.code,
    }  # fmt: skip
