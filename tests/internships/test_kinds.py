"""How long each kind may last: worked cases of T10–T12 and of the social inclusion agreement."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.internships.enums import InternshipKind
from ciao.internships.kinds import KINDS, Length, Limits, is_longer, is_shorter, months_after
from ciao.internships.pack.items import ITEMS

LIMITS = Limits(2, 6, 12, 24, 24)
START = date(2026, 9, 1)


def test_every_kind_has_its_rules_and_every_thing_it_asks_is_in_the_table() -> None:
    assert {one.code for one in KINDS} == set(InternshipKind.values)
    assert {one.code: one.label for one in KINDS} == dict(InternshipKind.choices)
    assert {code for one in KINDS for code in one.pack} == set(ITEMS)
    assert [one.code for one in KINDS if one.has_minimum] == ["extracurricular"]
    assert all(one.source and one.about for one in KINDS)


@pytest.mark.parametrize(
    ("kind", "ends_on", "more", "words", "stops"),
    [
        ("extracurricular", date(2027, 2, 28), {}, "", False),
        ("extracurricular", date(2027, 3, 1), {}, "fino a 12", False),
        ("extracurricular", date(2027, 8, 31), {"eqf_low": 4, "eqf_high": 5}, "", False),
        ("extracurricular", date(2027, 8, 31), {"eqf_low": 3, "eqf_high": 5}, "fino a 12", False),
        ("extracurricular", date(2027, 8, 31), {"eqf_low": 3, "eqf_high": 4, "is_extension": True}, "", False),
        ("extracurricular", date(2027, 8, 31), {"eqf_high": 3, "is_extension": True}, "fino a 12", False),
        ("extracurricular", date(2027, 9, 1), {"eqf_low": 4}, "fino a 24 solo per persone con disabilità", False),
        ("extracurricular", date(2028, 8, 31), {}, "fino a 24", False),
        ("extracurricular", date(2028, 9, 1), {}, "nessun tirocinio", True),
        ("extracurricular", date(2026, 10, 31), {}, "", False),
        ("extracurricular", date(2026, 10, 30), {}, "meno di 2 mesi", False),
        ("curricular", date(2030, 9, 1), {}, "", False),
        ("curricular", date(2026, 9, 2), {}, "", False),
        ("inclusion", date(2028, 8, 31), {}, "", False),
        ("inclusion", date(2028, 9, 1), {}, "certificato del bisogno", True),
        ("inclusion", date(2028, 9, 1), {"has_need": True}, "", False),
        ("inclusion", date(2028, 8, 31), {"before_days": 1}, "con i tirocini di prima", True),
        ("inclusion", date(2026, 9, 2), {}, "", False),
    ],
)
def test_a_length_is_judged_by_its_kind(kind: str, ends_on: date, more: dict, words: str, stops: bool) -> None:  # type: ignore[type-arg]
    found = KINDS[kind].judge(Length(START, ends_on, **more), LIMITS)
    assert [one.stops for one in found] == ([stops] if words else [])
    assert all(words in one.text for one in found)


def test_months_end_where_the_month_does() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert not is_longer(date(2026, 8, 31), date(2027, 2, 27), 6)
    assert is_longer(date(2026, 8, 31), date(2027, 2, 28), 6)
    assert is_shorter(date(2026, 9, 1), date(2026, 10, 30), 2)
    assert not is_shorter(date(2026, 9, 1), date(2026, 10, 31), 2)


@given(st.integers(0, 1500), st.integers(0, 1500), st.sampled_from(["extracurricular", "inclusion"]))
def test_what_stops_at_a_length_stops_at_every_longer_one(days: int, more: int, kind: str) -> None:
    def stops(length: int) -> bool:
        judged = KINDS[kind].judge(Length(START, START + timedelta(days=length)), LIMITS)
        return any(one.stops for one in judged)

    assert stops(days + more) or not stops(days)
