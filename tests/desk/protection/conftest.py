"""Ines and her story before and after her data are taken out of sight."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.base import ContentFile

from ciao.access.actor import acting
from ciao.access.enums import Level
from ciao.cases.actions import add_worker, open_case
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.desk.protection.actions import secure_person
from ciao.files.actions import store_file
from ciao.outreach.actions import record_signal
from ciao.people.actions import Hidden
from ciao.people.models import Protection
from tests.cast import World

REASON = "Ha lasciato la casa: chi la cerca non deve trovarla."
IBAN = "IT60X0542811101000000123456"
PHONE, MAIL, ADDRESS = "333 7654321", "canarina@example.org", "via Canarina 7, Rozzano"


@pytest.fixture
def ines(world: World) -> Case:
    """Ines Canarini in Marta's care, with Luca and Nadia in the team and a signal before."""
    with acting(world.actor("paolo")) as paolo:
        signal = record_signal(
            programme=world.programme, by=paolo, source="social_service", name="Ines Canarini", phone=PHONE,
            story="Abita in via Canarina 7.",
        )  # fmt: skip
        case = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=signal.received_on, by=paolo,
            signal=signal, person={"given_name": "Ines", "family_name": "Canarini", "language": "spagnolo"},
            identity={"gender": "F", "birth_date": date(1975, 4, 4), "fiscal_code": "CNRNSI75D44Z131X"},
            contact={"phone": PHONE, "email": MAIL, "address": ADDRESS},
        )  # fmt: skip
    with acting(world.actor("marta")) as marta:
        for name, role in (("luca", CaseRole.TUTOR), ("nadia", CaseRole.PSYCHOLOGIST)):
            add_worker(case=case, mandate=world.mandates[name], role=role, starts_on=signal.received_on, by=marta)
        scan = ContentFile(b"%PDF-1.4\n" + b"Ines Canarini" * 5 + b"\n%%EOF", name="Ines Canarini.pdf")
        store_file(upload=scan, scope=case.scope, level=Level.WORK, by=marta, person_id=case.person_id)
    return case


@pytest.fixture
def lia(world: World, ines: Case) -> Protection:
    """Ines, whom everybody but Marta now calls Lia."""
    with acting(world.actor("marta")) as marta:
        return secure_person(
            case=ines, alias="Lia", reason=REASON, starts_on=date(2026, 11, 23), by=marta,
            readers=[world.mandates["marta"]], hidden=Hidden(iban=IBAN, school="CPIA Canarina"),
        )  # fmt: skip
