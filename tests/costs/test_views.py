"""The pages of money: the board and its lists, one expense, payments, allowances, hours."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from ciao.access.actor import acting
from ciao.accounts.models import User
from ciao.audit.models import ReadLine
from ciao.budget.models import CostItem
from ciao.cases.models import Case
from ciao.core.forms import parse_amount
from ciao.costs import actions
from ciao.costs.models import Expense, Timesheet, TimesheetRow
from ciao.internships.models import Allowance
from ciao.programmes.actions import give_mandate
from ciao.programmes.models import WorkPlan
from tests.budget.sheets import activities, partnership
from tests.cast import World
from tests.conftest import TODAY
from tests.costs.stories import allowance, approved, hours, paper, purchase, sheet, told

Open = Callable[[str], Any]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def amina(world: World) -> Case:
    return told(world)


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def scattered(world: World, seed: int) -> None:
    """Forty expenses of any partner, item, activity, state and sign."""
    dice = random.Random(seed)
    items, works = list(CostItem.objects.all()), list(activities(world).values())
    bodies = [partnership(world, key) for key in ("capofila", "cooperativa", "altra")]
    for number in range(40):
        body, state = dice.choice(bodies), dice.choice(["accrued", "void", "accrued"])
        Expense.objects.create(
            scope=body.staff_scope, partnership=body, item=dice.choice(items), activity=dice.choice(works),
            rule="invoice", number=1000 + number, title=f"Spesa {number}", state=state,
            accrued_on=TODAY - timedelta(days=dice.randrange(300)),
            due_amount=Decimal(dice.randrange(-5000, 900000)).scaleb(-2),
        )  # fmt: skip
    for one in Expense.objects.filter(state="accrued")[:9]:
        with acting(world.actor("paolo")) as paolo:
            actions.pay_expense(expense=one, paid_on=TODAY, proof=paper(), by=paolo)


def listed(page: Any, url: str) -> Decimal:
    """The sum of what a list shows, read from its own export."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(page.get(f"{url}&esporta=xlsx").content))
    rows = book.get_sheet_by_index(0).to_python()
    place = rows[0].index("Importo")
    return sum((parse_amount(str(row[place])) for row in rows[1:]), Decimal(0))


@pytest.mark.parametrize("seed", [1, 2])
def test_every_total_of_the_board_is_the_sum_of_its_list(world: World, amina: Case, as_user: Open, seed: int) -> None:
    scattered(world, seed)
    page = as_user("paolo")
    for tab in ("ente", "voce", "attivita"):
        shown = page.get(f"/budget/?per={tab}").context
        rows = [row for row in shown["rows"] if row.url]
        assert len(rows) >= 3
        for row in rows:
            assert listed(page, row.url) == row.amounts.accrued, row.label
            assert listed(page, row.paid_url) == row.amounts.paid, row.label
        assert sum(row.amounts.accrued for row in shown["rows"]) == shown["sums"].accrued
        assert listed(page, "/spese/?x=1") == shown["sums"].accrued
        assert shown["sums"].planned == Decimal("374986.52")


def test_the_board_says_what_to_do_next(world: World, as_user: Open) -> None:
    page = as_user("paolo")
    answer = page.get("/budget/")
    assert "Caricare il piano economico" in text(answer)
    assert "Ancora nessuna cifra" in text(answer)
    case = told(world)
    assert "Niente da fare adesso" in text(page.get("/budget/"))
    allowance(world, case)
    assert "1 indennità da approvare" in text(page.get("/budget/"))
    approved(world, case)
    Allowance.objects.filter(state="to_approve").update(state="void")
    assert "1 spesa da pagare" in text(as_user("giulia").get("/budget/"))


def test_the_board_shows_the_months_and_the_loaded_budgets(world: World, amina: Case, as_user: Open) -> None:
    WorkPlan.objects.create(
        scope=world.programme.scope, version=world.version, activity=activities(world)[7], months=[8, 9, 10]
    )
    approved(world, amina)
    answer = as_user("paolo").get("/budget/")
    assert answer.context["burn"].rows[-1][0] == 11
    assert answer.context["burn"].last[2].endswith("373,53")
    assert "Piano 1, versione 1" in text(answer)
    assert "Contributo" in text(answer)


