"""What the entry form lacks, what asks for a second look, what it asks to be done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ciao.cases.dossier.entry import (
    asked_by,
    facts_on_entry,
    missing_in_entry,
    progress_of,
    state_words,
    worth_a_second_look,
)
from ciao.cases.models import EsfEntry
from ciao.cases.rules import TargetFacts, eligibility
from ciao.people.enums import Gender

ENTERED = date(2026, 11, 2)
WOMEN = TargetFacts("w", "Donne", Gender.FEMALE, 18, 55)
WHOLE: dict[str, Any] = {
    "gender": "F", "age": 38, "citizenship_id": "330", "residence_id": "015189", "employment": "unemployed",
    "search": "up_to_6", "is_studying": False, "education": "none", "adults_count": 1, "workers_count": 0,
    "children_count": 0,
}  # fmt: skip


def entry(**more: Any) -> EsfEntry:
    return EsfEntry(entered_on=ENTERED, **{**WHOLE, **more})


@pytest.mark.parametrize(
    ("more", "missing", "words"),
    [
        ({}, (), "11 risposte su 11"),
        ({"search": ""}, ("da quanto cerca lavoro",), "10 risposte su 11"),
        ({"search": "", "employment": "inactive"}, (), "10 risposte su 10"),
        ({"search": "", "employment": ""}, ("lavoro all’ingresso",), "9 risposte su 10"),
        ({"is_studying": None, "age": None}, ("data di nascita", "se studia o si forma"), "9 risposte su 11"),
        ({"gender": "not_said"}, (), "11 risposte su 11"),
        ({"domicile_id": None}, (), "11 risposte su 11"),
    ],
)
def test_answers_are_counted_and_zero_and_no_are_answers(
    more: dict[str, Any], missing: tuple[str, ...], words: str
) -> None:
    found = progress_of(entry(**more))
    assert (found.missing, found.words) == (missing, words)
    assert missing_in_entry(entry(**more)) == missing


@pytest.mark.parametrize(
    ("more", "born", "says"),
    [
        ({}, date(1988, 5, 1), []),
        ({}, date(1960, 5, 1), ["Il 02.11.2026 ha 66 anni"]),
        ({"employment": "employed", "workers_count": 1}, date(1988, 5, 1), ["risulta al lavoro"]),
        ({"employment": "employed"}, date(1988, 5, 1), ["risulta al lavoro", "in casa non lavora nessuno"]),
        ({"employment": "student"}, date(1988, 5, 1), ["la risposta è no"]),
        ({"employment": "student", "is_studying": True}, date(1988, 5, 1), []),
        ({"residence_id": "001272"}, date(1988, 5, 1), ["è fuori dal territorio"]),
    ],
)
def test_what_does_not_fit_is_said(more: dict[str, Any], born: date, says: list[str]) -> None:
    one = entry(**more)
    found = eligibility(facts_on_entry(one, born), [WOMEN], {"015189"}, ENTERED)
    sentences = worth_a_second_look(one, found)
    assert len(sentences) == len(says)
    assert all(part in sentence for part, sentence in zip(says, sentences, strict=True))


@pytest.mark.parametrize(
    ("one", "missing", "title"),
    [
        (None, 0, "Compilare la domanda di iscrizione"),
        (entry(education=""), 0, "Finire la domanda di iscrizione"),
        (entry(), 0, "Presentare la domanda alla firma"),
        (entry(state="to_sign"), 1, "Far firmare la domanda di iscrizione"),
        (entry(state="to_sign"), 0, "Chiudere la domanda di iscrizione"),
    ],
)
def test_the_form_asks_for_one_thing_at_a_time(one: EsfEntry | None, missing: int, title: str) -> None:
    asked = asked_by(one, missing)
    assert asked is not None
    assert (asked.title, asked.on_form) == (title, title.startswith(("Compilare", "Finire")))


def test_one_answer_that_lacks_is_named() -> None:
    asked = asked_by(entry(education=""), 0)
    assert asked is not None
    assert asked.why == "Ci sono 10 risposte su 11. Manca: titolo di studio."


def test_signed_it_asks_nothing() -> None:
    one = entry(state="signed", signed_on=ENTERED)
    assert asked_by(one, 0) is None
    assert [state_words(row) for row in (None, entry(), one)] == [
        ("da compilare", "warn"), ("da completare", "info"), ("firmata il 02.11.2026", "ok"),
    ]  # fmt: skip
