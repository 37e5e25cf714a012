"""The first part of the thread, page by page: a sheet becomes a programme, a signal a person followed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ciao.audit.models import ReadLine
from ciao.cases.models import Case
from ciao.core import clock
from ciao.outreach.models import Signal
from ciao.partners.models import Organization
from ciao.programmes.actions import give_mandate
from ciao.programmes.mandates import actor_of
from ciao.programmes.models import Mandate, Programme
from tests.cast import World
from tests.journeys.forms import typed

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "reference" / "scheda-progetto-ciao.txt"
SAMPLE = ROOT / "tests" / "programmes" / "sheet" / "sample.txt"
SHEETS = [(SAMPLE, ["250.000,00", "200.000,00"])]
SHEETS += [(REAL, ["374.986,52", "299.989,21"])] if REAL.exists() else []
LATER = datetime(2026, 11, 23, 10, 5, tzinfo=clock.ROME)


@pytest.mark.parametrize(("sheet", "figures"), SHEETS, ids=lambda one: getattr(one, "stem", ""))
def test_from_the_sheet_to_a_person_taken_in_charge(
    sheet: Path, figures: list[str], world: World, as_user: Callable[[str], Any]
) -> None:
    coordinator = as_user("paolo")
    programme = founded(coordinator, sheet, figures)
    marta = works_in(programme, world, as_user, "marta", programme.controller)
    chiara = works_in(programme, world, as_user, "chiara", another_body(programme))
    open_public_page(coordinator)
    somebody_writes()
    signal = entrusted(coordinator, marta)
    address = taken_in_charge(marta, signal)
    shown = marta.get(address)
    assert "Nina, 36 anni" in shown.content.decode()
    assert "Vorrei tornare a lavorare" not in coordinator.get("/persone/").content.decode()
    assert chiara.get(address).status_code == 404
    assert chiara.get(f"/segnalazioni/{signal.id}/").status_code == 404
    assert lines_about(signal.id) >= {"fascicolo"}


def founded(coordinator: Any, sheet: Path, figures: list[str]) -> Programme:
    """Upload, review, answers, confirmation; then the page of the programme with its figures."""
    file = SimpleUploadedFile("scheda.txt", sheet.read_bytes())
    answer = coordinator.post("/progetti/nuovo/", {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    review = coordinator.get(answer.url)
    assert "Controlla quello che abbiamo letto" in review.content.decode()
    answer = coordinator.post(answer.url, typed(review, "title", avanti="1"))
    assert answer.url.endswith("/conferma/"), coordinator.get(answer.url).content.decode()
    consequences = coordinator.get(answer.url).content.decode()
    assert consequences.count("<li") > 3
    answer = coordinator.post(answer.url)
    assert answer.status_code == 302, answer.content.decode()
    programme = newest()
    coordinator.mandate_id = str(Mandate.objects.get(programme=programme).id)
    page = coordinator.get(answer.url).content.decode()
    assert [figure for figure in figures if figure not in page] == []
    return programme


def newest() -> Programme:
    """The programme that is not the cast's own."""
    return Programme.objects.exclude(title="CIAO! di prova").get()


def another_body(programme: Programme) -> Organization:
    """A partner that is not the lead."""
    return Organization.objects.filter(partnerships__programme=programme).exclude(id=programme.controller_id)[0]


def works_in(programme: Programme, world: World, as_user: Callable[[str], Any], name: str, body: Organization) -> Any:
    """A case manager of `body` in the programme, who chose that mandate at the top of the page."""
    given_by = actor_of(Mandate.objects.get(programme=programme, role="coordinator"))
    mandate = give_mandate(
        user=world.user(name), organization=body, programme=programme, role="case_manager", by=given_by
    )
    page = as_user(name)
    answer = page.post("/abilitazione/", typed(page.get("/"), "/abilitazione/", mandate=str(mandate.id)))
    assert answer.status_code == 302, answer.content.decode()
    page.mandate_id = str(mandate.id)
    return page


def open_public_page(coordinator: Any) -> None:
    answer = coordinator.post("/segnalazioni/pagina-pubblica/", {"slug": "una-mano"})
    assert answer.status_code == 302, answer.content.decode()


def somebody_writes() -> None:
    """On the public page, with no account, and the same words of thanks for everybody."""
    visitor = Client()
    page = visitor.get("/segnala/una-mano/")
    answers = {
        "for_whom": "me", "name": "Nina", "comune": "altrove", "channel": "call", "phone": "333 1234567",
        "safe_contact": "always", "story": "Vorrei tornare a lavorare.",
    }  # fmt: skip
    with clock.at(LATER):
        answer = visitor.post("/segnala/una-mano/", typed(page, "stamp", **answers))
    assert answer.status_code == 302, answer.content.decode()
    assert visitor.get(answer.url).status_code == 200
    assert visitor.cookies == {}


def entrusted(coordinator: Any, marta: Any) -> Signal:
    """The coordinator finds it in the queue and gives it to Marta, who reads it."""
    signal = Signal.objects.get()
    queue = coordinator.get("/segnalazioni/").content.decode()
    assert f"/segnalazioni/{signal.id}/" in queue
    answer = coordinator.post(f"/segnalazioni/{signal.id}/affida/", {"to": marta.mandate_id})
    assert answer.status_code == 302, answer.content.decode()
    assert "Vorrei tornare a lavorare." in marta.get(f"/segnalazioni/{signal.id}/").content.decode()
    return signal


def taken_in_charge(marta: Any, signal: Signal) -> str:
    """What the signal knew is already written; sending twice makes one person."""
    place = f"/persone/da-segnalazione/{signal.id}/"
    page = marta.get(place)
    answers = typed(
        page,
        "given_name",
        gender="F",
        birth_date="1.5.1990",
        employment="unemployed",
        manager=marta.mandate_id,
    )
    assert (answers["given_name"], answers["phone"]) == ("Nina", "333 1234567")
    answer = marta.post(place, answers)
    assert answer.status_code == 302, answer.content.decode()
    marta.post(place, answers)
    case = Case.objects.get(signal=signal)
    assert answer.url == f"/persone/{case.id}/"
    return str(answer.url)


def lines_about(signal_id: object) -> set[str]:
    """Why the read log says the person was looked at."""
    person = Case.objects.get(signal_id=signal_id).person_id
    return set(ReadLine.objects.filter(person_ids__contains=[person]).values_list("purpose", flat=True))
