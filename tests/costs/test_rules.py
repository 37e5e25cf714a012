"""Limits, curves and cost rules, with their euro worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.costs.cost_rules import RULES, allowance, invoice, staff_hours
from ciao.costs.rules import planned_curve, running, same_document, yearly_limit

D = Decimal
OCTOBER = date(2026, 10, 1)
MONTH = allowance.AllowanceFacts(OCTOBER, 1, D(85), D("63.5"), D(500), D("373.53"))
HOURS = staff_hours.StaffFacts(OCTOBER, D("7.25"), D("21.37"), D(900), D(1720))
PAPER = invoice.InvoiceFacts(
    "Ferramenta Rossi", "12", date(2026, 11, 2), D("120.50"), date(2026, 1, 1), date(2027, 6, 30)
)


def test_there_is_a_rule_for_allowance_staff_hours_and_invoice_and_each_names_its_papers() -> None:
    assert {one.code for one in RULES} == {"allowance", "staff_hours", "invoice", "employer_charges"}
    assert all(len(one.evidence) >= 3 for one in RULES)


@pytest.mark.parametrize(
    ("worked", "rate", "euro"),
    [("7.25", "21.37", "154.93"), ("1.5", "21.37", "32.06"), ("0.25", "20.02", "5.01"), ("160", "18.5", "2960.00")],
)
def test_staff_hours_times_rate_rounded_once(worked: str, rate: str, euro: str) -> None:
    assert staff_hours.amount(replace(HOURS, worked_hours=D(worked), hourly_amount=D(rate))) == D(euro)


def test_staff_hours_past_the_years_are_warned_beside_the_hours() -> None:
    assert staff_hours.problems(HOURS) == []
    over = replace(HOURS, year_hours=D("1720.5"))
    assert staff_hours.lines(over)[0].care == staff_hours.problems(over)[0]
    assert "1720\u00a0h" in staff_hours.problems(over)[0]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({}, ""),
        ({"due_amount": D("500.01")}, "supera quella piena"),
        ({"attended_hours": D(86)}, "più di quelle previste"),
        ({"line": 2, "due_amount": D(-5)}, "differenza in meno"),
    ],
)
def test_an_allowance_is_what_was_computed_and_doubts_are_said(change: dict[str, object], sentence: str) -> None:
    facts = replace(MONTH, **change)
    assert allowance.amount(facts) == facts.due_amount
    assert sentence in " ".join(allowance.problems(facts))
    assert bool(allowance.problems(facts)) == bool(sentence)


def test_a_difference_says_so_in_its_lines() -> None:
    assert [line.what for line in allowance.lines(replace(MONTH, line=2))][-1] == "Differenza"
    assert len(allowance.lines(MONTH)) == 3


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({}, ""),
        ({"left_amount": D("120.50")}, ""),
        ({"left_amount": D("120.49")}, "Supera quanto resta"),
        ({"document_on": date(2025, 12, 31)}, "fuori dai giorni del progetto"),
        ({"document_on": date(2027, 7, 1)}, "fuori dai giorni del progetto"),
    ],
)
def test_an_invoice_is_due_as_written(change: dict[str, object], sentence: str) -> None:
    facts = replace(PAPER, **change)
    assert invoice.amount(facts) == D("120.50")
    assert sentence in invoice.lines(facts)[0].care
    assert bool(invoice.problems(facts)) == bool(sentence)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Ferramenta Rossi", "12/A"), ("FERRAMENTA  ROSSI", "12-a"), True),
        (("Ferramenta Rossi", "12"), ("Ferramenta Rossi", "13"), False),
        (("Ferramenta Rossi", "12"), ("Ferramenta Bianchi", "12"), False),
    ],
)
def test_a_document_is_the_same_however_it_is_written(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    assert same_document(one, other) is same


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "limit"),
    [
        (date(2025, 5, 1), None, "1720.00"),
        (date(2026, 7, 15), None, "860.00"),
        (date(2026, 1, 1), date(2026, 3, 31), "430.00"),
        (date(2026, 11, 1), date(2026, 11, 30), "143.33"),
    ],
)
def test_the_years_hours_are_in_proportion_to_the_months(starts_on: date, ends_on: date | None, limit: str) -> None:
    assert yearly_limit(D(1720), 2026, starts_on, ends_on) == D(limit)


def test_a_plan_spreads_over_its_months_and_ends_at_the_total() -> None:
    curve = planned_curve({"a": D("100.00"), "b": D("10.00"), None: D("4.00")}, {"a": [2, 3, 4], "b": [9]}, 4)
    assert curve == [D("0"), D("3.50"), D("40.34"), D("77.17"), D("114.00")]


@given(st.dictionaries(st.integers(0, 5), st.integers(0, 10**9), max_size=5), st.integers(1, 36))
def test_whatever_the_plan_the_last_month_is_its_sum(cents: dict[int, int], months: int) -> None:
    planned = {key: D(value).scaleb(-2) for key, value in cents.items()}
    curve = planned_curve(planned, {0: [1, 2], 1: [months]}, months)
    assert curve[-1] == sum(planned.values())
    assert curve == sorted(curve)


def test_what_is_spent_runs_month_by_month_and_early_money_counts_in_the_first() -> None:
    assert running({-1: D(5), 1: D(10), 3: D(-2)}, 3) == [0, 15, 15, 13]
