"""The floor does the same work as its page: the counts of one are the counts of the other."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from bench.measure import Pair, measure, missing
from bench.scenarios import Scenario, scenarios

CODES = [one.code for one in scenarios()]


@pytest.fixture
def scenario(people: int, request: pytest.FixtureRequest) -> Scenario:
    found = next(one for one in scenarios() if one.code == request.param)
    if missing(found):
        pytest.skip(missing(found))
    return found


@pytest.mark.parametrize("scenario", CODES, indirect=True)
def test_floor_and_page_count_the_same_rows(scenario: Scenario) -> None:
    pair = Pair(scenario.who)
    for turn in range(len(scenario.pages)):
        page = pair.open(scenario, turn, floor=False)
        floor = pair.open(scenario, turn, floor=True)
        seen = scenario.seen(page)
        assert seen
        assert {name: floor.counts[name] for name in seen} == seen
    assert any(seen.values())


def test_a_measure_says_times_and_queries(people: int) -> None:
    found = measure(scenarios()[0], 3)
    assert 0 < found.floor_p50 <= found.floor_p95
    assert 0 < found.page_p50 <= found.page_p95
    assert found.queries > found.floor_queries > 0


def test_a_page_that_is_not_there_is_skipped_and_said(people: int) -> None:
    absent = Scenario("x", "Pagina", "paolo", ["/non-ci-sono/"], ["/floor/persone/"], lambda _: {})
    assert "non c’è ancora" in measure(absent, 3).skipped


def test_a_page_that_fails_ends_the_measure(people: int) -> None:
    closed = Scenario("x", "Pagina", "teo", ["/enti/non-ce/"], ["/floor/persone/"], lambda _: {})
    with pytest.raises((SystemExit, ImproperlyConfigured)):
        Pair("teo").open(closed, 0, floor=False)
