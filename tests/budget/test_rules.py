"""What blocks a budget and what is only worth a look, as tables of worked cases."""

from __future__ import annotations

import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ciao.budget.reading.columns import guess
from ciao.budget.reading.lines import amount_of, letter
from ciao.budget.reading.names import items_for, match, match_activity
from ciao.budget.rules import BudgetFacts, Fault, Item, Partner, Row, faults, guess_kind, split_code, totals, warnings

D = Decimal
LEAD, COOP, NET = (uuid.UUID(int=number) for number in (1, 2, 3))
PARTNERS = {
    LEAD: Partner("Tre Ponti", "public"),
    COOP: Partner("La Quercia", "third"),
    NET: Partner("Rete", "third", False),
}
ITEMS = [Item("A", "Personale", "staff"), Item("B", "Indennità", "allowance")]
ROWS = [Row(LEAD, "A", None, D("60.01"), "Riga 2"), Row(COOP, "B", None, D("40.01"), "Riga 3")]
GOOD = BudgetFacts(ROWS, ITEMS, {LEAD: D("10.01"), COOP: D("10.00")}, PARTNERS, D("100.02"), D("80.01"))


def test_a_budget_that_adds_up_has_nothing_to_correct_nor_to_look_at() -> None:
    assert faults(GOOD) == []
    assert warnings(GOOD) == []
    assert totals(ROWS).by_partner == {LEAD: D("60.01"), COOP: D("40.01")}
    assert totals(ROWS).by_item == {"A": D("60.01"), "B": D("40.01")}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rows": []}, "Non c’è nessuna riga"),
        ({"rows": [*ROWS, Row(LEAD, "B", None, D(-1), "Riga 4")]}, "Riga 4: l’importo è −€ 1,00"),
        ({"rows": [*ROWS, Row(LEAD, "B", None, D("0.001"), "Riga 4")]}, "Riga 4: l’importo ha più di due decimali"),
        ({"rows": [*ROWS, Row(NET, "A", None, D(1), "Riga 4")]}, "Rete è nella rete e non ha budget"),
        ({"rows": [*ROWS, Row(LEAD, "A", None, D(0), "Riga 4")]}, "Riga 2, Riga 4: Tre Ponti, voce A: la stessa riga"),
        ({"total_amount": D("100.03")}, "Mancano € 0,01"),
        ({"total_amount": D("100.01")}, "Ci sono € 0,01 di troppo"),
        ({"contribution_amount": D("80.02")}, "l’80% del totale è € 80,01"),
        ({"cofinancing": {LEAD: D("20.00")}}, "deve essere € 20,01"),
        ({"cofinancing": {LEAD: D("-1"), COOP: D("21.01")}}, "Il cofinanziamento di Tre Ponti è −€ 1,00"),
        ({"cofinancing": {LEAD: D("20"), NET: D("0.01")}}, "Rete è nella rete e non cofinanzia"),
        ({"cofinancing": {uuid.UUID(int=9): D(-1)}}, "Il cofinanziamento di un ente è −€ 1,00"),
    ],
)
def test_what_blocks(change: dict[str, Any], sentence: str) -> None:
    found = " ".join(one.sentence for one in faults(replace(GOOD, **change))).replace("\u00a0", " ")
    assert sentence.removeprefix("l’") in found


def test_the_sheets_own_amounts_add_up_to_the_cent() -> None:
    """Total 374.986,52: 80 % is 299.989,216, rounded down; the rest is 74.997,31."""
    rows = [Row(LEAD, "A", None, D("374986.52"))]
    shares = {LEAD: D("37498.66"), COOP: D("37498.65")}
    sheet = replace(
        GOOD, rows=rows, cofinancing=shares, total_amount=D("374986.52"), contribution_amount=D("299989.21")
    )
    assert faults(sheet) == []
    assert "80%" in faults(replace(sheet, contribution_amount=D("299989.22")))[0].what


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"cofinancing": {LEAD: D("20.01")}}, "in parti uguali"),
        ({"cofinancing": {LEAD: D("10.01"), COOP: D("10.00"), uuid.UUID(int=9): D(5)}}, ""),
        ({"rows": [replace(ROWS[0], item="B"), ROWS[1]]}, "prevale il personale"),
        ({"items": ITEMS[:1]}, "indennità non si possono approvare"),
        ({"rows": ROWS[:1]}, "Senza nessuna riga: La Quercia."),
        ({"total_amount": None}, "le somme non si possono confrontare"),
        ({"contribution_amount": D("70"), "share_is_known": False}, "avvisa, non blocca"),
        ({"share_is_known": False}, ""),
        ({"total_amount": None, "share_is_known": False}, "le somme non si possono confrontare"),
    ],
)
def test_what_is_worth_a_look(change: dict[str, Any], sentence: str) -> None:
    found = " ".join(warnings(replace(GOOD, **change)))
    assert sentence in found
    assert bool(found) == bool(sentence)


