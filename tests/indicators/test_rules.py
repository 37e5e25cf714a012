"""Bands, requirements, small cells, ESF sums: tables of worked cases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.indicators.catalogue import Target
from ciao.indicators.enums import Unit
from ciao.indicators.rules import (
    SMALL,
    EsfRecord,
    Promise,
    age_band,
    esf_checks,
    fits,
    lacking,
    last_days,
    progress,
    suggested,
    suppress,
    too_small,
    written,
)
from ciao.programmes.rules import Span

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("age", "band"),
    [(None, ""), (0, "fino a 17"), (17, "fino a 17"), (18, "18–24"), (24, "18–24"), (25, "25–34"), (34, "25–34"),
     (35, "35–54"), (54, "35–54"), (55, "55 e più"), (90, "55 e più")],
)  # fmt: skip
def test_an_age_has_one_band(age: int | None, band: str) -> None:
    assert age_band(age) == band


@pytest.mark.parametrize(
    ("gender", "age", "is_in"),
    [("F", 18, True), ("F", 55, True), ("F", 17, False), ("F", 56, False), ("M", 30, False), ("", 30, False),
     ("F", None, False)],
)  # fmt: skip
def test_who_has_the_requirements_of_a_group(gender: str, age: int | None, is_in: bool) -> None:
    assert fits(gender, age, Target("Donne", "F", 18, 55)) is is_in


def test_a_group_without_ages_asks_for_none() -> None:
    assert fits("", None, Target("Tutti", "all", None, None))
    assert not fits("", None, Target("Adulti", "all", 18, None))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(None, Unit.COUNT, "–"), (Decimal(1486), Unit.COUNT, "1.486"), (Decimal("5.5"), Unit.HOURS, "5\xa0h\xa030\xa0min"),
     (Decimal("373.53"), Unit.MONEY, "€\xa0373,53"), (Decimal(50), Unit.PERCENT, "50%")],
)  # fmt: skip
def test_a_value_is_written_in_its_unit(value: Decimal | None, unit: Unit, text: str) -> None:
    assert written(value, unit) == text


@pytest.mark.parametrize(
    ("value", "fewer", "word"),
    [(100, False, "raggiunto"), (50, False, "in linea"), (20, False, "indietro"), (90, False, "in anticipo"),
     (5, True, "entro il limite"), (90, True, "oltre il limite")],
)  # fmt: skip
def test_the_word_of_a_bar(value: int, fewer: bool, word: str) -> None:
    found = progress("Prova", Decimal(value), Promise(Decimal(100), YEAR, fewer), date(2026, 7, 1))
    assert found is not None
    assert found.word == word


def test_no_bar_without_a_value_or_a_promise() -> None:
    assert progress("Prova", None, Promise(Decimal(1), YEAR), date(2026, 7, 1)) is None
    assert progress("Prova", Decimal(1), Promise(Decimal(0), YEAR), date(2026, 7, 1)) is None


def test_a_result_suggests_the_figures_whose_stems_it_says() -> None:
    words = {"esi-02": ("occupabil",), "esi-01": ("occupati",), "ret-01": ()}
    assert suggested("Migliorare il profilo di occupabilità", words) == ["esi-02"]
    assert suggested("Incrementare il numero degli occupati", words) == ["esi-01"]
    assert suggested("Modellizzare percorsi", words) == []


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 10, "b": 0}, set()),
        ({"a": 10, "b": 3}, {"a", "b"}),
        ({"a": 10, "b": 7, "c": 2}, {"b", "c"}),
        ({"a": 10, "b": 1, "c": 1}, {"a", "b", "c"}),
        ({"a": 20, "b": 3, "c": 4, "d": 0}, {"b", "c"}),
        ({"a": 20, "b": 4, "c": 4}, {"a", "b", "c"}),
        ({"a": 3}, {"a"}),
        ({}, set()),
    ],
)
def test_small_groups_hide_with_a_neighbour(counts: dict[str, int], hidden: set[str]) -> None:
    assert suppress(counts) == hidden


@pytest.mark.parametrize(
    ("counts", "is_small"),
    [({"a": 3}, True), ({"a": 3, "b": 0}, True), ({"a": 2, "b": 1}, True), ({"a": 4, "b": 4}, True),
     ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}, True), ({"a": 3, "b": 3}, False), ({"a": 9, "b": 3}, False),
     ({"a": 9}, False), ({}, False)],
)  # fmt: skip
def test_a_partition_too_small_does_not_leave(counts: dict[str, int], is_small: bool) -> None:
    assert too_small(counts) is is_small


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5))
def test_no_hidden_cell_can_be_worked_out_from_the_others_and_the_total(many: list[int]) -> None:
    counts = {str(index): one for index, one in enumerate(many)}
    hidden = sorted(suppress(counts))
    assert {name for name, one in counts.items() if 0 < one < SMALL} <= set(hidden)
    if too_small(counts) or not hidden:
        return
    left = sum(many) - sum(one for name, one in counts.items() if name not in hidden)
    assert left >= SMALL
    small = [counts[name] < SMALL for name in hidden]
    ranges = [range(1, SMALL) if is_small else range(SMALL, left + 1) for is_small in small]
    answers = [one for one in product(*ranges) if sum(one) == left]
    for place, name in enumerate(hidden):
        if counts[name] < SMALL:
            assert len({one[place] for one in answers}) > 1, (counts, hidden)


def test_what_an_entry_form_lacks_is_said_in_words() -> None:
    whole = EsfRecord("F", 30, "unemployed", "over_12", None, "primary")
    assert lacking(whole) == []
    assert lacking(EsfRecord()) == ["genere", "età", "lavoro all’ingresso", "titolo di studio"]
    assert lacking(EsfRecord("F", 30, "unemployed", "", None, "primary")) == ["da quanto cerca lavoro"]
    assert lacking(EsfRecord("F", 30, "inactive", "", None, "primary")) == ["se studia o si forma"]
    assert lacking(EsfRecord("F", 30, "employed", "", None, "primary")) == []


def failing(totals: dict[str, int], genders: dict[str, int]) -> list[str]:
    return [one.sentence for one in esf_checks(totals, genders) if not one.holds]


def test_sums_that_close_and_sums_that_do_not() -> None:
    good = {"co-tot": 5, "co01": 3, "co02": 1, "co03": 1, "co04": 1, "co05": 1, "co07": 2, "co08": 1, "co09": 2}
    assert failing(good, {"donna": 3, "uomo": 2}) == []
    assert failing(good, {"donna": 3, "uomo": 1}) == ["Donne 3 + uomini 1 = totale 5, altro o non detto 1"]
    assert len(failing({**good, "co05": 0}, {"donna": 3, "uomo": 2})) == 1
    assert len(failing({**good, "co02": 4, "co04": 2, "co08": 3, "co11": 9}, {"donna": 3, "uomo": 2})) == 4


def test_a_result_never_exceeds_the_group_it_is_held_against() -> None:
    good = {"co-tot": 2, "co03": 1, "co05": 1, "cr01": 1, "cr07": 1}
    assert failing(good, {"donna": 2, "uomo": 0}) == []
    assert failing({**good, "cr08": 1}, {"donna": 2, "uomo": 0}) == ["CR08 1, su CO07 0"]


def test_a_running_total_is_read_at_the_end_of_each_month() -> None:
    assert last_days(date(2026, 11, 5), date(2027, 1, 10)) == [
        date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 10),
    ]  # fmt: skip
    assert last_days(date(2026, 2, 1), date(2026, 2, 3)) == [date(2026, 2, 3)]