def test_an_evaluator_reads_figures_and_opens_no_rows(world: World, amina: Case, as_user: Open) -> None:
    approved(world, amina)
    answer = as_user("elena").get("/budget/")
    assert "€ 373,53" in text(answer)
    assert all(row.url == "" for row in answer.context["rows"])
    assert as_user("elena").get("/spese/").status_code == 404


def test_an_administrator_sees_the_budget_of_their_own_body_only(world: World, amina: Case, as_user: Open) -> None:
    scattered(world, 3)
    page = as_user("giulia")
    answer = page.get("/budget/?per=ente")
    assert "Il budget del tuo ente" in text(answer)
    assert [row.label for row in answer.context["rows"]] == ["Cooperativa La Quercia"]
    assert "Contributo" not in text(answer)
    assert answer.context["sums"].planned == Decimal("184986.52")
    answer = page.get("/spese/")
    assert answer.context["others"] == ""
    other = partnership(world, "altra").id
    assert page.get(f"/spese/?ente={other}").context["sum_amount"] == answer.context["sum_amount"]


@pytest.mark.parametrize("url", ["/budget/", "/spese/", "/spese/nuova/", "/indennita/zzz/", "/ore-di-lavoro/nuovo/"])
def test_chiara_finds_no_money(world: World, amina: Case, as_user: Open, url: str) -> None:
    approved(world, amina)
    assert as_user("chiara").get(url).status_code == 404


def test_what_lies_beyond_ones_mandate_is_counted_and_not_shown(world: World, amina: Case, as_user: Open) -> None:
    approved(world, amina)
    user = User.objects.create_user(email="rita@example.org", password="una frase lunga di prova", given_name="Rita")
    world.mandates["rita"] = give_mandate(
        user=user, organization=world.organizations["metropoli"], programme=world.programme, role="auditor", by=None,
        starts_on=date(2026, 1, 1),
    )  # fmt: skip
    page = as_user("rita")
    assert page.get("/spese/").context["others"].replace("\u00a0", " ") == (
        "un’altra spesa fuori dal tuo incarico, per € 373,53"
    )
    assert page.get("/spese/?q=nulla").context["others"] == ""
    approved(world, amina)
    assert "Altre 2 spese fuori" in text(page.get("/spese/"))


def test_the_list_of_expenses_asks_the_same_however_long_it_is(world: World, amina: Case, as_user: Open) -> None:
    page = as_user("paolo")
    approved(world, amina)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert page.get("/spese/").status_code == 200
        counts.append(len(queries))
        if not counts[1:]:
            scattered(world, 4)
    assert counts[0] == counts[1]


def test_the_list_is_filtered_searched_and_read(world: World, amina: Case, as_user: Open) -> None:
    approved(world, amina)
    with acting(world.actor("giulia")) as giulia:
        purchase(world, giulia)
    page = as_user("giulia")
    assert "Scarpe da lavoro" in text(page.get("/spese/?q=ferramenta"))
    assert "Indennità del tirocinio" not in text(page.get("/spese/?q=ferramenta")).split("<table")[1]
    assert page.get("/spese/?mese=2026-11").context["sum_amount"].endswith("494,03")
    ReadLine.objects.all().delete()
    page.get("/spese/")
    line = ReadLine.objects.get()
    assert (line.person_ids, line.groups) == ([amina.person_id], ["indennità"])


def test_an_expense_tells_where_it_comes_from(world: World, amina: Case, as_user: Open) -> None:
    expense = approved(world, amina)
    ReadLine.objects.all().delete()
    shown = text(as_user("giulia").get(f"/spese/{expense.id}/"))
    for words in ("63 h 30 min", "Dalle ore all’euro", "B Indennità di tirocinio", "€ 60.000,50", "Segna pagata"):
        assert words in shown, words
    assert "Amina" not in shown
    assert ReadLine.objects.get().person_ids == [amina.person_id]
    assert "La segna pagata chi amministra" in text(as_user("paolo").get(f"/spese/{expense.id}/"))
    assert as_user("chiara").get(f"/spese/{expense.id}/").status_code == 404


