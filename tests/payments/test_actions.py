"""From an account to the money in it: who may do which step, what each leaves, what is refused."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from ciao.access.actor import acting
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.audit.models import ReadLine
from ciao.costs.models import Expense
from ciao.desk.oversight.permissions import check_grants
from ciao.internships.models import Allowance
from ciao.payments import actions
from ciao.payments.models import (
    PaidAllowance,
    Payee,
    PayeeAccount,
    PayeeSnapshot,
    PaymentFile,
    PaymentLine,
    PaymentRun,
)
from ciao.people.actions import protect_person
from ciao.people.actions.protection import Hidden
from ciao.people.models import Protection
from ciao.programmes.actions import give_mandate
from tests.conftest import TODAY
from tests.costs.stories import allowance, paper
from tests.payments.conftest import DEBTOR, IBAN, OTHER_IBAN, PAYS_ON, Office

NAMESPACE = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
HANDS = {"propose": "giulia", "check": "bruno", "approve": "rita", "release": "vera"}
pytestmark = pytest.mark.django_db


# -- the account ----------------------------------------------------------------------------------------------------


def test_the_tutor_writes_an_account_and_never_reads_it_again(office: Office) -> None:
    row = office.account(verified=False)
    assert (row.state, row.tail, row.country) == ("to_verify", "3456", "IT")
    with acting(office.by("luca")):
        assert Payee.objects.filter(id=row.id).exists()
        assert not PayeeAccount.objects.exists()


@pytest.mark.parametrize("name", ["luca", "marta", "paolo", "chiara", "karim", "nadia"])
def test_an_account_is_for_who_pays_alone(office: Office, name: str) -> None:
    office.account()
    with acting(office.by(name)):
        assert not PayeeAccount.objects.exists()
    with acting(office.by("giulia")) as giulia:
        assert visible(PayeeAccount.objects, giulia, Action.PAYEE_VIEW).get().iban == IBAN


def test_who_typed_an_account_does_not_verify_it(office: Office) -> None:
    with acting(office.by("giulia")) as giulia:
        row = actions.record_payee(
            case=office.case, payer=office.world.organizations["cooperativa"], ownership="own", iban=IBAN,
            holder="Amina", by=giulia,
        )  # fmt: skip
        with pytest.raises(NotPossible, match="l’hai scritto tu"):
            actions.verify_payee(payee=row, iban=IBAN, how="paper", on=TODAY, by=giulia)


def test_the_second_person_types_it_again_and_a_difference_stops(office: Office) -> None:
    row = office.account(verified=False)
    with acting(office.by("giulia")) as giulia, pytest.raises(NotPossible, match="non è quello registrato"):
        actions.verify_payee(payee=row, iban=OTHER_IBAN, how="paper", on=TODAY, by=giulia)
    assert Payee.objects.get(id=row.id).state == "to_verify"


def test_a_tutor_does_not_verify(office: Office) -> None:
    row = office.account(verified=False)
    with acting(office.by("luca")) as luca, pytest.raises(PermissionDenied):
        actions.verify_payee(payee=row, iban=IBAN, how="paper", on=TODAY, by=luca)


@pytest.mark.parametrize(
    ("iban", "said"),
    [("IT60X0542811101000000123457", "cifre di controllo"), ("IT60X05428111010000001234", "27 segni"),
     ("MA64011519000001205000534921", "fuori dall’area"), ("", "Scrivi l’IBAN"), ("0542811101", "due lettere")],
)  # fmt: skip
def test_a_bad_account_is_refused_with_its_reason(office: Office, iban: str, said: str) -> None:
    with pytest.raises(NotPossible, match=said):
        office.account(iban=iban)
    assert not Payee.objects.exists()


def test_an_account_not_hers_asks_whose_it_is_and_what_she_decided(office: Office) -> None:
    with pytest.raises(NotPossible, match="non è solo suo"):
        office.account(ownership="other")
    row = office.account(ownership="other", agreement="È della sorella, lo ha scelto lei.", verified=False)
    assert row.ownership == "other"


def test_a_new_account_takes_the_place_of_the_old_and_is_not_payable_yet(office: Office, due: Allowance) -> None:
    first = Payee.objects.get()
    second = office.account(iban=OTHER_IBAN, verified=False)
    first.refresh_from_db()
    assert (first.state, second.state, second.country) == ("replaced", "to_verify", "DE")
    with acting(office.by("giulia")) as giulia:
        found = actions.candidates(office.partnership, giulia)
    assert [one.stop for one in found] == ["Il conto è da verificare."]
    with pytest.raises(NotPossible, match="da verificare"):
        office.prepared()


def test_an_account_sent_back_is_paid_no_more(office: Office, due: Allowance) -> None:
    with acting(office.by("bruno")) as bruno:
        actions.refuse_payee(payee=Payee.objects.get(), reason="Chiuso dalla banca", on=TODAY, by=bruno)
    with pytest.raises(NotPossible, match="da correggere"):
        office.prepared()


def test_sending_an_account_twice_makes_it_once(office: Office) -> None:
    row = office.account(verified=False)
    again = office.account(verified=False, row_id=row.id)
    assert again.id == row.id
    assert Payee.objects.count() == 1


# -- who is owed ----------------------------------------------------------------------------------------------------


def test_differences_are_netted_and_nobody_is_paid_below_zero(office: Office) -> None:
    office.account()
    first = office.owe(due="300.00")
    office.owe(due="-49.99", line=2, of=first.register)
    sara = office.person("Sara")
    office.account(sara, holder="Sara")
    of_sara = office.owe(sara, due="100.00")
    office.owe(sara, due="-150.00", line=2, of=of_sara.register)
    with acting(office.by("giulia")) as giulia:
        found = {one.case_id: one for one in actions.candidates(office.partnership, giulia)}
    assert found[office.case.id].gross_amount == Decimal("250.01")
    assert not found[office.case.id].stop
    assert "Deve restituire" in found[sara.id].stop
    with pytest.raises(NotPossible, match="Deve restituire"):
        office.prepared(sara)


def test_an_income_support_is_flagged_and_holds_back(office: Office, due: Allowance) -> None:
    internship = due.register.internship
    with acting(office.by("luca")) as luca:
        actions.record_support(
            internship=internship, kind="unemployment", choice="not_due", starts_on=date(2026, 10, 15), by=luca
        )
    with acting(office.by("giulia")) as giulia:
        (one,) = actions.candidates(office.partnership, giulia)
    assert one.is_held_back
    assert "l’indennità non è dovuta" in one.warnings[0]
    assert not one.stop


def test_a_support_of_other_months_says_nothing(office: Office, due: Allowance) -> None:
    with acting(office.by("luca")) as luca:
        actions.record_support(
            internship=due.register.internship, kind="inclusion", choice="open", starts_on=date(2026, 11, 1), by=luca
        )
        with pytest.raises(NotPossible, match="non sia dopo oggi"):
            actions.record_support(
                internship=due.register.internship, kind="inclusion", choice="open",
                starts_on=TODAY + timedelta(days=1), by=luca,
            )  # fmt: skip
    with acting(office.by("giulia")) as giulia:
        (one,) = actions.candidates(office.partnership, giulia)
    assert not one.warnings
    assert not one.is_held_back


def test_an_allowance_not_approved_is_not_owed_yet(office: Office) -> None:
    office.account()
    allowance(office.world, office.case)
    with acting(office.by("giulia")) as giulia:
        assert actions.candidates(office.partnership, giulia) == []


# -- preparing ------------------------------------------------------------------------------------------------------


def test_a_run_stands_in_a_circle_that_the_team_does_not_enter(office: Office, due: Allowance) -> None:
    run = office.prepared()
    for name in ("marta", "karim", "chiara"):
        with acting(office.by(name)):
            assert not PaymentRun.objects.filter(id=run.id).exists()
            assert not PaymentLine.objects.exists()
    for name in ("giulia", "paolo", "sergio"):
        with acting(office.by(name)) as actor:
            assert visible(PaymentRun.objects, actor, Action.PAYMENT_VIEW).filter(id=run.id).exists()


def test_an_allowance_stands_in_one_run_only(office: Office, due: Allowance) -> None:
    office.prepared()
    with acting(office.by("giulia")) as giulia:
        assert actions.candidates(office.partnership, giulia) == []
    with pytest.raises(NotPossible, match="già in un’altra distinta"):
        office.prepared()


@pytest.mark.parametrize(
    ("given", "said"),
    [({"pays_on": TODAY - timedelta(days=1)}, "già passato"), ({"debtor_iban": "IT00X"}, "27 segni|cifre")],
)
def test_a_run_is_refused_for_a_day_gone_by_or_a_bad_account(
    office: Office, due: Allowance, given: dict[str, Any], said: str
) -> None:
    with pytest.raises(NotPossible, match=said):
        office.prepared(**given)


def test_preparing_twice_with_the_same_key_makes_one_run(office: Office, due: Allowance) -> None:
    run = office.prepared()
    assert office.prepared(row_id=run.id).id == run.id
    assert PaymentRun.objects.count() == 1


def test_amounts_are_written_while_it_is_prepared_and_never_above_the_gross(office: Office, due: Allowance) -> None:
    run = office.prepared()
    with acting(office.by("giulia")) as giulia:
        line = run.lines.select_related("run").get()
        actions.write_amounts(line=line, withheld=Decimal("53.53"), charges=Decimal("31.75"), by=giulia)
        assert line.net_amount == Decimal("320.00")
        with pytest.raises(NotPossible, match="superano il lordo"):
            actions.write_amounts(line=line, withheld=Decimal("373.54"), charges=Decimal(0), by=giulia)
        with pytest.raises(NotPossible, match="sotto zero"):
            actions.write_amounts(line=line, withheld=Decimal(0), charges=Decimal(-1), by=giulia)
    office.moved(run, ("propose", "giulia"))
    line = PaymentLine.objects.select_related("run").get(id=line.id)
    with acting(office.by("giulia")) as giulia, pytest.raises(NotPossible, match="va rimandata indietro"):
        actions.write_amounts(line=line, withheld=Decimal(0), charges=Decimal(0), by=giulia)


def test_a_line_taken_out_frees_its_allowance(office: Office, due: Allowance) -> None:
    run = office.prepared()
    with acting(office.by("giulia")) as giulia:
        line = run.lines.select_related("run").get()
        actions.leave_out(line=line, reason="Aspetta il documento", on=TODAY, by=giulia)
        assert len(actions.candidates(office.partnership, giulia)) == 1
        with pytest.raises(NotPossible, match="nessuna riga"):
            actions.propose_run(run=office.again(run), on=TODAY, by=giulia)


# -- the four hands -------------------------------------------------------------------------------------------------


def test_four_people_take_four_steps(office: Office, due: Allowance) -> None:
    run = office.released()
    assert run.state == "released"
    assert [one.verb for one in run.changes.order_by("changed_at")] == ["propose", "check", "approve", "release"]


@pytest.mark.parametrize(("first", "second"), list(itertools.combinations(HANDS, 2)))
def test_no_user_takes_two_steps(office: Office, due: Allowance, first: str, second: str) -> None:
    run = office.prepared()
    for verb, name in HANDS.items():
        if verb == second:
            with pytest.raises(NotPossible, match="questo passo lo fa qualcun altro"):
                office.moved(run, (verb, HANDS[first]))
            break
        office.moved(run, (verb, name))


def test_another_mandate_of_the_same_user_is_the_same_hand(office: Office, due: Allowance) -> None:
    other = give_mandate(
        user=office.world.user("giulia"), organization=office.world.organizations["capofila"],
        programme=office.world.programme, role="reporting_officer", by=None, starts_on=date(2026, 1, 1),
    )  # fmt: skip
    office.world.mandates["giulia2"] = other
    run = office.moved(office.prepared(), ("propose", "giulia"))
    with pytest.raises(NotPossible, match="preparata tu"):
        office.moved(run, ("check", "giulia2"))


def test_a_coordinator_approves_without_reading_an_account(office: Office, due: Allowance) -> None:
    run = office.moved(office.prepared(), ("propose", "giulia"), ("check", "bruno"), ("approve", "paolo"))
    with acting(office.by("paolo")):
        assert not PayeeSnapshot.objects.exists()
    assert PayeeSnapshot.objects.get(line__run=run).iban == IBAN


def test_who_may_not_take_a_step_at_all_is_refused(office: Office, due: Allowance) -> None:
    run = office.prepared()
    with acting(office.by("paolo")) as paolo, pytest.raises(PermissionDenied):
        actions.release_run(run=run, on=TODAY, by=paolo)


def test_a_run_sent_back_is_prepared_again_by_who_prepared_it(office: Office, due: Allowance) -> None:
    run = office.moved(office.prepared(), ("propose", "giulia"))
    with acting(office.by("bruno")) as bruno:
        actions.send_back(run=run, reason="Mancano le ritenute", on=TODAY, by=bruno)
    run = office.moved(run, ("propose", "giulia"), ("check", "bruno"))
    assert run.state == "checked"


def test_a_run_cancelled_frees_its_allowances(office: Office, due: Allowance) -> None:
    run = office.approved_run()
    with acting(office.by("rita")) as rita:
        actions.cancel_run(run=run, reason="Conto dell’ente sbagliato", on=TODAY, by=rita)
        assert len(actions.candidates(office.partnership, rita)) == 1


def test_an_account_changed_between_two_steps_stops_the_run(office: Office, due: Allowance) -> None:
    run = office.moved(office.prepared(), ("propose", "giulia"))
    office.account(iban=OTHER_IBAN, verified=False)
    with pytest.raises(NotPossible, match="Il conto è cambiato"):
        office.moved(run, ("check", "bruno"))


def test_an_account_changed_after_the_approval_moves_no_money(office: Office, due: Allowance) -> None:
    run = office.approved_run()
    office.account(iban=OTHER_IBAN)
    office.moved(run, ("release", "vera"))
    content = PaymentFile.objects.get(run=run).content
    assert IBAN in content
    assert OTHER_IBAN not in content


# -- the file -------------------------------------------------------------------------------------------------------


def test_the_file_holds_the_net_amounts_and_its_sum(office: Office, due: Allowance) -> None:
    sara = office.person("Sara")
    office.account(sara, holder="Saràh Ñ", iban=OTHER_IBAN)
    office.owe(sara, due="500.00")
    run = office.prepared(office.case, sara)
    with acting(office.by("giulia")) as giulia:
        line = run.lines.select_related("run").get(case=office.case)
        actions.write_amounts(line=line, withheld=Decimal("73.53"), charges=Decimal(0), by=giulia)
    run = office.moved(run, *HANDS.items())
    file = PaymentFile.objects.get(run=run)
    root = ET.fromstring(file.content)
    amounts = [Decimal(one.text or "") for one in root.iterfind(".//p:InstdAmt", NAMESPACE)]
    assert sorted(amounts) == [Decimal("300.00"), Decimal("500.00")]
    assert root.findtext(".//p:GrpHdr/p:CtrlSum", namespaces=NAMESPACE) == "800.00"
    assert (file.lines_count, file.total_amount) == (2, Decimal("800.00"))
    assert root.findtext(".//p:DbtrAcct//p:IBAN", namespaces=NAMESPACE) == DEBTOR
    assert root.findtext(".//p:ReqdExctnDt/p:Dt", namespaces=NAMESPACE) == PAYS_ON.isoformat()
    assert {one.text for one in root.iterfind(".//p:EndToEndId", NAMESPACE)} == {
        one.code for one in run.lines.select_related("run")
    }


def test_a_run_is_not_released_twice(office: Office, due: Allowance) -> None:
    run = office.released()
    with pytest.raises(NotPossible, match="già stata mandata"):
        office.moved(run, ("release", "vera"))
    assert PaymentFile.objects.count() == 1


def test_the_file_is_read_by_who_pays_alone(office: Office, due: Allowance) -> None:
    office.released()
    for name, count in [("giulia", 1), ("paolo", 0), ("sergio", 0), ("marta", 0), ("luca", 0), ("chiara", 0)]:
        with acting(office.by(name)):
            assert PaymentFile.objects.count() == count, name


# -- the bank's answer ----------------------------------------------------------------------------------------------


def test_paid_with_proof_becomes_the_expense_gross_and_charges(office: Office, due: Allowance) -> None:
    run = office.prepared()
    with acting(office.by("giulia")) as giulia:
        line = run.lines.select_related("run").get()
        actions.write_amounts(line=line, withheld=Decimal("73.53"), charges=Decimal("31.75"), by=giulia)
    run = office.moved(run, *HANDS.items())
    office.paid(run, reference="CRO 123")
    gross = Expense.objects.get(allowance=due, state="paid")
    charges = Expense.objects.get(rule="employer_charges")
    assert (gross.due_amount, charges.due_amount, charges.state) == (Decimal("373.53"), Decimal("31.75"), "paid")
    assert charges.proof is not None
    assert charges.item_id == gross.item_id
    line = PaymentLine.objects.get()
    assert (line.state, line.reference, line.paid_on) == ("paid", "CRO 123", TODAY)
    assert Allowance.objects.get(id=due.id).state == "paid"
    assert office.again(run).state == "closed"


def test_a_rejected_line_goes_back_in_the_queue_with_its_reason(office: Office, due: Allowance) -> None:
    run = office.released()
    with acting(office.by("giulia")) as giulia:
        line = run.lines.select_related("run").get()
        actions.reject_line(line=line, reason="Conto chiuso", on=TODAY, by=giulia)
        (one,) = actions.candidates(office.partnership, giulia)
        assert one.allowances == [due]
    assert office.again(run).state == "closed"
    assert PaymentLine.objects.get().changes.get(verb="reject").reason == "Conto chiuso"
    again = office.prepared()
    assert again.number > run.number
    assert PaidAllowance.objects.filter(is_live=True).count() == 1


def test_a_line_is_not_paid_twice(office: Office, due: Allowance) -> None:
    run = office.released()
    office.paid(run)
    run, line = office.again(run), PaymentLine.objects.get()
    with acting(office.by("giulia")) as giulia, pytest.raises(NotPossible, match="pagata"):
        actions.record_paid(run=run, lines=[line], paid_on=TODAY, proof=paper(), by=giulia)


def test_a_payment_taken_back_opens_the_expense_again_and_annuls_the_charges(office: Office, due: Allowance) -> None:
    run = office.prepared()
    with acting(office.by("giulia")) as giulia:
        line = run.lines.select_related("run").get()
        actions.write_amounts(line=line, withheld=Decimal(0), charges=Decimal("20.00"), by=giulia)
    run = office.moved(run, *HANDS.items())
    office.paid(run)
    with acting(office.by("giulia")) as giulia:
        row = PaymentLine.objects.select_related("run", "charges").get()
        actions.undo_paid(line=row, reason="Prova di un altro bonifico", on=TODAY, by=giulia)
    assert Expense.objects.get(allowance=due).state == "accrued"
    assert Expense.objects.get(rule="employer_charges").state == "void"
    assert (PaymentLine.objects.get().state, office.again(run).state) == ("sent", "released")


def test_no_line_chosen_is_said(office: Office, due: Allowance) -> None:
    run = office.released()
    with acting(office.by("giulia")) as giulia, pytest.raises(NotPossible, match="almeno una riga"):
        actions.record_paid(run=run, lines=[], paid_on=TODAY, proof=paper(), by=giulia)


# -- a protected person ---------------------------------------------------------------------------------------------


def protect(office: Office, iban: str = IBAN) -> Protection:
    with acting(office.by("marta")) as marta:
        return protect_person(
            person=office.case.person, alias="Rosa", reason="Una persona la cerca", starts_on=TODAY,
            readers=[office.world.mandates["marta"]], hidden=Hidden(iban=iban), by=marta,
        )  # fmt: skip


def test_the_account_of_a_protected_person_is_never_here(office: Office) -> None:
    protect(office)
    row = office.account(iban="", holder="")
    assert (row.is_kept, row.tail, row.is_payable) == (True, "", True)
    assert not PayeeAccount.objects.exists()
    office.owe()
    run = office.released()
    assert not PaymentFile.objects.exists()
    assert run.state == "released"
    with acting(office.by("marta")) as marta:
        (line,) = actions.waiting_reserved(office.case)
        file = actions.issue_reserved_file(line=line, case=office.case, by=marta)
        assert IBAN in file.content
        assert file.total_amount == Decimal("373.53")
        assert actions.issue_reserved_file(line=line, case=office.case, by=marta).id == file.id
    assert ReadLine.objects.filter(purpose__startswith="atto: file dei pagamenti").count() == 1
    for name in ("giulia", "luca", "paolo", "karim"):
        with acting(office.by(name)):
            assert not PaymentFile.objects.exists(), name


def test_without_an_account_among_the_protected_data_it_says_where_to_write_it(office: Office) -> None:
    protect(office, iban="")
    office.account(iban="", holder="")
    office.owe()
    office.released()
    with acting(office.by("marta")) as marta:
        (line,) = actions.waiting_reserved(office.case)
        with pytest.raises(NotPossible, match="dati protetti"):
            actions.issue_reserved_file(line=line, case=office.case, by=marta)


def test_an_account_written_before_the_protection_is_used_no_more_and_goes_out_of_sight(
    office: Office, due: Allowance
) -> None:
    run = office.approved_run()
    protect(office)
    with pytest.raises(NotPossible, match="non si usa più"):
        office.moved(run, ("release", "vera"))
    assert not PaymentFile.objects.exists()
    with acting(office.by("rita")) as rita:
        actions.cancel_run(run=office.again(run), reason="Conto da riscrivere", on=TODAY, by=rita)
        (one,) = actions.candidates(office.partnership, rita)
        assert "da correggere" in one.stop
    office.account(iban="", holder="")
    assert not Payee.objects.exclude(tail="").exists()
    with acting(office.by("giulia")):
        assert not PayeeAccount.objects.exists()
    with acting(office.by("marta")):
        assert not PayeeSnapshot.objects.exists()


# -- permissions ----------------------------------------------------------------------------------------------------


def test_every_permission_that_paying_gives_is_explained(office: Office, due: Allowance) -> None:
    office.prepared()
    missing, unexplained = check_grants(TODAY)
    ours = [one for one in [*missing, *unexplained] if one.why.startswith("paga")]
    # The stories of costs write their own grant by hand, under another reason.
    assert [one for one in ours if one.why in ("paga la persona: conto", "paga: distinta")] == []
