"""A place whose conditions nobody wrote asks what it says of itself."""

from __future__ import annotations

import pytest

from ciao.hosts.models import Vacancy
from ciao.matches.assigning.asked import asked_of
from ciao.matches.models import PlaceTerms


@pytest.mark.parametrize(
    ("place", "asked"),
    [
        ({}, {"days": [], "italian": "", "least_age": 18, "burdens": [], "titles": []}),
        ({"days": ["1", "5"]}, {"days": [0, 4]}),
        ({"is_for_minors": True}, {"least_age": None}),
        ({"italian": "none"}, {"italian": ""}),
        ({"italian": "a1"}, {"italian": "little"}),
        ({"italian": "b1"}, {"italian": "enough"}),
        ({"italian": "b2"}, {"italian": "well"}),
        ({"limits": ["lifting", "height", "stairs", "driving"]}, {"burdens": ["lifting", "heights"],
                                                                  "titles": ["driving"]}),
    ],
)  # fmt: skip
def test_from_the_place_itself(place: dict[str, object], asked: dict[str, object]) -> None:
    found = asked_of(Vacancy(**place))
    assert {name: getattr(found, name) for name in asked} == asked


def test_what_was_written_for_matching_counts_alone() -> None:
    place = Vacancy(days=["1"], italian="b2")
    place.terms = PlaceTerms(vacancy=place, seats=2)
    assert asked_of(place).days == []
    assert asked_of(place).seats == 2
