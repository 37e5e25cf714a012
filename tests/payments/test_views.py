"""The pages of payments, as each of the four hands, the tutor and a stranger open them."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from ciao.audit.models import ReadLine
from ciao.internships.models import Allowance
from ciao.payments.models import IncomeSupport, Payee, PaymentFile, PaymentLine, PaymentRun
from tests.costs.stories import paper
from tests.payments.conftest import DEBTOR, IBAN, OTHER_IBAN, Office

Open = Callable[[str], Any]
pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def at(name: str, *args: Any) -> str:
    return reverse(f"payments:{name}", args=args)


def prepared(page: Any, office: Office) -> PaymentRun:
    answer = page.post(at("prepare"), {
        "row_id": "6b1f4f6e-6f0f-4f6e-9f55-0f5bb7c0a001", "people": [str(office.case.id)], "pays_on": "27.11.2026",
        "debtor_name": "Cooperativa La Quercia", "debtor_iban": DEBTOR,
    })  # fmt: skip
    assert answer.status_code == 302, text(answer)
    return PaymentRun.objects.get()


def test_a_month_is_paid_from_page_to_page_by_four_people(office: Office, due: Allowance, as_user: Open) -> None:
    giulia = as_user("giulia")
    assert "1 persona da pagare" in text(giulia.get(at("runs")))
    shown = text(giulia.get(at("prepare")))
    assert "Amina" in shown
    assert "checked" in shown
    run = prepared(giulia, office)
    assert giulia.post(at("amounts", run.id), {"withheld_1": "73,53", "charges_1": "31,75"}).status_code == 302
    for verb, name in [("propose", "giulia"), ("check", "bruno"), ("approve", "rita")]:
        assert as_user(name).post(at("step", run.id, verb)).status_code == 302
    vera = as_user("vera")
    assert vera.post(at("step", run.id, "release"), {"schema": "pain.001.001.03"}).status_code == 302
    file = vera.get(at("file", run.id))
    assert file["Content-Disposition"].startswith("attachment")
    assert b"300.00" in file.content
    assert b"pain.001.001.03" in file.content
    line = PaymentLine.objects.get()
    paid = giulia.post(at("paid", run.id), {
        "lines": [str(line.id)], "paid_on": "23.11.2026", "reference": "CRO 9", "proof": paper(),
    })  # fmt: skip
    assert paid.status_code == 302, text(paid)
    assert "Distinta conclusa" in text(giulia.get(at("run", run.id)))
    said = text(giulia.get(at("line", line.id)))
    assert "ti abbiamo pagato € 300,00 per il tirocinio di ottobre 2026" in said
    assert IBAN not in said


def test_the_same_hand_is_told_why_not_and_nothing_moves(office: Office, due: Allowance, as_user: Open) -> None:
    giulia = as_user("giulia")
    run = prepared(giulia, office)
    giulia.post(at("step", run.id, "propose"))
    assert "questo passo lo fa qualcun altro" in text(giulia.get(at("run", run.id)))
    answer = giulia.post(at("step", run.id, "check"))
    assert answer.status_code == 422
    assert PaymentRun.objects.get().state == "proposed"


def test_two_tabs_release_once(office: Office, due: Allowance, as_user: Open) -> None:
    run = office.approved_run()
    vera = as_user("vera")
    first = vera.post(at("step", run.id, "release"), {"schema": "pain.001.001.09"})
    second = vera.post(at("step", run.id, "release"), {"schema": "pain.001.001.09"})
    assert (first.status_code, second.status_code) == (302, 422)
    assert "già stata mandata" in text(second)
    assert PaymentFile.objects.count() == 1


@pytest.mark.parametrize("name", ["chiara", "marta", "luca", "karim"])
def test_a_stranger_finds_no_run(office: Office, due: Allowance, as_user: Open, name: str) -> None:
    run = office.released()
    page = as_user(name)
    for url in ("run", "file", "amounts", "payroll", "payroll_table", "paid", "cancel", "send_back"):
        assert page.get(at(url, run.id)).status_code == 404, url
    assert page.get(at("step", run.id, "release")).status_code == 404
    assert page.get(at("line", run.lines.get().id)).status_code == 404
    assert page.get(at("payee", Payee.objects.get().id)).status_code == 404


def test_a_coordinator_reads_amounts_and_no_name_and_no_file(office: Office, due: Allowance, as_user: Open) -> None:
    run = office.released()
    shown = text(as_user("paolo").get(at("run", run.id)))
    assert "€ 373,53" in shown
    assert "Amina" not in shown
    assert as_user("paolo").get(at("file", run.id)).status_code == 404


def test_bad_input_gives_back_what_was_typed(office: Office, due: Allowance, as_user: Open) -> None:
    answer = as_user("giulia").post(at("prepare"), {
        "row_id": "6b1f4f6e-6f0f-4f6e-9f55-0f5bb7c0a002", "people": [str(office.case.id)], "pays_on": "27.11.2026",
        "debtor_name": "Cooperativa", "debtor_iban": "IT00 1234",
    })  # fmt: skip
    assert answer.status_code == 422
    assert "IT00 1234" in text(answer)
    assert "27 segni" in text(answer)
    assert not PaymentRun.objects.exists()


def test_amounts_above_the_gross_come_back(office: Office, due: Allowance, as_user: Open) -> None:
    run = office.prepared()
    answer = as_user("giulia").post(at("amounts", run.id), {"withheld_1": "400,00", "charges_1": ""})
    assert answer.status_code == 422
    assert "superano il lordo" in text(answer)
    assert "400,00" in text(answer)


def test_every_page_of_names_is_one_line_in_the_log(office: Office, due: Allowance, as_user: Open) -> None:
    run = office.released()
    vera = as_user("vera")
    for url in (at("run", run.id), at("file", run.id), at("line", run.lines.get().id), at("runs"), at("payees")):
        before = ReadLine.objects.count()
        assert vera.get(url).status_code == 200
        assert ReadLine.objects.count() - before == (0 if url == at("runs") else 1), url


def test_the_list_of_runs_asks_as_many_questions_for_two_as_for_six(
    office: Office, due: Allowance, as_user: Open
) -> None:
    page = as_user("giulia")

    def counted() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert page.get(at("payees")).status_code == 200
        return len(asked)

    counted()
    first = counted()
    for name in ("Sara", "Ines"):
        office.account(office.person(name), holder=name, verified=False)
    assert counted() == first


# -- the payroll office ---------------------------------------------------------------------------------------------


def upload(content: bytes, name: str = "paghe.csv") -> Any:
    found = io.BytesIO(content)
    found.name = name
    return found


def test_the_payroll_table_goes_out_and_comes_back(office: Office, due: Allowance, as_user: Open) -> None:
    run = office.prepared()
    page = as_user("giulia")
    out = page.get(at("payroll_table", run.id)).content.decode("utf-8-sig")
    assert "373,53" in out
    assert "Amina" not in out
    filled = out.replace("373,53;0,00;373,53;0,00", "373,53;73,53;300,00;31,75")
    tried = page.post(at("payroll", run.id), {"table": upload(filled.encode())})
    assert "1 riga va bene" in text(tried)
    assert PaymentLine.objects.get().withheld_amount == 0
    content = tried.context["content"]
    assert page.post(at("payroll", run.id), {"content": content, "name": "paghe.csv", "do": "load"}).status_code == 302
    line = PaymentLine.objects.get()
    assert (line.withheld_amount, line.charges_amount) == (Decimal("73.53"), Decimal("31.75"))


@pytest.mark.parametrize(
    ("row", "said"),
    [("373,53;73,53;299,99;0,00", "il netto è"), ("373,54;0;;0", "Il lordo qui è"),
     ("373,53;tre;;0", "non è un importo"),
     ("373,53;400,00;;0", "superano il lordo"), ("373,53;-1;;0", "sotto zero")],
)  # fmt: skip
def test_a_wrong_row_loads_nothing_and_goes_back_with_its_reason(
    office: Office, due: Allowance, as_user: Open, row: str, said: str
) -> None:
    run = office.prepared()
    page = as_user("giulia")
    out = page.get(at("payroll_table", run.id)).content.decode("utf-8-sig")
    tried = page.post(at("payroll", run.id), {"table": upload(out.replace("373,53;0,00;373,53;0,00", row).encode())})
    assert said in text(tried)
    given = {"content": tried.context["content"], "name": "paghe.csv"}
    assert page.post(at("payroll", run.id), {**given, "do": "load"}).status_code == 422
    back = page.post(at("payroll", run.id), {**given, "do": "faults"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(back.content)).get_sheet_by_index(0).to_python()
    assert said in str(rows[1][-1])
    assert PaymentLine.objects.get().withheld_amount == 0


def test_another_table_is_refused(office: Office, due: Allowance, as_user: Open) -> None:
    run = office.prepared()
    answer = as_user("giulia").post(at("payroll", run.id), {"table": upload(b"a;b\r\n1;2\r\n")})
    assert answer.status_code == 422
    assert "Le colonne non sono quelle" in text(answer)


# -- accounts -------------------------------------------------------------------------------------------------------


def test_the_tutor_writes_and_the_office_verifies(office: Office, as_user: Open) -> None:
    office.owe()
    body = office.world.organizations["cooperativa"].id
    given = {"row_id": "6b1f4f6e-6f0f-4f6e-9f55-0f5bb7c0a003", "payer": str(body), "holder": "Amina",
             "iban": "IT60 X054 2811 1010 0000 0123 456", "ownership": "own", "agreement": ""}  # fmt: skip
    luca = as_user("luca")
    assert luca.get(at("account", office.case.id)).status_code == 200
    assert luca.post(at("account", office.case.id), given).status_code == 302
    row = Payee.objects.get()
    giulia = as_user("giulia")
    page = text(giulia.get(at("payee", row.id)))
    assert "Amina" in page
    assert IBAN not in page
    wrong = giulia.post(at("verify", row.id), {"iban": OTHER_IBAN, "how": "paper", "on": "23.11.2026"})
    assert wrong.status_code == 422
    assert giulia.post(at("verify", row.id), {"iban": IBAN, "how": "paper", "on": "23.11.2026"}).status_code == 302
    assert Payee.objects.get().state == "verified"
    assert giulia.post(at("refuse", row.id), {"reason": "Chiuso"}).status_code == 302
    assert Payee.objects.get().state == "refused"


def test_an_account_of_another_asks_why(office: Office, as_user: Open) -> None:
    office.owe()
    body = office.world.organizations["cooperativa"].id
    given = {"row_id": "6b1f4f6e-6f0f-4f6e-9f55-0f5bb7c0a004", "payer": str(body), "holder": "Il marito",
             "iban": IBAN, "ownership": "other", "agreement": ""}  # fmt: skip
    answer = as_user("luca").post(at("account", office.case.id), given)
    assert answer.status_code == 422
    assert "Il marito" in text(answer)
    assert as_user("chiara").get(at("account", office.case.id)).status_code == 404


def test_a_support_is_written_and_changed(office: Office, due: Allowance, as_user: Open) -> None:
    url = at("support", due.register.internship_id)
    given = {"row_id": "6b1f4f6e-6f0f-4f6e-9f55-0f5bb7c0a005", "kind": "unemployment", "choice": "open",
             "starts_on": "01.10.2026", "ends_on": ""}  # fmt: skip
    luca = as_user("luca")
    assert luca.post(url, given).status_code == 302
    assert luca.post(url, {**given, "choice": "given"}).status_code == 302
    assert IncomeSupport.objects.get().choice == "given"
    assert as_user("chiara").get(url).status_code == 404


def test_fifteen_people_are_prepared_in_three_requests(office: Office, as_user: Open) -> None:
    cases = [office.person(f"Persona {number}") for number in range(15)]
    for one in cases:
        office.account(one, holder="Persona")
        office.owe(one, due="500.00")
    giulia = as_user("giulia")
    with CaptureQueriesContext(connection) as asked:
        assert giulia.get(at("prepare")).status_code == 200
    assert len(asked) < 60  # not one for each person
    answer = giulia.post(at("prepare"), {
        "row_id": "6b1f4f6e-6f0f-4f6e-9f55-0f5bb7c0a006", "people": [str(one.id) for one in cases],
        "pays_on": "27.11.2026", "debtor_name": "Cooperativa La Quercia", "debtor_iban": DEBTOR,
    })  # fmt: skip
    assert answer.status_code == 302
    run = PaymentRun.objects.get()
    assert giulia.post(at("step", run.id, "propose")).status_code == 302
    assert run.lines.count() == 15
    assert "€ 7.500,00" in text(giulia.get(at("run", run.id)))
