"""One person from a signed plan to a paid allowance, with a mouse and a keyboard; every page without a barrier."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import LazySettings

from ciao.cases.models import Case
from ciao.internships.models import Allowance, Internship
from ciao.services.models import Session
from tests.browser.conftest import Visit
from tests.browser.stories import told
from tests.cast import World
from tests.files.samples import PDF

pytestmark = pytest.mark.browser
SCHEDULE = ("day_0", "day_1", "day_2", "day_3")
PAPERS = {
    "safety": {"body": "Formazione Sicura", "happened_on": "20.9.2026"},
    "fitness": {"not_due_reason": "La valutazione dei rischi non la chiede"},
}


def test_from_a_signed_plan_to_a_paid_allowance(
    enter: Callable[[str], Visit], world: World, settings: LazySettings, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path
    case = told(world)
    faults = joined(enter("marta"), case)
    faults += attended(enter("teo"))
    faults += opened(enter("marta"), world, case, tmp_path)
    faults += a_month_closed(enter("luca"))
    faults += approved_and_paid(enter("giulia"), tmp_path)
    marta = enter("marta")
    marta.go(f"/indennita/{Allowance.objects.get().id}/")
    marta.press("Obiettivo 1")
    assert marta.page.url.endswith("#obiettivi")
    assert faults + marta.faults() == []


def joined(visit: Visit, case: Case) -> list[str]:
    """From the fascicolo: the course, with the support of the plan already chosen."""
    visit.go(f"/persone/{case.id}/iscrivi/")
    faults = visit.faults()
    visit.page.locator("main [name=edition]").select_option(index=1)
    visit.press("Iscrivi")
    assert "Iscrizione salvata" in visit.page.content()
    return faults + visit.faults()


def attended(visit: Visit) -> list[str]:
    """The register from the keyboard: one letter for each person, then save and close."""
    visit.go(f"/corsi/incontri/{Session.objects.get().id}/presenze/")
    faults = visit.faults()
    visit.page.locator("[data-roll] input[type=radio]").first.focus()
    visit.page.keyboard.press("p")
    assert visit.page.locator("[data-count=P]").inner_text() == "1"
    visit.press("Salva e chiudi")
    assert Session.objects.get().state == "locked"
    return faults + visit.faults()


def opened(visit: Visit, world: World, case: Case, folder: Path) -> list[str]:
    """Opened, its training project written, signed, begun on the first of October."""
    page = visit.page
    visit.go(f"/persone/{case.id}/tirocinio/")
    faults = visit.faults()
    page.locator("main [name=kind][value=extracurricular]").check()
    page.locator("main [name=support]").select_option(index=1)
    page.locator("main [name=activity]").select_option(label="7. Tirocini")
    for name, value in (("starts_on", "1.10.2026"), ("ends_on", "31.3.2027")):
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main [name=payer]").select_option(label=str(world.organizations["cooperativa"]))
    page.locator("main [name=tutor]").select_option(str(world.mandates["luca"].id))
    visit.press("Apri il tirocinio")
    faults += visit.faults()
    return faults + prepared(visit, folder)


def prepared(visit: Visit, folder: Path) -> list[str]:
    """What lacks is said until it is there."""
    page = visit.page
    visit.press("Scrivi il progetto formativo")
    page.locator("main [name=host]").select_option(label="Cucina Aperta")
    page.locator("main [name=agreement]").select_option(index=1)
    typed = {"tasks": "Aiuta in cucina", "goals": "Provare il mestiere", "skills": "Preparare gli ingredienti",
             "host_tutor": "Rita", "full_amount": "500", "inail_number": "1", "liability_policy": "2",
             "cob_number": "3", "cob_on": "28.9.2026", **dict.fromkeys(SCHEDULE, "5")}  # fmt: skip
    for name, value in typed.items():
        page.locator(f"main [name={name}]").fill(value)
    faults = visit.faults()
    visit.press("Salva il progetto formativo")
    faults += visit.faults()
    home = page.url.removeprefix(visit.address)
    for kind, answers in PAPERS.items():
        visit.go(f"{home}atti/{kind}/")
        for name, value in answers.items():
            page.locator(f"main [name={name}]").fill(value)
        visit.press("Salva l’atto")
        assert page.url.removeprefix(visit.address) == home
    signed = folder / "progetto.pdf"
    signed.write_bytes(PDF)
    visit.press("Carica la copia firmata")
    page.locator("main [name=on]").fill("30.9.2026")
    page.locator("main input[type=file]").set_input_files(str(signed))
    faults += visit.faults()
    visit.press("Salva la copia firmata")
    faults += visit.faults()
    visit.press("Avvia il tirocinio")
    page.locator("main [name=on]").fill("1.10.2026")
    visit.press("Avvia il tirocinio")
    assert Internship.objects.get().state == "running"
    return faults + visit.faults()


def a_month_closed(visit: Visit) -> list[str]:
    """October: the one absence is written, every other day was a presence; then it is confirmed."""
    page = visit.page
    visit.go(f"/tirocini/{Internship.objects.get().id}/registro/2026-10/")
    faults = visit.faults()
    page.locator("main [name='1_kind']").select_option("absent")
    visit.press("Segna presenti i giorni che mancano")
    faults += visit.faults()
    visit.press("Conferma il mese")
    faults += visit.faults()
    visit.press("Conferma il mese")
    assert Allowance.objects.get().due_amount == Decimal(500)
    return faults + visit.faults()


def approved_and_paid(visit: Visit, folder: Path) -> list[str]:
    """Giulia reads how the amount comes about, approves it, pays it with its proof."""
    proof = folder / "bonifico.pdf"
    proof.write_bytes(PDF)
    visit.go(f"/indennita/{Allowance.objects.get().id}/")
    faults = visit.faults()
    visit.press("Approva l’indennità")
    faults += visit.faults()
    visit.press("Approva l’indennità")
    faults += visit.faults()
    visit.press("Segna pagata")
    visit.page.locator("main input[type=file]").set_input_files(str(proof))
    faults += visit.faults()
    visit.press("Segna pagata")
    assert Allowance.objects.get().state == "paid"
    faults += visit.faults()
    visit.go("/budget/")
    assert "€\u00a0500,00" in visit.page.locator("main").inner_text()
    return faults + visit.faults()
