"""The piano economico read from a file, allowances approved and paid."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.core import clock
from ciao.programmes.actions import give_mandate
from tests.journeys.forms import typed
from tests.journeys.thread.expected import BUDGET, TOTAL, euro, italian
from tests.journeys.thread.person import TODAY
from tests.journeys.thread.story import Story, id_in, paper, words

HEAD = "Ente;Voce di costo;Attività;Importo;Cofinanziamento"


def budget_loaded(story: Story) -> None:
    """A CSV as a spreadsheet writes it, in four steps."""
    text = "\r\n".join([HEAD, *(";".join(line) for line in BUDGET)])
    upload = {"file": SimpleUploadedFile("piano.csv", text.encode("cp1252"))}
    place = story.fill("paolo", "/budget/carica/", "csrfmiddlewaretoken", TODAY, files=upload)
    place = story.fill("paolo", place, "header", TODAY)
    place = story.fill("paolo", place, "partner_0", TODAY)
    shown = story.get("paolo", place, TODAY)
    assert "Le somme tornano" in shown
    place = place.replace("controllo", "conferma")
    assert f"{len(BUDGET)} righe, {euro(TOTAL)} in tutto." in story.get("paolo", place, TODAY)
    assert story.fill("paolo", place, "on", TODAY, on=italian(TODAY)) == "/budget/"


def approved(story: Story, called: str, amount: Fraction, on: date) -> None:
    """Giulia reads how the amount comes about and approves it; it becomes an expense."""
    place = f"{story.allowances[called]}approva/"
    assert euro(amount) in story.get("giulia", place, on)
    story.expenses[called] = story.fill("giulia", place, "on", on, on=italian(on))


def refused(story: Story, called: str, on: date) -> None:
    """Who confirmed the month does not approve it: as its tutor finds no page, as the body's administrator is told."""
    place, typed_on = f"{story.allowances[called]}approva/", {"on": italian(on)}
    with clock.at(on):
        assert story.page("luca").get(place).status_code == 404
        assert story.page("luca").post(place, typed_on).status_code == 404
        other = give_mandate(
            user=story.world.user("luca"), organization=story.world.organizations["cooperativa"],
            programme=story.world.programme, role="partner_administrator", by=None,
        )  # fmt: skip
        page = story.as_user("luca")
        page.post("/abilitazione/", typed(page.get("/"), "/abilitazione/", mandate=str(other.id)))
        page.mandate_id = str(other.id)
        answer = page.post(place, typed_on)
    assert answer.status_code == 422
    assert "Hai confermato tu il registro di questo mese" in words(answer)


def paid(story: Story, called: str, on: date) -> None:
    """With the proof of the transfer; without it, not."""
    place = f"{story.expenses[called]}pagata/"
    without = story.send("giulia", place, "paid_on", on, paid_on=italian(on))
    assert without.status_code == 422
    story.fill("giulia", place, "paid_on", on, files={"proof": paper("bonifico.pdf")}, paid_on=italian(on))
    assert id_in(story.expenses[called])
    assert "Pagata il" in story.get("giulia", story.expenses[called], on)