def test_paid_with_its_proof_and_taken_back(world: World, amina: Case, as_user: Open) -> None:
    expense, page = approved(world, amina), as_user("giulia")
    url = f"/spese/{expense.id}/"
    assert page.get(f"{url}pagata/").status_code == 200
    answer = page.post(f"{url}pagata/", {"paid_on": "22.11.2026", "proof": paper()})
    assert answer.status_code == 422
    assert 'value="22.11.2026"' in text(answer)
    assert page.post(f"{url}pagata/", {"paid_on": "23.11.2026"}).status_code == 422
    assert page.post(f"{url}pagata/", {"paid_on": "23.11.2026", "proof": paper()}).url == url
    assert "Pagata il 23.11.2026" in text(page.get(url))
    assert page.post(f"{url}non-pagata/", {"reason": ""}).status_code == 422
    assert page.post(f"{url}non-pagata/", {"reason": "Respinto"}).status_code == 302
    assert "Respinto" in text(page.get(url))
    assert page.post(f"{url}annulla/", {"reason": "No"}).status_code == 422
    for one in ("pagata", "non-pagata", "annulla"):
        assert as_user("chiara").get(f"{url}{one}/").status_code == 404


def test_a_recovery_and_a_zero_have_their_own_words(world: World, amina: Case, as_user: Open) -> None:
    page = as_user("giulia")
    first = approved(world, amina, due="0")
    assert "Prova" not in text(page.get(f"/spese/{first.id}/pagata/"))
    assert page.post(f"/spese/{first.id}/pagata/", {"paid_on": "23.11.2026"}).status_code == 302
    less = approved(world, amina, due="-9", line=2)
    assert "Prova del recupero" in text(page.get(f"/spese/{less.id}/pagata/"))
    assert "Recuperare −€ 9,00" in text(page.get(f"/spese/{less.id}/"))


def test_a_purchase_is_written_once_and_what_is_typed_stays(world: World, amina: Case, as_user: Open) -> None:
    page = as_user("giulia")
    form = page.get("/spese/nuova/").context["form"]
    assert form["partnership"].initial == partnership(world, "cooperativa").id
    assert {one.code for one in form.fields["item"].queryset} == {"C"}
    typed = {
        "row_id": str(form["row_id"].value()), "supplier": "Ferramenta Rossi", "document_number": "7",
        "document_on": "2.11.2026", "due_amount": "1.234,50", "title": "Attrezzi",
        "partnership": str(partnership(world, "cooperativa").id), "item": str(CostItem.objects.get(code="C").id),
        "activity": str(activities(world)[7].id),
    }  # fmt: skip
    answer = page.post("/spese/nuova/", typed)
    assert answer.status_code == 422
    assert "Ferramenta Rossi" in text(answer)
    assert page.post("/spese/nuova/", {**typed, "document": paper()}).status_code == 302
    assert Expense.objects.get().due_amount == Decimal("1234.50")
    assert "C’è già" in text(page.post("/spese/nuova/", {**typed, "document": paper()}))
    other = {**typed, "partnership": str(partnership(world, "altra").id), "document": paper()}
    assert page.post("/spese/nuova/", other).status_code == 422


def test_an_allowance_is_approved_from_its_list_and_taken_back(world: World, amina: Case, as_user: Open) -> None:
    mine, page = allowance(world, amina), as_user("giulia")
    shown = text(page.get("/indennita/"))
    assert "1 indennità da approvare" in shown
    assert "Amina" not in shown
    url = f"/indennita/{mine.id}/approva/"
    assert "€ 373,53" in text(page.get(url))
    assert page.post(url, {"on": "24.11.2026"}).status_code == 422
    answer = page.post(url, {"on": "23.11.2026"})
    assert answer.url == f"/spese/{Expense.objects.get().id}/"
    assert "non c’è niente da approvare" in text(page.get(url))
    assert page.post(url, {"on": "23.11.2026"}).status_code == 422
    back = f"/indennita/{mine.id}/togli-approvazione/"
    assert page.get(back).status_code == 200
    assert page.post(back, {"reason": "Mese sbagliato"}).url == "/indennita/"
    assert "Nessuna indennità" not in text(page.get("/indennita/"))
    for one in (url, back):
        assert as_user("chiara").get(one).status_code == 404


