"""How many people a host may take in at once."""

from decimal import Decimal

import pytest

from ciao.hosts.rules import QuotaTerms, quota, quota_warning, quota_words

TERMS = QuotaTerms(5, 1, 20, 2, Decimal(10))


@pytest.mark.parametrize(
    ("headcount", "places"), [(0, 1), (5, 1), (6, 2), (20, 2), (21, 3), (30, 3), (31, 4), (100, 10), (101, 11)]
)
def test_places_by_people_at_work(headcount: int, places: int) -> None:
    assert quota(headcount, TERMS) == places


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


def test_the_quota_in_a_sentence() -> None:
    assert "14 persone in organico può ospitare 2 tirocini" in quota_words(14, TERMS)
    assert "Scrivi quante persone" in quota_words(None, TERMS)
