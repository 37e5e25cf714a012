"""The whole cohort at once: never less than the order of arrival, never a forbidden pair, always the same."""

from __future__ import annotations

import random
from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from ciao.matches.assigning.solver import Market, Result, assign, in_order_of_arrival

PEOPLE = ("amina", "sara", "davide")


@st.composite
def markets(draw: st.DrawFn, most: int = 9) -> Market:
    """People, places with some seats, hosts with some quota, and the points of some pairs."""
    people = tuple(f"p{number}" for number in range(draw(st.integers(0, most))))
    places = [f"s{number}" for number in range(draw(st.integers(0, most // 2 + 1)))]
    host_of = {place: f"h{draw(st.integers(0, 2))}" for place in places}
    seats = {place: draw(st.integers(0, 3)) for place in places}
    pairs = {pair: draw(st.integers(0, 100)) for pair in product(people, places) if draw(st.booleans())}
    quota = {host: draw(st.integers(0, 3)) for host in sorted(set(host_of.values())) if draw(st.booleans())}
    return Market(people, seats, host_of, pairs, quota, draw(st.sampled_from([0, 1, 50, 100])))


def check(market: Market, result: Result) -> None:
    """Every hard rule: allowed pairs, seats, quotas; and the points are those of the pairs."""
    assert set(result.pairs.items()) <= set(market.pairs)
    taken = Counter(result.pairs.values())
    assert all(count <= market.seats[place] for place, count in taken.items())
    hosts = Counter(market.host_of[place] for place in result.pairs.values())
    assert all(count <= market.quota[host] for host, count in hosts.items() if host in market.quota)
    assert result.points == sum(market.pairs[pair] for pair in result.pairs.items())


@given(markets())
def test_no_rule_is_broken_and_the_order_of_arrival_is_never_better(market: Market) -> None:
    best, arrival = assign(market), in_order_of_arrival(market)
    check(market, best)
    check(market, arrival)
    assert best.value(market) >= arrival.value(market)


@given(markets(most=4))
def test_nothing_is_better_than_the_assignment(market: Market) -> None:
    top = -(10**9)
    for way in product([None, *market.seats], repeat=len(market.people)):
        pairs = {one: place for one, place in zip(market.people, way, strict=True) if place}
        taken = Counter(pairs.values())
        hosts = Counter(market.host_of[place] for place in pairs.values())
        stands = set(pairs.items()) <= set(market.pairs)
        stands = stands and all(many <= market.seats[place] for place, many in taken.items())
        stands = stands and all(many <= market.quota.get(host, 99) for host, many in hosts.items())
        if stands:
            top = max(top, Result(pairs, sum(market.pairs[pair] for pair in pairs.items())).value(market))
    assert assign(market).value(market) == top


@given(markets(), st.randoms(use_true_random=False))
def test_the_same_question_has_the_same_answer(market: Market, lot: random.Random) -> None:
    places = list(market.seats)
    lot.shuffle(places)
    pairs = list(market.pairs.items())
    lot.shuffle(pairs)
    mixed = Market(
        market.people, {one: market.seats[one] for one in places}, {one: market.host_of[one] for one in places},
        dict(pairs), market.quota, market.unmatched,
    )  # fmt: skip
    assert assign(mixed) == assign(market)


def test_who_has_one_chance_gets_it_although_they_came_last() -> None:
    pairs = {("amina", "cucina"): 90, ("amina", "orto"): 80, ("sara", "cucina"): 70}
    market = Market(("amina", "sara"), {"cucina": 1, "orto": 1}, {"cucina": "h1", "orto": "h2"}, pairs)
    assert in_order_of_arrival(market) == Result({"amina": "cucina"}, 90)
    assert assign(market) == Result({"amina": "orto", "sara": "cucina"}, 150)


def test_a_host_never_takes_more_than_its_quota_over_all_its_places() -> None:
    pairs = {(one, place): 50 for one in PEOPLE for place in ("cucina", "sala")}
    market = Market(PEOPLE, {"cucina": 2, "sala": 2}, {"cucina": "h", "sala": "h"}, pairs, {"h": 2})
    assert len(assign(market).pairs) == 2
    assert set(assign(market).pairs) == {"amina", "sara"}, "at equal points, who came first"


def test_nobody_and_nowhere() -> None:
    assert assign(Market((), {"cucina": 1}, {"cucina": "h"}, {})) == Result({}, 0)
    assert assign(Market(("amina",), {}, {}, {})) == Result({}, 0)
