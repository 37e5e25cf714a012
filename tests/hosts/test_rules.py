"""How many people a host may take in at once, and what is said before one more comes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.hosts.rules import (
    BanTerms,
    BonusTerms,
    Hired,
    PlaceFacts,
    QuotaTerms,
    Staff,
    bonus,
    capacity,
    place_warnings,
    quota,
    quota_warning,
    quota_words,
)

TERMS = QuotaTerms(5, 1, 20, 2, Decimal(10))
MORE = BonusTerms(20, 24, ((Decimal(20), 1), (Decimal(50), 2), (Decimal(75), 3), (Decimal(100), 4)))
BANS = BanTerms(12, 24, 3)
FINE = PlaceFacts(headcount=30, hosted=1)


@pytest.mark.parametrize(
    ("staff", "headcount"),
    [
        (Staff(), None),
        (Staff(apprentices=4), None),
        (Staff(owners=2, apprentices=4), 2),
        (Staff(owners=1, permanent=10, fixed_term=3, members=6, apprentices=5), 20),
        (Staff(owners=0, permanent=0), 0),
    ],
)
def test_everybody_counts_but_apprentices(staff: Staff, headcount: int | None) -> None:
    assert staff.headcount == headcount


@pytest.mark.parametrize(
    ("headcount", "places"), [(0, 1), (5, 1), (6, 2), (20, 2), (21, 3), (30, 3), (31, 4), (100, 10), (101, 11)]
)
def test_places_by_people_at_work(headcount: int, places: int) -> None:
    assert quota(headcount, TERMS) == places


@pytest.mark.parametrize(
    ("headcount", "ended", "hired", "more"),
    [
        (21, 10, 1, 0),
        (21, 10, 2, 1),
        (21, 10, 4, 1),
        (21, 10, 5, 2),
        (21, 4, 3, 3),
        (21, 1000, 749, 2),
        (21, 3, 3, 4),
        (21, 0, 0, 0),
        (21, 1000, 199, 0),
        (20, 10, 10, 0),
        (5, 10, 10, 0),
    ],
)
def test_hiring_interns_gives_further_places_above_twenty_people(
    headcount: int, ended: int, hired: int, more: int
) -> None:
    assert bonus(headcount, Hired(ended, hired), MORE) == more


def test_quota_and_further_places_add_up() -> None:
    assert capacity(31, Hired(2, 1), TERMS, MORE) == 6


@given(st.integers(0, 5000), st.integers(0, 300), st.integers(0, 300))
def test_more_people_or_more_hired_never_take_places_away(headcount: int, ended: int, hired: int) -> None:
    hired = min(hired, ended)
    places = capacity(headcount, Hired(ended, hired), TERMS, MORE)
    assert 1 <= places <= max(2, headcount) + 4
    assert capacity(headcount + 1, Hired(ended, hired), TERMS, MORE) >= places
    assert capacity(headcount, Hired(ended, ended), TERMS, MORE) >= places


@pytest.mark.parametrize(
    ("headcount", "hosted", "words"),
    [
        (5, 1, ""),
        (5, 2, "può ospitare un tirocinio, qui sono 2"),
        (1, 2, "una persona in organico"),
        (14, 3, "può ospitare 2 tirocini"),
        (None, 1, "Non sappiamo"),
    ],
)
def test_more_than_the_quota_is_said_and_stops_nobody(headcount: int | None, hosted: int, words: str) -> None:
    found = quota_warning(headcount, hosted, TERMS)
    assert (words in found) if words else found == ""


def test_further_places_count_in_the_warning() -> None:
    assert "può ospitare 3" in quota_warning(30, 4, TERMS, Hired(5, 0), MORE)
    assert quota_warning(30, 4, TERMS, Hired(5, 1), MORE) == ""


def test_the_quota_in_a_sentence() -> None:
    assert "14 persone in organico può ospitare 2 tirocini" in quota_words(14, TERMS)
    assert "Scrivi quante persone" in quota_words(None, TERMS)
    assert quota_words(30, TERMS, Hired(4, 2), MORE).endswith("assunto il 50%: 2 tirocini in più, 5 in tutto.")
    assert "in più" not in quota_words(14, TERMS, Hired(4, 2), MORE)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, []),
        ({"hosted": 4}, ["qui sono 4"]),
        ({"hosted": 4, "is_inclusion": True}, ["forse non contano. Regola da verificare"]),
        ({"headcount": None, "is_inclusion": True}, ["Non sappiamo"]),
        ({"is_offering": False}, ["non è disponibile"]),
        ({"stopped_on": date(2026, 9, 1), "stopped_for": "cucina"}, ["01.09.2026 l’ente ha licenziato"]),
        ({"stopped_on": date(2026, 9, 1)}, ["per 12 mesi"]),
        ({"worked_until": date(2025, 9, 1)}, ["devono passare 24 mesi"]),
        ({"was_here": True}, ["se ne può fare uno solo"]),
        ({"tutored": 3}, []),
        ({"tutored": 4}, ["ne seguirebbe 4 insieme: può seguire 3 tirocini"]),
        ({"hosted": 9, "was_here": True, "tutored": 5}, ["qui sono 9", "uno solo", "ne seguirebbe 5"]),
    ],
)
def test_what_stands_in_the_way_is_said(change: dict[str, object], words: list[str]) -> None:
    said = place_warnings(replace(FINE, **change), TERMS, MORE, BANS)  # type: ignore[arg-type]  # a table of changes
    assert len(said) == len(words)
    assert all(word in sentence for word, sentence in zip(words, said, strict=True))
