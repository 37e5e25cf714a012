"""Accounts, netting, steps and the bank's file as tables of worked cases, then by any amounts at all."""

from __future__ import annotations

import itertools
import uuid
import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciao.payments.payroll import PayrollLine, read, written
from ciao.payments.rules import (
    STEPS,
    BadAccount,
    amounts_fault,
    check_iban,
    is_held_back,
    netted,
    ownership_warning,
    step_refusal,
    support_warning,
)
from ciao.payments.sepa import SCHEMAS, NoTransfer, Transfer, draw

GOOD = "IT60X0542811101000000123456"
DEBTOR = "IT40S0542811101000000123456"
CENTS = st.integers(1, 10**7).map(lambda one: Decimal(one).scaleb(-2))
SIGNED = st.integers(-(10**6), 10**6).map(lambda one: Decimal(one).scaleb(-2))


@pytest.mark.parametrize(
    ("text", "country", "warned"),
    [
        (GOOD, "IT", False),
        ("it60 x054 2811 1010 0000 0123 456", "IT", False),
        ("SM86U0322509800000000270100", "SM", False),
        ("DE89370400440532013000", "DE", True),
        ("RO49AAAA1B31007593840000", "RO", True),
        ("GB29NWBK60161331926819", "GB", True),
    ],
)
def test_a_good_account_is_read_and_a_foreign_one_warned(text: str, country: str, warned: bool) -> None:
    found = check_iban(text)
    assert (found.country, bool(found.warnings)) == (country, warned)
    assert found.iban == text.replace(" ", "").upper()
    assert found.tail == found.iban[-4:]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "comincia con due lettere"),
        ("0542811101000000123456", "solo il numero del conto"),
        ("IT60X054281110100000012345", "27 segni, questo ne ha 26"),
        ("IT61X0542811101000000123456", "cifre di controllo"),
        ("DE88370400440532013000", "cifre di controllo"),
        ("DE8937040044053201300", "ricopialo|Ricopia"),
        ("TN5910006035183598478831", r"paese \(TN\) fuori"),
        ("UA213223130000026007233566001", r"paese \(UA\) fuori"),
    ],
)
def test_a_bad_account_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(BadAccount, match=said):
        check_iban(text)


@given(st.integers(4, 26), st.integers(1, 9))
def test_one_wrong_digit_never_passes(place: int, shift: int) -> None:
    if not GOOD[place].isdigit():
        return
    other = GOOD[:place] + str((int(GOOD[place]) + shift) % 10) + GOOD[place + 1 :]
    with pytest.raises(BadAccount):
        check_iban(other)


@pytest.mark.parametrize(("ownership", "warned"), [("own", False), ("shared", True), ("other", True)])
def test_an_account_not_hers_alone_warns(ownership: str, warned: bool) -> None:
    assert bool(ownership_warning(ownership)) == warned


@pytest.mark.parametrize(
    ("choice", "said", "held"),
    [("not_due", "non è dovuta", True), ("travel", "rimborso del viaggio", True), ("given", "lo stesso", False),
     ("open", "Va deciso", True)],
)  # fmt: skip
def test_an_income_support_warns_as_it_was_decided(choice: str, said: str, held: bool) -> None:
    assert said in support_warning("la disoccupazione", choice)
    assert is_held_back([choice]) == held


def test_nobody_without_a_support_is_held_back() -> None:
    assert not is_held_back([])


@pytest.mark.parametrize(
    ("amounts", "pays", "owes"),
    [(["373.53"], "373.53", None), (["500.00", "-126.47"], "373.53", None), (["50.00", "-50.00"], "0.00", None),
     (["100.00", "-150.01"], None, "50.01")],
)  # fmt: skip
def test_differences_are_netted(amounts: list[str], pays: str | None, owes: str | None) -> None:
    found = netted({"Amina": [Decimal(one) for one in amounts]})
    assert [None if one.get("Amina") is None else str(one["Amina"]) for one in found] == [pays, owes]


