"""The cast with a story behind it, told through the product's own actions."""

from datetime import date

import pytest

from ciao.access.actor import acting
from ciao.cases.actions import add_worker, open_case, write_note
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.outreach.actions import record_signal
from tests.cast import World


@pytest.fixture
def story(world: World) -> Case:
    """Amina in Marta's care with Luca beside her, and a signal that waits."""
    with acting(world.actor("paolo")) as paolo:
        record_signal(programme=world.programme, by=paolo, source="self", name="Nina", story="Cerco lavoro")
        case = open_case(
            programme=world.programme,
            manager=world.mandates["marta"],
            opened_on=date(2026, 3, 12),
            by=paolo,
            person={"given_name": "Amina"},
            identity={"gender": "F", "birth_date": date(1988, 5, 1), "fiscal_code": "HSSMNA88E41Z330X"},
            contact={"phone": "333 1234567"},
        )
    with acting(world.actor("marta")) as marta:
        write_note(case=case, text="Primo colloquio", happened_on=date(2026, 3, 12), by=marta)
        add_worker(
            case=case,
            mandate=world.mandates["luca"],
            role=CaseRole.TUTOR,
            starts_on=date(2026, 4, 1),
            by=marta,
        )
    return case
