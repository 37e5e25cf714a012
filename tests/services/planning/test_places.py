"""Whose turn it is: the mix that was decided, then time."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.services.planning.places import Share, Waiter, free_places, next_in_line

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
W, Y = "Donne", "Giovani"


def waiter(number: int, target: str = W, day: int | None = None) -> Waiter:
    return Waiter(uuid.UUID(int=number), target, date(2026, 11, 2) + timedelta(days=day or number), AT)


def order(free: int | None, shares: list[Share], *waiters: Waiter) -> list[int]:
    return [one.waiting_id.int for one in next_in_line(waiters, free, shares)]


@pytest.mark.parametrize(
    ("capacity", "taken", "offered", "free"),
    [(None, 50, 3, None), (12, 10, 0, 2), (12, 10, 2, 0), (12, 14, 0, 0), (1, 0, 1, 0)],
)
def test_free_places_count_what_is_offered(capacity: int | None, taken: int, offered: int, free: int | None) -> None:
    assert free_places(capacity, taken, offered) == free


@pytest.mark.parametrize(
    ("free", "shares", "targets", "expected"),
    [
        (1, [], [W, Y, W], [1]),
        (2, [], [W, Y, W], [1, 2]),
        (None, [], [W, Y, W], [1, 2, 3]),
        (0, [], [W], []),
        (1, [Share(Y, 0, 2)], [W, W, Y], [3]),
        (3, [Share(Y, 1, 2)], [W, W, Y, Y], [3, 1, 2]),
        (2, [Share(W, 5, None, 5)], [W, Y, W], [2]),
        (4, [Share(W, 4, None, 5), Share(Y, 0, 1, 1)], [W, W, Y, Y], [3, 1]),
        (1, [Share(Y, 0, 2)], [W, ""], [1]),
    ],
)
def test_who_helps_the_mix_comes_first_then_who_has_waited(
    free: int | None, shares: list[Share], targets: list[str], expected: list[int]
) -> None:
    waiters = [waiter(number, target) for number, target in enumerate(targets, start=1)]
    assert order(free, shares, *waiters) == expected
    assert order(free, shares, *reversed(waiters)) == expected


def test_a_share_says_what_is_missing_and_what_is_too_much() -> None:
    assert [Share(W, taken, 3, 5).lacking for taken in (0, 3, 6)] == [3, 0, 0]
    assert [Share(W, taken, 3, 5).is_full for taken in (4, 5, 6)] == [False, True, True]
    assert [Share(W, taken, 3, 5).is_over for taken in (5, 6)] == [False, True]


@given(st.lists(st.sampled_from([W, Y, ""]), max_size=12), st.integers(0, 8), st.integers(0, 4), st.integers(0, 6))
def test_never_more_than_the_places_nor_past_a_most(targets: list[str], free: int, taken: int, most: int) -> None:
    waiters = [waiter(number, target) for number, target in enumerate(targets, start=1)]
    chosen = next_in_line(waiters, free, [Share(W, taken, None, most)])
    assert len(chosen) <= free
    assert len(set(chosen)) == len(chosen)
    assert taken + sum(one.target == W for one in chosen) <= max(most, taken)