@given(st.dictionaries(st.integers(0, 20), st.lists(SIGNED, min_size=1, max_size=6), max_size=15))
def test_nobody_is_paid_below_zero_and_no_cent_is_lost(amounts: dict[int, list[Decimal]]) -> None:
    pays, owes = netted(amounts)
    assert all(one >= 0 for one in pays.values())
    assert all(one > 0 for one in owes.values())
    total = sum((sum(one, Decimal(0)) for one in amounts.values()), Decimal(0))
    assert sum(pays.values(), Decimal(0)) - sum(owes.values(), Decimal(0)) == total
    assert set(pays) | set(owes) == set(amounts)


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(STEPS, 2)))
def test_no_user_takes_two_steps_in_any_order(one: str, other: str) -> None:
    user = uuid.uuid4()
    assert "qualcun altro" in step_refusal(other, user, {one: user})
    assert step_refusal(one, user, {one: user}) == ""
    assert step_refusal(other, user, {one: uuid.uuid4()}) == ""
    assert step_refusal(other, None, {one: None}) == ""


@pytest.mark.parametrize(
    ("gross", "withheld", "charges", "said"),
    [("100", "0", "0", ""), ("100", "100", "9", ""), ("100", "100.01", "0", "superano"),
     ("100", "-1", "0", "sotto zero"), ("100", "0", "-0.01", "sotto zero")],
)  # fmt: skip
def test_amounts_of_a_line(gross: str, withheld: str, charges: str, said: str) -> None:
    fault = amounts_fault(Decimal(gross), Decimal(withheld), Decimal(charges))
    assert said in fault
    assert bool(said) == bool(fault)


def transfers(amounts: list[Decimal]) -> list[Transfer]:
    return [
        Transfer(f"D1-{n}", "Amina È", GOOD, one, "Indennità di tirocinio – ottobre")
        for n, one in enumerate(amounts, 1)
    ]


@settings(max_examples=25)
@given(st.lists(CENTS, min_size=1, max_size=15), st.sampled_from(sorted(SCHEMAS)))
def test_the_file_is_valid_and_its_sum_is_its_lines(amounts: list[Decimal], schema: str) -> None:
    file = draw(
        debtor_name="Cooperativa", debtor_iban=DEBTOR, pays_on=date(2026, 11, 27), transfers=transfers(amounts),
        schema=schema,
    )  # fmt: skip
    space = {"p": f"urn:iso:std:iso:20022:tech:xsd:{schema}"}
    root = ET.fromstring(file.content)
    lines = [Decimal(one.text or "") for one in root.iterfind(".//p:InstdAmt", space)]
    assert sorted(lines) == sorted(amounts)
    sums = [Decimal(one.text or "") for one in root.iterfind(".//p:CtrlSum", space)]
    assert sums == [sum(amounts)] * 2
    assert file.total_amount == sum(amounts)
    assert file.lines_count == len(amounts)


@pytest.mark.parametrize("amounts", [[], [Decimal(0)], [Decimal(5), Decimal(-1)]])
def test_a_file_of_nothing_or_below_zero_is_not_made(amounts: list[Decimal]) -> None:
    with pytest.raises(NoTransfer):
        draw(debtor_name="C", debtor_iban=DEBTOR, pays_on=date(2026, 11, 27), transfers=transfers(amounts))


@given(st.lists(st.tuples(CENTS, st.integers(0, 100), CENTS), min_size=1, max_size=10))
def test_the_payroll_table_comes_back_as_it_went(rows: list[tuple[Decimal, int, Decimal]]) -> None:
    lines = [
        PayrollLine(f"D1-{n}", str(n), "ottobre 2026", gross, (gross * part / 100).quantize(Decimal("0.01")), charges)
        for n, (gross, part, charges) in enumerate(rows, 1)
    ]
    found = read(written(lines), "csv", lines)
    assert [one.faults for one in found] == [()] * len(lines)
    assert [(one.code, one.withheld, one.charges) for one in found] == [
        (one.code, one.withheld, one.charges) for one in lines
    ]


def test_a_row_twice_or_of_another_run_is_said() -> None:
    line = PayrollLine("D1-1", "57", "=1+1", Decimal(10), Decimal(0), Decimal(0))
    out = written([line]).decode("utf-8-sig")
    assert "'=1+1" in out
    head, row = out.strip().split("\r\n")
    found = read("\r\n".join([head, row, row, row.replace("D1-1", "D9-9")]).encode(), "csv", [line])
    assert [bool(one.faults) for one in found] == [False, True, True]
    assert "due volte" in found[1].faults[0]
    assert "non è di questa distinta" in found[2].faults[0]
