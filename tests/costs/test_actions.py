"""Allowances, purchases, hours and payments: what each makes, what each refuses, how each is taken back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import IntegrityError

from ciao.access.actor import acting
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.budget.models import CostItem
from ciao.cases.models import Case
from ciao.costs import actions
from ciao.costs.models import Expense, Timesheet, TimesheetRow
from ciao.files.models import StoredFile
from ciao.internships.models import Allowance
from ciao.partners.models import Organization
from ciao.programmes.enums import PartnerRole
from tests.budget.sheets import activities, partnership
from tests.cast import World
from tests.conftest import TODAY
from tests.costs.stories import allowance, approved, hours, paper, purchase, register, sheet, told

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def amina(world: World) -> Case:
    return told(world)


def one(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def test_an_approved_allowance_is_an_expense_of_who_pays(world: World, amina: Case) -> None:
    expense = approved(world, amina)
    coop = partnership(world, "cooperativa")
    assert (expense.partnership_id, expense.scope_id, expense.item.code) == (coop.id, coop.staff_scope_id, "B")
    assert (expense.activity.number, expense.due_amount, expense.state) == (7, Decimal("373.53"), "accrued")
    assert (expense.rule, expense.accrued_on, expense.number) == ("allowance", TODAY, 1)
    assert expense.title.endswith("ottobre 2026")
    assert expense.explanation[2]["value"] == "63\u00a0h\u00a030\u00a0min"
    assert Allowance.objects.get().state == "approved"
    with acting(world.actor("chiara")):
        assert not Expense.objects.exists()
    with acting(world.actor("paolo")) as paolo:
        assert visible(Expense.objects, paolo, Action.COST_VIEW).get() == expense


def test_whoever_confirmed_the_register_does_not_approve(world: World, amina: Case) -> None:
    mine = allowance(world, amina)
    Allowance.objects.update(computed_by=world.mandates["giulia"].id)
    with acting(world.actor("giulia")) as giulia, pytest.raises(NotPossible, match="Hai confermato"):
        actions.approve_allowance(allowance=one(mine), on=TODAY, by=giulia)
    assert not Expense.objects.exists()


def test_who_pays_must_be_a_partner_with_a_budget(world: World, amina: Case) -> None:
    world.organizations["fuori"] = Organization.objects.create(name="Bottega di prova", short_name="Bottega")
    mine = allowance(world, amina, payer="fuori")
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="Bottega non è un partner"):
        actions.approve_allowance(allowance=one(mine), on=TODAY, by=paolo)
    network = partnership(world, "asst")
    network.role = PartnerRole.NETWORK
    network.save()
    mine = allowance(world, amina, payer="asst")
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="è nella rete"):
        actions.approve_allowance(allowance=one(mine), on=TODAY, by=paolo)


def test_without_an_item_for_allowances_nothing_is_approved(world: World, amina: Case) -> None:
    CostItem.objects.filter(code="B").update(kind="other")
    mine = allowance(world, amina)
    with acting(world.actor("giulia")) as giulia, pytest.raises(NotPossible, match="nessuna voce di tipo «indennità"):
        actions.approve_allowance(allowance=one(mine), on=TODAY, by=giulia)


def test_the_item_with_a_line_of_the_partner_comes_first(world: World, amina: Case) -> None:
    CostItem.objects.create(
        scope=world.programme.scope, programme=world.programme, code="AA", label="Altre indennità", kind="allowance"
    )
    assert approved(world, amina).item.code == "B"
    assert approved(world, amina, payer="capofila").item.code == "AA"


def test_a_difference_gives_a_further_expense_that_may_be_negative(world: World, amina: Case) -> None:
    month = register(world, amina)
    first = approved(world, amina, of=month)
    second = approved(world, amina, of=month, line=2, due="-50.00")
    assert second.due_amount == Decimal("-50.00")
    assert second.title.endswith("(differenza 1)")
    assert first.number != second.number


def test_an_approval_taken_back_annuls_and_may_be_given_again(world: World, amina: Case) -> None:
    expense = approved(world, amina)
    mine = Allowance.objects.get()
    with acting(world.actor("giulia")) as giulia, pytest.raises(NotPossible, match="Scrivi il motivo"):
        actions.withdraw_approval(allowance=one(mine), reason="", on=TODAY, by=giulia)
    with acting(world.actor("giulia")) as giulia:
        actions.withdraw_approval(allowance=one(mine), reason="Mese sbagliato", on=TODAY, by=giulia)
        assert one(expense).state == "void"
        again = actions.approve_allowance(allowance=one(mine), on=TODAY, by=giulia)
        assert (again.number, Expense.objects.counted().count()) == (2, 1)


def test_a_paid_allowance_is_not_taken_back(world: World, amina: Case) -> None:
    expense = approved(world, amina)
    with acting(world.actor("giulia")) as giulia:
        actions.pay_expense(expense=expense, paid_on=TODAY, proof=paper(), by=giulia)
        with pytest.raises(NotPossible, match="È già pagata"):
            actions.withdraw_approval(allowance=Allowance.objects.get(), reason="No", on=TODAY, by=giulia)


def test_paying_keeps_the_proof_in_the_partners_circle_and_pays_the_allowance(world: World, amina: Case) -> None:
    expense = approved(world, amina)
    with acting(world.actor("giulia")) as giulia:
        actions.pay_expense(expense=expense, paid_on=TODAY, proof=paper(), by=giulia)
        proof = one(expense).proof
        assert proof.scope_id == partnership(world, "cooperativa").staff_scope_id
        assert proof.person_id == amina.person_id
        assert Allowance.objects.get().state == "paid"
        with pytest.raises(NotPossible, match="Ora è pagata"):
            actions.pay_expense(expense=expense, paid_on=TODAY, proof=paper(), by=giulia)
    with acting(world.actor("chiara")):
        assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("due", "paid_on", "proof", "sentence"),
    [
        ("10", TODAY + timedelta(days=1), True, "dopo oggi"),
        ("10", YESTERDAY, True, "È maturata il 23.11.2026"),
        ("10", TODAY, False, "Allega la prova del pagamento"),
    ],
)
def test_a_payment_without_its_facts_is_refused(
    world: World, amina: Case, due: str, paid_on: date, proof: bool, sentence: str
) -> None:
    expense = approved(world, amina, due=due)
    with acting(world.actor("giulia")) as giulia, pytest.raises(NotPossible, match=sentence):
        actions.pay_expense(expense=expense, paid_on=paid_on, proof=paper() if proof else None, by=giulia)
    assert one(expense).state == "accrued"


def test_zero_needs_no_proof_and_a_recovery_does(world: World, amina: Case) -> None:
    month = register(world, amina)
    nothing, less = approved(world, amina, due="0", of=month), approved(world, amina, due="-9", of=month, line=2)
    with acting(world.actor("giulia")) as giulia:
        assert actions.pay_expense(expense=nothing, paid_on=TODAY, proof=None, by=giulia).state == "paid"
        with pytest.raises(NotPossible, match="Allega la prova del recupero"):
            actions.pay_expense(expense=less, paid_on=TODAY, proof=None, by=giulia)


def test_the_database_wants_a_proof_too(world: World, amina: Case) -> None:
    expense = approved(world, amina)
    with pytest.raises(IntegrityError, match="paid_expense_has_its_proof"):
        Expense.objects.filter(id=expense.id).update(state="paid", paid_on=TODAY)


def test_a_payment_undone_gives_the_allowance_back_and_hides_the_proof(world: World, amina: Case) -> None:
    expense = approved(world, amina)
    with acting(world.actor("giulia")) as giulia:
        actions.pay_expense(expense=expense, paid_on=TODAY, proof=paper(), by=giulia)
        actions.undo_payment(expense=expense, reason="Bonifico respinto", on=TODAY, by=giulia)
        found = one(expense)
        assert (found.state, found.paid_on, found.proof) == ("accrued", None, None)
        assert Allowance.objects.get().state == "approved"
        assert not StoredFile.objects.current().filter(scope=expense.scope_id).exists()


def test_only_what_was_typed_here_is_annulled_here(world: World, amina: Case) -> None:
    expense = approved(world, amina)
    with acting(world.actor("giulia")) as giulia:
        bought = purchase(world, giulia)
        actions.void_expense(expense=bought, reason="Doppia", on=TODAY, by=giulia)
        assert one(bought).state == "void"
        with pytest.raises(NotPossible, match="togli l’approvazione"):
            actions.void_expense(expense=expense, reason="No", on=TODAY, by=giulia)
        of = sheet(world, giulia)
        hours(world, of, giulia, 7, 5, "2")
        worked = actions.confirm_timesheet(timesheet=of, on=TODAY, by=giulia)[0]
        with pytest.raises(NotPossible, match="riapri il foglio ore"):
            actions.void_expense(expense=worked, reason="No", on=TODAY, by=giulia)


def test_a_purchase_accrues_on_its_document(world: World, amina: Case) -> None:
    with acting(world.actor("giulia")) as giulia:
        bought = purchase(world, giulia)
        assert (bought.accrued_on, bought.rule, bought.state) == (date(2026, 11, 2), "invoice", "accrued")
        assert bought.document
        actions.pay_expense(expense=bought, paid_on=date(2026, 11, 20), proof=paper(), by=giulia)
        assert bought.state == "paid"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"due_amount": Decimal(0)}, "più alto di zero"),
        ({"document_on": TODAY + timedelta(days=1)}, "non viene dopo oggi"),
        ({"supplier": "FERRAMENTA ROSSI ", "document_number": "12-A"}, "C’è già: Ferramenta Rossi, documento 12/A"),
    ],
)
def test_a_purchase_that_cannot_be_is_refused(world: World, amina: Case, change: dict[str, Any], sentence: str) -> None:
    with acting(world.actor("giulia")) as giulia:
        purchase(world, giulia)
        with pytest.raises(NotPossible, match=sentence):
            purchase(world, giulia, **change)
        assert Expense.objects.count() == 1


def test_the_same_number_of_another_year_is_another_document(world: World, amina: Case) -> None:
    with acting(world.actor("giulia")) as giulia:
        purchase(world, giulia)
        assert (
            purchase(world, giulia, document_on=date(2025, 11, 2)).explanation[0]["care"].startswith("Il documento è")
        )


def test_a_purchase_past_its_line_is_warned_and_kept(world: World, amina: Case) -> None:
    with acting(world.actor("giulia")) as giulia:
        bought = purchase(world, giulia, due_amount=Decimal(30000))
        assert bought.explanation[0]["care"].replace("\u00a0", " ") == "Supera quanto resta sulla voce, € 24.986,02."


@pytest.mark.parametrize(("code", "sentence"), [("A", "confermando i fogli ore"), ("B", "approvando le indennità")])
def test_computed_items_take_no_purchases(world: World, amina: Case, code: str, sentence: str) -> None:
    with acting(world.actor("giulia")) as giulia, pytest.raises(NotPossible, match=sentence):
        purchase(world, giulia, item=CostItem.objects.get(code=code))


def test_hours_of_a_month_give_one_expense_for_each_activity_rounded_once(world: World, amina: Case) -> None:
    with acting(world.actor("giulia")) as giulia:
        of = sheet(world, giulia)
        for number, day, worked in [(7, 5, "3.25"), (7, 6, "4"), (5, 6, "1.5"), (5, 7, "0.5")]:
            hours(world, of, giulia, number, day, worked)
        hours(world, of, giulia, 5, 7, "0")
        made = actions.confirm_timesheet(timesheet=of, on=TODAY, by=giulia)
        found = {row.activity.number: (row.due_amount, row.item.code, row.rule) for row in made}
        assert found == {5: (Decimal("32.06"), "A", "staff_hours"), 7: (Decimal("154.93"), "A", "staff_hours")}
        with pytest.raises(NotPossible, match="va riaperto"):
            hours(world, of, giulia, 5, 8, "1")
        with pytest.raises(NotPossible, match="Ora è confermato"):
            actions.confirm_timesheet(timesheet=of, on=TODAY, by=giulia)


def test_who_works_writes_their_own_hours_and_reads_no_one_elses(world: World, amina: Case) -> None:
    with acting(world.actor("giulia")) as giulia:
        of = sheet(world, giulia)
        sheet(world, giulia, mandate=world.mandates["karim"])
    with acting(world.actor("luca")) as luca:
        mine = visible(Timesheet.objects, luca, Action.DESK_VIEW).get()
        hours(world, mine, luca, 7, 5, "3", note="Visita")
        assert TimesheetRow.objects.get().worked_hours == 3
    with acting(world.actor("karim")):
        assert not TimesheetRow.objects.exists()
    with acting(world.actor("giulia")):
        assert of.rows.get().note == "Visita"


@pytest.mark.parametrize(
    ("day_on", "worked", "sentence"),
    [
        (date(2026, 9, 30), "1", "il foglio di ottobre 2026"),
        (date(2026, 10, 5), "25", "vanno da 0 a 24"),
        (date(2026, 10, 5), "-1", "vanno da 0 a 24"),
        (date(2026, 10, 6), "5", "passa le 24 ore"),
    ],
)
def test_hours_that_cannot_be_are_refused(world: World, amina: Case, day_on: date, worked: str, sentence: str) -> None:
    with acting(world.actor("giulia")) as giulia:
        of = sheet(world, giulia)
        hours(world, of, giulia, 5, 6, "20")
        with pytest.raises(NotPossible, match=sentence):
            actions.write_hours(
                timesheet=of, activity=activities(world)[7], day_on=day_on, worked_hours=Decimal(worked), by=giulia
            )


def test_tomorrow_has_no_hours_yet(world: World, amina: Case) -> None:
    with acting(world.actor("giulia")) as giulia:
        of = sheet(world, giulia, month_on=TODAY)
        with pytest.raises(NotPossible, match="dopo oggi"):
            hours(world, of, giulia, 7, 24, "1")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"mandate": "marta"}, "non lavora per questo ente"),
        ({"month_on": date(2026, 12, 1)}, "non è ancora cominciato"),
        ({"hourly_amount": Decimal(0)}, "più alto di zero"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused(world: World, amina: Case, change: dict[str, Any], sentence: str) -> None:
    if "mandate" in change:
        change = {"mandate": world.mandates[change["mandate"]]}
    with acting(world.actor("giulia")) as giulia, pytest.raises(NotPossible, match=sentence):
        sheet(world, giulia, **change)


def test_a_sheet_without_hours_is_not_confirmed(world: World, amina: Case) -> None:
    with acting(world.actor("giulia")) as giulia:
        of = sheet(world, giulia)
        with pytest.raises(NotPossible, match="non ha ore"):
            actions.confirm_timesheet(timesheet=of, on=TODAY, by=giulia)


def test_a_sheet_is_opened_again_only_while_nothing_is_paid(world: World, amina: Case) -> None:
    with acting(world.actor("giulia")) as giulia:
        of = sheet(world, giulia)
        hours(world, of, giulia, 7, 5, "2")
        first = actions.confirm_timesheet(timesheet=of, on=TODAY, by=giulia)[0]
        actions.unlock_timesheet(timesheet=of, reason="Manca un giorno", on=TODAY, by=giulia)
        assert (one(first).state, one(of).state) == ("void", "open")
        second = actions.confirm_timesheet(timesheet=of, on=TODAY, by=giulia)[0]
        actions.pay_expense(expense=second, paid_on=TODAY, proof=paper(), by=giulia)
        with pytest.raises(NotPossible, match="già pagata"):
            actions.unlock_timesheet(timesheet=of, reason="Ancora", on=TODAY, by=giulia)


def test_a_year_over_its_hours_is_warned(world: World, amina: Case) -> None:
    with acting(world.actor("giulia")) as giulia:
        of = sheet(world, giulia)
        for day in range(1, 32):
            hours(world, of, giulia, 7, day, "24")
        before = sheet(world, giulia, month_on=date(2026, 8, 1))
        for day in range(1, 32):
            hours(world, before, giulia, 7, day, "24")
        last = sheet(world, giulia, month_on=date(2026, 5, 1))
        for day in range(1, 32):
            hours(world, last, giulia, 7, day, "24")
        made = actions.confirm_timesheet(timesheet=last, on=TODAY, by=giulia)[0]
        assert "il costo orario ne copre 1720" in made.explanation[0]["care"]
