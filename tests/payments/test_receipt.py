"""The receipt a person may keep: issued by who pays, once the bank has paid."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.internships.models import Allowance
from ciao.payments.models import PaymentLine
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS
from tests.payments.conftest import IBAN, Office

pytestmark = pytest.mark.django_db
KIND = next(one for one in KINDS if one.code == "payment_receipt")


def test_a_receipt_says_who_how_much_and_never_the_whole_account(office: Office, due: Allowance) -> None:
    run = office.released()
    with acting(office.by("giulia")) as giulia, pytest.raises(NotPossible, match="quando la banca ha pagato"):
        issue_document(kind=KIND, subject=PaymentLine.objects.get(), by=giulia)
    office.paid(run)
    with acting(office.by("giulia")) as giulia:
        document = issue_document(kind=KIND, subject=PaymentLine.objects.get(), by=giulia)
        said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(document.file.content())).pages)
    assert "373,53" in said
    assert "Amina" in said
    assert IBAN[-4:] in said
    assert IBAN not in said
