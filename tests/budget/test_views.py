"""The four steps of a piano economico through its pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.access.actor import acting
from ciao.budget.actions import read_budget
from ciao.budget.models import BudgetLine, BudgetPlan, CostItem
from tests.budget.sheets import HEAD, LINES, activities, loaded, partnership, shares, xlsx
from tests.cast import World

Open = Callable[[str], Any]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path, world: World) -> None:
    settings.FILES_ROOT = tmp_path
    activities(world)


def draft(world: World, upload: Any) -> BudgetPlan:
    with acting(world.actor("paolo")) as paolo:
        return read_budget(version=world.version, upload=upload, by=paolo)


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def step(plan: BudgetPlan, name: str) -> str:
    return f"/budget/{plan.id}/{name}/"


def defaults(answer: Any) -> dict[str, Any]:
    """What the page offers, sent back as it is."""
    form = answer.context["form"]
    return {bound.html_name: bound.value() if bound.value() is not None else "" for bound in form}


def test_from_the_file_to_the_budget_in_force(world: World, as_user: Open) -> None:
    page = as_user("paolo")
    assert page.get("/budget/carica/").status_code == 200
    answer = page.post("/budget/carica/", {"file": xlsx()})
    plan = BudgetPlan.objects.get()
    assert answer.url == step(plan, "colonne")
    answer = page.get(answer.url)
    assert "A · Ente" in text(answer)
    answer = page.post(step(plan, "colonne"), defaults(answer))
    assert answer.url == step(plan, "nomi")
    answer = page.get(answer.url)
    assert "Abbiamo riconosciuto tutti gli enti" in text(answer)
    answer = page.post(step(plan, "nomi"), defaults(answer))
    assert answer.url == step(plan, "controllo")
    shown = text(page.get(answer.url))
    assert "Le somme tornano" in shown
    assert "Senza nessuna riga: Azienda Sanitaria Riva Sud, Città Metropolitana di Prova." in shown
    answer = page.get(step(plan, "conferma"))
    assert "5 righe, € 374.986,52 in tutto." in text(answer)
    assert page.post(step(plan, "conferma"), {"on": "24.11.2026"}).status_code == 422
    assert page.post(step(plan, "conferma"), {"on": "23.11.2026"}).url == "/budget/"
    assert BudgetLine.objects.count() == 5
    assert page.get(step(plan, "controllo")).status_code == 404


def test_what_is_wrong_is_listed_with_its_place_and_blocks(world: World, as_user: Open) -> None:
    plan, page = draft(world, xlsx([*LINES, ["Ente Ignoto", "D Altro", 7, "x", ""]])), as_user("paolo")
    shown = text(page.get(step(plan, "controllo")))
    assert "1 cosa da correggere" in shown
    assert "Riga 9, colonna D: «x» non è un importo." in shown
    assert "Vai alla conferma" not in shown
    answer = page.post(step(plan, "conferma"), {"on": "23.11.2026"})
    assert answer.status_code == 422
    assert "non è un importo" in text(answer)


def test_columns_chosen_by_hand_are_asked_for_and_kept(world: World, as_user: Open) -> None:
    strange = [*LINES]
    plan, page = draft(world, xlsx(strange, ["X", "Y", "Z", "W", "K"])), as_user("paolo")
    typed = {"header": "3", "shape": "long", "partner": "0", "item": "", "amount": "", "activity": "2"}
    answer = page.post(step(plan, "colonne"), typed)
    assert answer.status_code == 422
    assert "Scegli la colonna delle voci di costo" in text(answer)
    assert answer.context["form"]["partner"].value() == "0"
    assert page.post(step(plan, "colonne"), {**typed, "header": "99", "item": "1", "amount": "3"}).status_code == 422
    answer = page.post(step(plan, "colonne"), {**typed, "item": "1", "amount": "3", "cofinancing": "4"})
    assert answer.status_code == 302
    assert "Le somme tornano" in text(page.get(step(plan, "controllo")))


def test_unknown_bodies_are_chosen_and_cofinancing_is_typed(world: World, as_user: Open) -> None:
    lines = [line[:4] for line in [*LINES[:4], ["Sigla Oscura", "A Personale", "", 70000]]]
    plan, page = draft(world, xlsx(lines, HEAD[:4])), as_user("paolo")
    answer = page.get(step(plan, "nomi"))
    assert "Da scegliere: </b>Sigla Oscura" in text(answer) or "Sigla Oscura" in text(answer)
    typed, form = defaults(answer), answer.context["form"]
    refused = page.post(step(plan, "nomi"), typed)
    assert refused.status_code == 422
    assert "Scegli che ente è «Sigla Oscura», o salta le sue righe" in text(refused)
    names = {words: name for name, words in form.texts.items()}
    typed[names["Sigla Oscura"]] = str(partnership(world, "altra").id)
    for one, amount in shares(world).items():
        typed[names[str(one)]] = str(amount).replace(".", ",")
    item = names["C Acquisti e servizi"]
    typed |= {f"{item}_kind": "other", f"{item}_label": "Beni e servizi"}
    assert page.post(step(plan, "nomi"), {**typed, f"{item}_code": ""}).status_code == 422
    assert page.post(step(plan, "nomi"), typed).status_code == 302
    answer = page.post(step(plan, "conferma"), {"on": "23.11.2026"})
    assert answer.status_code == 302
    assert CostItem.objects.get(code="C").label == "Beni e servizi"
    again = draft(world, xlsx(lines, HEAD[:4]))
    assert "Beni e servizi" in text(page.get(step(again, "nomi")))


def test_a_matrix_needs_only_its_bodies(world: World, as_user: Open) -> None:
    plan, page = draft(world, xlsx()), as_user("paolo")
    typed = {"header": "3", "shape": "matrix", "partner": "0", "item": "1", "amount": "3"}
    assert page.post(step(plan, "colonne"), typed).status_code == 302
    assert BudgetPlan.objects.get().reading["mapping"]["columns"]["amount"] is None


def test_the_template_is_read_back(world: World, as_user: Open) -> None:
    page = as_user("paolo")
    answer = page.get("/budget/modello/")
    assert answer["Content-Disposition"].endswith('"piano-economico.xlsx"')
    plan = draft(world, SimpleUploadedFile("piano.xlsx", answer.content))
    assert plan.reading["mapping"]["shape"] == "long"
    assert plan.reading["rows"][1][:3] == ["Azienda Sanitaria Riva Sud", "A Personale", "0. Coordinamento"]
    assert "Non c’è nessuna riga con un importo." in text(page.get(step(plan, "controllo")))


def test_a_draft_is_set_aside_and_an_earlier_budget_is_put_back(world: World, as_user: Open) -> None:
    page, plan = as_user("paolo"), draft(world, xlsx())
    assert page.get(step(plan, "metti-da-parte")).status_code == 200
    assert page.post(step(plan, "metti-da-parte")).url == "/budget/"
    with acting(world.actor("paolo")) as paolo:
        first, _ = loaded(world, paolo), loaded(world, paolo)
    assert page.get(step(first, "rimetti-in-vigore")).status_code == 200
    assert page.post(step(first, "rimetti-in-vigore"), {"reason": ""}).status_code == 422
    assert page.post(step(first, "rimetti-in-vigore"), {"reason": "File sbagliato"}).status_code == 302
    assert BudgetPlan.objects.get(id=first.id).state == "in_force"


def test_a_wrong_file_is_said_on_the_page(world: World, as_user: Open) -> None:
    answer = as_user("paolo").post("/budget/carica/", {"file": SimpleUploadedFile("a.csv", b"Ente\nUno")})
    assert answer.status_code == 422
    assert "una colonna sola" in text(answer)


@pytest.mark.parametrize("name", ["chiara", "giulia", "elena"])
def test_only_who_may_load_a_budget_finds_its_pages(world: World, as_user: Open, name: str) -> None:
    plan, page = draft(world, xlsx()), as_user(name)
    for one in ("colonne", "nomi", "controllo", "conferma", "metti-da-parte", "rimetti-in-vigore"):
        assert page.get(step(plan, one)).status_code == 404
        assert page.post(step(plan, one), {"on": "23.11.2026"}).status_code == 404
    assert page.get("/budget/carica/").status_code == 404
