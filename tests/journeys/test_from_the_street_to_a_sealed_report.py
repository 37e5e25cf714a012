"""Activities 1 to 4, page by page: met in the street, taken in charge, sent to a specialist, put out of sight."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from ciao.access.actor import acting
from ciao.cases.actions import add_worker
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.consultations.models import ConsultationRequest, SealedReport
from ciao.core import clock
from ciao.outreach.models import Signal
from ciao.people.models import Person
from tests.cast import World
from tests.journeys.forms import typed

TODAY = "23.11.2026"
QUESTION, SECRET, ADVICE = "Che cosa la aiuta a dormire?", "resta tra chi è nominato", "Meglio il pomeriggio"
Open = Callable[[str], Any]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def test_from_the_street_to_a_sealed_report(world: World, as_user: Open) -> None:
    marta = as_user("marta")
    signal = told_of_somebody(marta)
    not_found_then_met(marta, signal)
    case = taken_in_charge(marta, signal)
    with acting(world.actor("marta")) as by:
        add_worker(case=case, mandate=world.mandates["karim"], role=CaseRole.MEDIATOR, starts_on=clock.today(), by=by)
    request = asked(marta, world, case)
    followed_and_sealed(as_user("nadia"), request)
    the_team_reads_what_it_may(as_user, case, request)
    out_of_sight(as_user, case)


def told_of_somebody(marta: Any) -> Signal:
    """A nickname and a place are enough."""
    page = marta.get("/segnalazioni/nuova/")
    answers = {
        "source": "community_agent", "name": "Luz", "place": "panchine della stazione, la sera",
        "story": "Dorme dove capita.", "received_on": TODAY, "legal_basis": "public_task", "phone": "333 7654321",
    }  # fmt: skip
    assert marta.post("/segnalazioni/nuova/", typed(page, "story", **answers)).status_code == 302
    return Signal.objects.get()


def not_found_then_met(marta: Any, signal: Signal) -> None:
    """One tap for each try; then what she says, with what stands in the way."""
    place = f"/segnalazioni/{signal.id}/"
    assert marta.post(f"{place}tentativo/", {"channel": "call", "outcome": "no_answer"}).status_code == 302
    assert "non risponde" in marta.get(place).content.decode()
    page = marta.get(f"{place}primo-contatto/")
    answers = {"met_on": TODAY, "is_informed": "on", "own_words": "Vorrei un letto e poi un lavoro."}
    assert marta.post(f"{place}primo-contatto/", typed(page, "met_on", **answers)).status_code == 302
    assert "Vorrei un letto" in marta.get(place).content.decode()


def taken_in_charge(marta: Any, signal: Signal) -> Case:
    """What the signal knew is already written."""
    place = f"/persone/da-segnalazione/{signal.id}/"
    page = marta.get(place)
    assert "Luz" in page.content.decode()
    answers = typed(page, "given_name", given_name="Luz", gender="F", opened_on=TODAY)
    assert marta.post(place, answers).status_code == 302
    return Case.objects.get(signal=signal)


def asked(marta: Any, world: World, case: Case) -> ConsultationRequest:
    """A question without the name, with her agreement."""
    place = f"/persone/{case.id}/consulenza/"
    answers = {
        "organization": str(world.organizations["asst"].id), "kind": "clinical", "question": QUESTION,
        "urgency": "soon", "agreed_how": "spoken", "agreed_on": TODAY,
    }  # fmt: skip
    assert marta.post(place, typed(marta.get(place), "question", **answers)).status_code == 302
    return ConsultationRequest.objects.get()


def followed_and_sealed(nadia: Any, request: ConsultationRequest) -> None:
    """She learns the name by accepting; advises the team; seals the rest."""
    place = request.get_absolute_url()
    before = nadia.get(place).content.decode()
    assert QUESTION in before
    assert "Luz" not in before
    assert nadia.post(f"{place}accogli/", {"on": TODAY}).status_code == 302
    assert "Luz" in nadia.get(place).content.decode()
    for step, holding, answers in (
        ("raccomandazioni/", "text", {"text": ADVICE, "on": TODAY, "next_on": "10.01.2027"}),
        ("relazione/", "text", {"text": SECRET, "on": TODAY}),
    ):
        page = nadia.get(f"{place}{step}")
        assert nadia.post(f"{place}{step}", typed(page, holding, **answers)).status_code == 302
    assert SECRET in nadia.get(SealedReport.objects.get().get_absolute_url()).content.decode()


def the_team_reads_what_it_may(as_user: Open, case: Case, request: ConsultationRequest) -> None:
    """The advice, the day, and not a word of the report; a stranger finds nothing at all."""
    report = SealedReport.objects.get().get_absolute_url()
    for name in ("marta", "karim"):
        page = as_user(name)
        for place in (case.get_absolute_url(), request.get_absolute_url()):
            shown = page.get(place).content.decode()
            assert ADVICE in shown
            assert SECRET not in shown
        assert page.get(report).status_code == 404
    chiara = as_user("chiara")
    assert {chiara.get(one).status_code for one in (case.get_absolute_url(), request.get_absolute_url(), report)} == {
        404
    }


def out_of_sight(as_user: Open, case: Case) -> None:
    """From now on the mediator reads somebody else's name, and nothing that says why."""
    marta, place = as_user("marta"), f"/persone/{case.id}/sicurezza/"
    answers = {"alias": "Ada", "reason": "Chi la cerca non deve trovarla.", "starts_on": TODAY}
    assert marta.post(place, typed(marta.get(place), "alias", **answers)).status_code == 302
    assert Person.objects.get().given_name == "Ada"
    shown = as_user("karim").get(case.get_absolute_url()).content.decode()
    assert "Ada" in shown
    for hidden in ("Luz", "7654321", "Chi la cerca"):
        assert hidden not in shown
    assert "Luz" in marta.get(place).content.decode()
