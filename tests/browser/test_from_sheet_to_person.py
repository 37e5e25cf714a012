"""One person, from the sheet to being followed, with a mouse and a keyboard; every page met is without barriers."""

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from ciao.outreach.models import Signal
from ciao.programmes.actions import give_mandate
from ciao.programmes.mandates import actor_of
from ciao.programmes.models import Mandate
from tests.browser.conftest import Visit
from tests.cast import World

SHEET = Path(__file__).resolve().parents[1] / "programmes" / "sheet" / "sample.txt"

pytestmark = pytest.mark.browser


def test_from_the_sheet_to_a_person_taken_in_charge(enter: Callable[[str], Visit], world: World) -> None:
    paolo = enter("paolo")
    faults = founded(paolo)
    marta_works_there(world)
    paolo.go("/segnalazioni/pagina-pubblica/")
    paolo.page.locator("[name=slug]").fill("una-mano")
    with paolo.page.expect_navigation():
        paolo.page.locator("main form button[type=submit]").first.click()
    faults += paolo.faults()
    faults += somebody_writes(enter(""))
    paolo = enter("paolo")
    choose_the_new_programme(paolo)
    faults += entrusted(paolo)
    marta = enter("marta")
    choose_the_new_programme(marta)
    faults += taken_in_charge(marta)
    assert faults == []


def founded(visit: Visit) -> list[str]:
    """Upload, review, confirmation, the programme's page."""
    visit.go("/progetti/nuovo/")
    faults = visit.faults()
    visit.page.locator("input[type=file]").set_input_files(str(SHEET))
    visit.press("Leggi la scheda")
    faults += visit.faults()
    with visit.page.expect_navigation():
        visit.page.locator("button[name=avanti]").last.click()
    assert visit.page.url.endswith("/conferma/"), visit.page.locator("main").inner_text()
    faults += visit.faults()
    with visit.page.expect_navigation():
        visit.page.locator("main form button[type=submit]").last.click()
    assert "250.000,00" in visit.page.locator("main").inner_text()
    return faults + visit.faults()


def somebody_writes(visitor: Visit) -> list[str]:
    """Anybody, from a phone, with no account; an error gives everything back."""
    assert visitor.go("/segnala/una-mano/") == 200
    faults = visitor.faults()
    page = visitor.page
    visitor.width(360)
    page.locator("[name=name]").fill("Nina")
    page.locator("[name=comune]").select_option("altrove")
    page.locator("[name=for_whom][value=me]").check()
    page.locator("[name=channel][value=call]").check()
    page.locator("[name=safe_contact][value=always]").check()
    submit = page.locator("main form button[type=submit]").last
    with page.expect_navigation():
        submit.click()
    assert page.locator("[role=alert]").is_visible()
    assert page.locator("[name=name]").input_value() == "Nina"
    faults += visitor.faults()
    page.locator("[name=phone]").fill("333 1234567")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()
    assert page.url.endswith("/grazie/?lingua=it")
    return faults + visitor.faults()


def marta_works_there(world: World) -> None:
    """A case manager of the lead, as an accepted invitation would make her."""
    made = Mandate.objects.exclude(programme=world.programme).get()
    give_mandate(
        user=world.user("marta"),
        organization=made.organization,
        programme=made.programme,
        role="case_manager",
        by=actor_of(made),
    )


def choose_the_new_programme(visit: Visit) -> None:
    """The mandate just made, in the header's corner."""
    made = Mandate.objects.get(id__in=newest_mandates(), user__given_name=name_in_the_corner(visit))
    visit.page.locator(".c-who summary").click()
    with visit.page.expect_navigation():
        visit.page.locator(f".c-who button[value='{made.id}']").click()


def name_in_the_corner(visit: Visit) -> str:
    visit.go("/")
    return visit.page.locator(".c-who summary b").inner_text()


def newest_mandates() -> list[uuid.UUID]:
    """Mandates in the programme that is not the cast's own."""
    rows = Mandate.objects.exclude(programme__title="CIAO! di prova").filter(programme__isnull=False)
    return list(rows.values_list("id", flat=True))


def entrusted(visit: Visit) -> list[str]:
    """From the queue to who answers."""
    signal = Signal.objects.get()
    visit.go("/segnalazioni/")
    faults = visit.faults()
    with visit.page.expect_navigation():
        visit.page.locator(f"main a[href='/segnalazioni/{signal.id}/']").first.click()
    faults += visit.faults()
    visit.press("Affida")
    marta = Mandate.objects.get(id__in=newest_mandates(), role="case_manager")
    visit.page.locator("main [name=to]").select_option(str(marta.id))
    faults += visit.faults()
    with visit.page.expect_navigation():
        visit.page.locator("main form button[type=submit]").last.click()
    return faults


def taken_in_charge(visit: Visit) -> list[str]:
    """What the signal knew is already written; the rest is asked, and the fascicolo opens."""
    page = visit.page
    visit.go(f"/segnalazioni/{Signal.objects.get().id}/")
    visit.press("Prendi in carico")
    assert page.locator("[name=given_name]").input_value() == "Nina"
    faults = visit.faults()
    tell(page, "gender", "F")
    page.locator("[name=birth_date]").fill("1/5/1990")
    tell(page, "employment", "unemployed")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()
    assert "Nina, 36 anni" in page.locator("h1").inner_text()
    return faults + visit.faults()


def tell(page: Page, name: str, value: str) -> None:
    """An answer, whether the page asks it with a list or with rows."""
    found = page.locator(f"main [name={name}]")
    if found.first.evaluate("one => one.tagName") == "SELECT":
        found.select_option(value)
    else:
        page.locator(f"main [name={name}][value='{value}']").check()
