"""The register of a month of internship, as who pays keeps it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ciao.access.actor import Actor, acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case
from ciao.documents.models import IssuedDocument
from ciao.hosts import actions as hosts
from ciao.hosts.models import Host
from ciao.internships import actions
from ciao.internships.models import MonthlyRegister
from ciao.internships.rules import Day
from ciao.partners.models import Organization
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS
from ciao.programmes.mandates import actor_of
from ciao.programmes.models import Activity, Mandate
from tests.cast import World
from tests.internships.papers import CONTENTS, complete, entitle
from tests.protected import hide

OCTOBER, CONFIRMED = date(2026, 10, 1), date(2026, 11, 3)


def confirmed_register(case: Case, by: Actor) -> MonthlyRegister:
    """A month of internship confirmed by whoever follows the case; the same one when asked again."""
    found = MonthlyRegister.objects.filter(internship__case=case).first()
    return found or actions.confirm_register(register=written(case, by), on=CONFIRMED, by=by).register


def written(case: Case, by: Actor) -> MonthlyRegister:
    """A month written and not confirmed yet."""
    body = Organization.objects.get(id=by.organization_id)
    host, agreement = host_of(case, body)
    entitle(case.programme, body)
    with acting(by):
        internship = actions.open_internship(
            case=case, kind="extracurricular", promoter=body,
            payer=Organization.objects.get(name="Cooperativa La Quercia"),
            tutor=Mandate.objects.get(id=by.mandate_id), activity=Activity.objects.get(), starts_on=date(2026, 9, 1),
            ends_on=date(2027, 2, 28), by=by,
        )  # fmt: skip
        project = actions.save_training_project(
            internship=internship, by=by, host=host, agreement=agreement,
            daily_hours=[Decimal(5)] * 4 + [Decimal(0)] * 3,
            total_hours=Decimal(500), full_amount=Decimal(500), inail_number="1", **CONTENTS,
            liability_policy="2", cob_number="3",
        )  # fmt: skip
        actions.sign_training_project(training_project=project, on=date(2026, 8, 31), by=by)
        complete(internship, by)
        actions.start_internship(internship=internship, on=date(2026, 9, 1), by=by)
        register = actions.open_register(internship=internship, month_on=OCTOBER, by=by)
        days: dict[date, Day] = {date(2026, 10, one): Day("present", Decimal(5)) for one in (1, 5, 6, 7, 8)}
        days[date(2026, 10, 12)] = Day("excused", note="visita")
        return actions.write_days(register=register, days=days, by=by)


def host_of(case: Case, promoter: Organization) -> tuple[Host, Any]:
    """A host with its agreement, found by the coordinator."""
    programme = case.programme
    with acting(actor_of(Mandate.objects.get(role="coordinator"))) as paolo:
        activity = Activity(scope_id=programme.scope_id, programme=programme, number=4, title="Tirocini")
        activity.save(force_insert=True)
        body = hosts.name_body(name="Cucina Aperta", by=paolo)
        host = hosts.add_host(programme=programme, organization=body, by=paolo)
        agreement = actions.sign_agreement(
            programme=programme, host=host, promoter=promoter, number="2026/014", signed_on=date(2026, 8, 1),
            starts_on=date(2026, 8, 1), ends_on=date(2027, 8, 31), by=paolo,
        )  # fmt: skip
    return host, agreement


def test_a_month_still_written_is_not_printed(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        register = written(amina, marta)
        with pytest.raises(NotPossible, match="quando il mese è confermato"):
            issue_document(kind=KINDS["internship_register"], subject=register, by=marta)


def test_it_tells_days_hours_and_how_the_amount_came_about(world: World, amina: Case) -> None:
    from tests.prints.test_kinds import text_of

    with acting(world.actor("marta")) as marta:
        register = confirmed_register(amina, marta)
        document = issue_document(kind=KINDS["internship_register"], subject=register, by=marta)
        text = " ".join(text_of(document.file.content()).replace("\u00a0", " ").split())
    for words in ("ottobre 2026", "lun 12 assenza giustificata", "Ore previste: 85 h", "Ore fatte: 25 h", "€ 147,06",
                  "Cucina Aperta", "Rita, tutor dell’ente ospitante", "Marta, tutor del promotore"):  # fmt: skip
        assert words in text


def test_a_protected_person_stands_in_it_without_the_host(world: World, amina: Case) -> None:
    from tests.prints.test_kinds import text_of

    with acting(world.actor("marta")) as marta:
        register = confirmed_register(amina, marta)
    hide(world, amina, "Rosa")
    with acting(world.actor("marta")) as marta:
        register.refresh_from_db()
        document = issue_document(kind=KINDS["internship_register"], subject=register, by=marta)
        text = text_of(document.file.content())
    assert "Rosa" in text
    for words in ("Amina", "Cucina Aperta", "Rita"):
        assert words not in text


def test_who_pays_keeps_it_as_evidence(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        register = confirmed_register(amina, marta)
        document = issue_document(kind=KINDS["internship_register"], subject=register, by=marta)
    with acting(world.actor("giulia")):
        assert IssuedDocument.objects.get() == document
    with acting(world.actor("chiara")):
        assert IssuedDocument.objects.count() == 0
