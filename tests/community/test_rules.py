"""Places, distributions and what may be shown of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.community.rules import (
    SMALL,
    Seat,
    heads_in_words,
    hide_small,
    missing,
    places_left,
    read_seats,
    refuses_places,
    spread,
)


@pytest.mark.parametrize(
    ("is_open", "capacity", "taken", "asked", "words"),
    [
        (True, None, 400, 20, ""),
        (True, 10, 8, 2, ""),
        (True, 10, 8, 3, "Restano meno posti di quelli che chiedi."),
        (True, 10, 10, 1, "I posti sono finiti."),
        (True, 10, 12, 0, ""),
        (False, None, 0, 1, "Qui non ci si può più prenotare."),
    ],
)
def test_places_are_refused_with_their_reason(
    is_open: bool, capacity: int | None, taken: int, asked: int, words: str
) -> None:
    assert refuses_places(is_open=is_open, capacity=capacity, taken=taken, asked=asked) == words


@pytest.mark.parametrize(("capacity", "taken", "left"), [(None, 9, None), (10, 3, 7), (10, 12, 0)])
def test_places_left_are_never_below_zero(capacity: int | None, taken: int, left: int | None) -> None:
    assert places_left(capacity, taken) == left


def test_the_table_is_read_line_by_line() -> None:
    assert read_seats("3 madri del corso\n\n  scuola media \n0 assenti") == [
        Seat("madri del corso", 3), Seat("scuola media", 1), Seat("assenti", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "is_shown", "cells", "count", "is_hidden"),
    [
        ({}, False, (0, 0, 0, 0, 0), 0, False),
        ({5: 3}, False, (None,) * 5, 3, True),
        ({5: 3}, True, (0, 0, 0, 0, 3), 3, False),
        ({4: 6, 5: 14}, False, (0, 0, 0, 6, 14), 20, False),
        ({3: 1, 4: 6, 5: 14}, False, (0, 0, None, None, 14), 21, False),
        ({2: 2, 3: 3, 5: 9}, False, (0, None, None, 0, 9), 14, False),
        ({2: 1, 3: 1, 4: 5, 5: 9}, False, (0, None, None, None, 9), 16, False),
    ],
)
def test_who_is_not_of_the_team_sees_no_cell_under_five(
    counts: dict[int, int], is_shown: bool, cells: tuple[Any, ...], count: int, is_hidden: bool
) -> None:
    found = spread("domanda", counts, is_shown=is_shown)
    assert (found.cells, found.count, found.is_hidden) == (cells, count, is_hidden)


def test_the_mean_is_of_those_who_answered() -> None:
    assert spread("domanda", {5: 3, 2: 3}, is_shown=True).mean == 3.5
    assert spread("domanda", {}, is_shown=True).mean is None


@given(st.lists(st.integers(0, 40), min_size=5, max_size=5))
def test_a_hidden_cell_can_never_be_worked_out(cells: list[int]) -> None:
    hidden = hide_small(cells)
    assert all(at in hidden for at, one in enumerate(cells) if 0 < one < SMALL)
    if hidden and sum(cells) >= SMALL and len(hidden) < sum(one > 0 for one in cells):
        assert len(hidden) > 1
        assert sum(cells[at] for at in hidden) >= SMALL


@pytest.mark.parametrize(("present", "answered", "left"), [(None, 4, None), (12, 4, 8), (3, 4, 0)])
def test_who_did_not_answer_is_known_only_where_heads_were_counted(
    present: int | None, answered: int, left: int | None
) -> None:
    assert missing(present, answered) == left


def test_heads_are_said_in_words() -> None:
    assert heads_in_words(30, 11, 25) == "41 persone: 30 adulti, 11 bambini e ragazzi; 25 donne e ragazze"
    assert heads_in_words(1, 0, None) == "1 persona: 1 adulto, 0 bambini e ragazzi"