def test_who_confirmed_the_register_reads_why_they_do_not_approve(world: World, amina: Case, as_user: Open) -> None:
    mine = allowance(world, amina)
    Allowance.objects.update(computed_by=world.mandates["giulia"].id)
    shown = text(as_user("giulia").get(f"/indennita/{mine.id}/approva/"))
    assert "la approva un’altra persona" in shown
    assert "Nessuna indennità da approvare" in text(as_user("giulia").get("/indennita/"))


def test_a_case_manager_sees_the_allowances_of_their_people(world: World, amina: Case, as_user: Open) -> None:
    allowance(world, amina, payer="capofila")
    assert "€ 373,53" in text(as_user("marta").get("/indennita/"))
    assert "€ 373,53" not in text(as_user("luca").get("/indennita/"))


def test_a_month_of_hours_from_the_first_day_to_the_expense(world: World, amina: Case, as_user: Open) -> None:
    page = as_user("giulia")
    answer = page.get("/ore-di-lavoro/nuovo/")
    assert "Luca, tutor di tirocinio, Cooperativa La Quercia" in text(answer)
    assert "Marta" not in text(answer).split("<main")[1]
    typed = {
        "row_id": str(answer.context["form"]["row_id"].value()), "mandate": str(world.mandates["luca"].id),
        "month_on": "2026-10-01", "hourly_amount": "21,37",
    }  # fmt: skip
    assert page.post("/ore-di-lavoro/nuovo/", {**typed, "hourly_amount": "molto"}).status_code == 422
    url = page.post("/ore-di-lavoro/nuovo/", typed).url
    assert (
        page.post("/ore-di-lavoro/nuovo/", {**typed, "row_id": "0" * 8 + "-0000-4000-8000-" + "0" * 12}).status_code
        == 422
    )
    luca = as_user("luca")
    form = luca.get(url).context["form"]
    hours_typed = {
        "row_id": str(form["row_id"].value()), "day_on": "5.10.2026", "worked_hours": "3,25",
        "activity": str(activities(world)[7].id), "note": "Visita",
    }  # fmt: skip
    assert luca.post(url, {**hours_typed, "worked_hours": "99"}).status_code == 422
    answer = luca.post(url, {**hours_typed, "day_on": "5.9.2026"})
    assert "il foglio di ottobre 2026" in text(answer)
    assert 'value="3,25"' in text(answer)
    assert luca.post(url, hours_typed).url == url
    answer = luca.get(url)
    assert "3 h 15 min" in text(answer)
    assert answer.context["form"]["day_on"].initial == date(2026, 10, 6)
    assert luca.get(f"{url}conferma/").status_code == 404
    assert "1 mese da confermare" in text(page.get("/ore-di-lavoro/"))
    assert "3 h 15 min, € 69,45 maturati" in text(page.get(f"{url}conferma/"))
    assert page.post(f"{url}conferma/").url == url
    assert "Spesa 1" in text(page.get(url))
    assert "Foglio ore del mese" in text(page.get(f"/spese/{Expense.objects.get().id}/"))
    assert luca.post(url, hours_typed).status_code == 422
    assert page.post(f"{url}riapri/", {"reason": "Manca un giorno"}).url == url
    assert Timesheet.objects.get().state == "open"
    assert as_user("chiara").get(url).status_code == 404
    assert TimesheetRow.objects.count() == 1


def test_who_works_sees_their_own_months_only(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("giulia")) as giulia:
        of = sheet(world, giulia)
        hours(world, of, giulia, 7, 5, "2")
        karim = sheet(world, giulia, mandate=world.mandates["karim"])
    shown = text(as_user("luca").get("/ore-di-lavoro/"))
    assert "ottobre 2026" in shown
    assert "Karim" not in shown
    assert as_user("luca").get(f"/ore-di-lavoro/{karim.id}/").status_code == 404
    assert "Nessun foglio ore" in text(as_user("chiara").get("/ore-di-lavoro/"))
