"""From a sheet to a programme, through the pages a coordinator opens."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.governance.models import Body
from ciao.programmes.models import Programme, SheetImport
from tests.cast import World
from tests.programmes.samples import sheet_bytes

As = Callable[[str], Any]


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split()).replace("\u00a0", " ")


@pytest.fixture
def paolo(as_user: As) -> Any:
    return as_user("paolo")


@pytest.fixture
def sheet(paolo: Any) -> SheetImport:
    file = SimpleUploadedFile("scheda.txt", sheet_bytes())
    assert paolo.post("/progetti/nuovo/", {"file": file}).status_code == 302
    return SheetImport.objects.get()


def confirmed(page: Any, sheet: SheetImport) -> Programme:
    """Goes on from the review, reads what will exist, makes it exist."""
    review = f"/progetti/scheda/{sheet.id}/"
    on = page.post(review, {"acronym": "PONTI", "avanti": "1"})
    assert on.url == f"{review}conferma/", on.url
    assert Programme.objects.count() == 1
    shown = text(page.get(on.url))
    assert "Che cosa succede" in shown
    assert "Il tuo incarico di coordinamento in questo progetto, da oggi." in shown
    done = page.post(on.url)
    made = Programme.objects.get(acronym="PONTI")
    assert done.url == f"/progetti/{made.id}/"
    return made


def test_a_sheet_becomes_a_programme_one_can_open_at_once(paolo: Any, sheet: SheetImport) -> None:
    made = confirmed(paolo, sheet)
    shown = text(paolo.get(f"/progetti/{made.id}/"))
    assert "Ora agisci come coordinamento di questo progetto" in shown
    assert "versione 1, come nella scheda" in shown
    for body in Body.objects.filter(programme=made):
        assert body.name in shown
    assert "PONTI" in text(paolo.get("/progetti/"))
    assert "Confermata: il progetto c’è" in text(paolo.get("/progetti/nuovo/"))
    for address in ("/attivita/", "/enti/", "/governance/"):
        assert paolo.get(address).status_code == 200


def test_a_confirmed_sheet_leads_to_its_programme(paolo: Any, sheet: SheetImport) -> None:
    made = confirmed(paolo, sheet)
    review = f"/progetti/scheda/{sheet.id}/"
    assert paolo.get(f"{review}conferma/").url == review
    assert paolo.get(review).url == f"/progetti/{made.id}/"
    assert Programme.objects.count() == 2


def test_a_sheet_with_something_wrong_goes_back_to_the_review(paolo: Any, sheet: SheetImport) -> None:
    review = f"/progetti/scheda/{sheet.id}/"
    paolo.post(f"{review}bozza/", {"title": ""})
    assert paolo.get(f"{review}conferma/").url == f"{review}?correggi=1"
    assert paolo.post(f"{review}conferma/").url == review
    assert "1 cosa da correggere" in text(paolo.get(review))
    assert Programme.objects.count() == 1


def test_nobody_confirms_anothers_sheet(sheet: SheetImport, as_user: As) -> None:
    assert as_user("giulia").get(f"/progetti/scheda/{sheet.id}/conferma/").status_code == 404


def test_the_governance_page_tells_the_next_meeting(paolo: Any, world: World) -> None:
    assert "Nessun organo di governance" in text(paolo.get("/governance/"))
    Body.objects.create(scope=world.programme.scope, programme=world.programme, name="Cabina", months_between=4)
    shown = text(paolo.get("/governance/"))
    assert "Cabina: prossimo incontro atteso entro il 01.01.2027" in shown
    assert "prossimo incontro atteso entro il 01.01.2027" in text(paolo.get(f"/progetti/{world.programme.id}/"))


def test_who_has_no_part_in_governance_reads_the_programme_without_it(as_user: As, world: World) -> None:
    Body.objects.create(scope=world.programme.scope, programme=world.programme, name="Cabina segreta")
    assert as_user("giulia").get("/governance/").status_code == 404
    assert "Cabina segreta" not in text(as_user("giulia").get(f"/progetti/{world.programme.id}/"))