def test_an_unverified_percentage_never_blocks() -> None:
    found = faults(replace(GOOD, contribution_amount=D("80.00"), share_is_known=False))
    assert [one.what[:21] for one in found] == ["Il cofinanziamento de"]


def test_a_fault_is_one_sentence() -> None:
    assert Fault("Riga 2", "manca l’ente.", "Scrivilo.").sentence == "Riga 2: manca l’ente. Scrivilo."
    assert Fault("", "Manca tutto.").sentence == "Manca tutto."


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Personale interno", "staff"), ("Personale esterno", "external"), ("Indennità di tirocinio", "allowance"),
        ("Borse lavoro", "allowance"), ("Costi indiretti", "flat_rate"), ("Noleggi", "purchase"), ("Viaggi", "other"),
    ],
)  # fmt: skip
def test_the_kind_is_guessed_by_the_words(label: str, kind: str) -> None:
    assert guess_kind(label) == kind


@pytest.mark.parametrize(
    ("text", "code", "label"),
    [
        ("A Personale", "A", "Personale"), ("A.1 Personale", "A.1", "Personale"), ("B1) Beni", "B1", "Beni"),
        ("1.2 - Beni", "1.2", "Beni"), ("1.2 Beni", "1.2", "Beni"), ("Personale", "", "Personale"),
    ],
)  # fmt: skip
def test_a_code_before_a_name_is_read(text: str, code: str, label: str) -> None:
    assert split_code(text) == (code, label)


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("1.234,50", "1234.50"), ("1234.5", "1234.50"), ("€ 10", "10.00"), ("10 EUR", "10.00"), ("10,00 euro", "10.00"),
        (10, "10.00"), (0.1 + 0.2, "0.30"), (33333.330000000002, "33333.33"), (-5, "-5.00"), ("1.234", "1234.00"),
        ("1,234.50", None), (10.005, None), ("dieci", None), ("(10)", None),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(value: Any, amount: str | None) -> None:
    assert amount_of(value) == (None if amount is None else D(amount))


@pytest.mark.parametrize(("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (79, "CB")])
def test_columns_have_the_names_of_spreadsheets(place: int, name: str) -> None:
    assert letter(place) == name


BODIES = {LEAD: "Azienda Sociale Tre Ponti", COOP: "Cooperativa La Quercia", NET: "Cooperativa Il Faro"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("COOPERATIVA LA QUERCIA", COOP), ("La Quercia soc. coop. sociale onlus", COOP), ("Coop. Il Faro", NET),
        ("Azienda Sociale Tre Pont", LEAD), ("Cooperativa", None), ("", None), ("Ente Mai Visto", None),
    ],
)  # fmt: skip
def test_a_body_is_matched_only_where_it_is_sure(text: str, found: uuid.UUID | None) -> None:
    assert match(text, BODIES) == found


@pytest.mark.parametrize(
    ("text", "found"), [("7", COOP), ("Attività 7", COOP), ("7. Tirocini", COOP), ("Coordinamento", LEAD), ("9", None)]
)
def test_an_activity_is_matched_by_number_or_title(text: str, found: uuid.UUID | None) -> None:
    assert match_activity(text, {LEAD: (0, "Coordinamento"), COOP: (7, "Tirocini")}) == found


def test_items_keep_their_code_take_the_known_one_or_the_next_letter() -> None:
    known = {"B": Item("B", "Indennità di tirocinio", "allowance")}
    found = items_for(["A Personale", "indennità di tirocinio", "Beni", "Viaggi"], known)
    assert [one.code for one in found.values()] == ["A", "B", "C", "D"]
    assert found["indennità di tirocinio"].kind == "allowance"


def test_headings_are_found_where_they_are_and_a_sheet_without_any_is_the_first_row() -> None:
    rows: list[list[Any]] = [["Piano"], [], ["Ente", "Voce di costo", "Costo totale"], ["Uno", "A", 5]]
    found = guess(rows)
    assert (found.header, found.shape, found.columns["amount"]) == (2, "long", 2)
    nothing = guess([["x", "y"], ["z", 1]])
    assert (nothing.header, nothing.columns["partner"], nothing.score) == (0, None, 0)
    matrix = guess([["Partner", "Personale", "Beni", "Totale"], ["Uno", 1, "", 1]])
    assert (matrix.shape, matrix.columns["amount"]) == ("matrix", None)
