"""What is asked, and whether somebody has it."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from ciao.services.planning.requirements import Asked, PersonFacts, age_on, is_met

BASIC = uuid.UUID(int=1)
ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2008, 11, 23), ON, 18),
        (date(2008, 11, 24), ON, 17),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age_is_of_whole_years(born: date, on: date, age: int) -> None:
    assert age_on(born, on) == age


@pytest.mark.parametrize(
    ("asked", "facts", "met"),
    [
        (Asked("age", 18, 35), PersonFacts(date(2008, 11, 23)), True),
        (Asked("age", 18, 35), PersonFacts(date(2008, 11, 24)), False),
        (Asked("age", 18, 35), PersonFacts(date(1991, 11, 23)), True),
        (Asked("age", 18, 35), PersonFacts(date(1990, 11, 23)), False),
        (Asked("age", None, 35), PersonFacts(date(2015, 1, 1)), True),
        (Asked("age", 18), PersonFacts(), None),
        (Asked("target", target="Donne"), PersonFacts(target="Donne"), True),
        (Asked("target", target="Donne"), PersonFacts(target="Giovani"), False),
        (Asked("target", target="Donne"), PersonFacts(), None),
        (Asked("prior", prior_id=BASIC), PersonFacts(finished=frozenset({BASIC})), True),
        (Asked("prior", prior_id=BASIC), PersonFacts(), False),
        (Asked("language", words="A2"), PersonFacts(), None),
        (Asked("document", words="tessera sanitaria"), PersonFacts(), None),
        (Asked("other", words="Scarpe chiuse"), PersonFacts(), None),
    ],
)
def test_a_requirement_is_met_missing_or_to_be_asked(asked: Asked, facts: PersonFacts, met: bool | None) -> None:
    assert is_met(asked, facts, ON) is met


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (Asked("age", 18, 35), "Età: da 18 a 35 anni."),
        (Asked("age", 18), "Età: almeno 18 anni."),
        (Asked("age", None, 35), "Età: non più di 35 anni."),
        (Asked("target", target="Donne"), "Per chi è nel gruppo «Donne»."),
        (Asked("prior", prior_title="Cucina"), "Prima serve aver finito «Cucina»."),
        (Asked("language", words="A2"), "Italiano: A2."),
        (Asked("document", words="tessera sanitaria"), "Serve: tessera sanitaria."),
        (Asked("other", words="Scarpe chiuse"), "Scarpe chiuse."),
    ],
)
def test_it_is_said_without_saying_who_has_it(asked: Asked, sentence: str) -> None:
    assert asked.sentence == sentence
