"""The form an instrument makes, for every kind of question."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from ciao.core.forms import error_links
from ciao.questionnaires.enums import QuestionKind
from ciao.questionnaires.forms import InstrumentForm, form_for, initial_of
from ciao.questionnaires.logic.definition import Choice, Definition, Item

YES_NO = (Choice("si", "sì"), Choice("no", "no"))
MANY = tuple(Choice(f"r{number}", f"risposta {number}") for number in range(8))
DEFINITION = Definition((
    Item("intro", QuestionKind.NOTE, "Leggi con calma"),
    Item("testo", QuestionKind.TEXT, "Testo", section="Prima"),
    Item("intero", QuestionKind.INTEGER, "Intero", section="Prima"),
    Item("numero", QuestionKind.DECIMAL, "Numero", section="Prima"),
    Item("giorno", QuestionKind.DATE, "Giorno", section="Prima"),
    Item("scala", QuestionKind.SCALE, "Scala", low=0, high=3, section="Dopo"),
    Item("una", QuestionKind.ONE, "Una", choices=YES_NO, is_required=True, section="Dopo"),
    Item("lunga", QuestionKind.ONE, "Lunga", choices=MANY, section="Dopo"),
    Item("tante", QuestionKind.MANY, "Tante", choices=MANY, section="Dopo"),
    Item("poi", QuestionKind.TEXT, "Poi", relevant="${una} = 'si'", is_required=True, section="Dopo"),
))  # fmt: skip
BASE = "row_id=22222222-2222-4222-8222-222222222222&answered_on=10.11.2026"


def sent(text: str) -> InstrumentForm:
    return form_for(DEFINITION)(QueryDict(f"{BASE}&{text}"))


def test_every_kind_of_answer_is_kept_in_one_way_of_writing_it() -> None:
    form = sent(
        "q_testo=Ciao&q_intero=3&q_numero=12,5&q_giorno=2/11/26&q_scala=2&q_una=no&q_lunga=r7&q_tante=r1&q_tante=r2"
    )
    assert form.is_valid(), form.errors
    assert form.answers() == {
        "testo": "Ciao", "intero": "3", "numero": "12.5", "giorno": "2026-11-02", "scala": "2", "una": "no",
        "lunga": "r7", "tante": ["r1", "r2"],
    }  # fmt: skip
    items = DEFINITION.by_name
    assert items["giorno"].said("2026-11-02") == "02.11.2026"
    assert items["numero"].said("12.5") == "12,5"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("q_una=no&q_intero=tre", "q_intero"), ("q_una=no&q_numero=x", "q_numero"),
        ("q_una=no&q_giorno=ieri", "q_giorno"),
        ("q_una=no&q_scala=9", "q_scala"), ("q_una=forse", "q_una"), ("", "q_una"), ("q_una=si", "q_poi"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_italian_beside_its_question(text: str, name: str) -> None:
    form = sent(text)
    assert set(form.errors) == {name}
    assert all(words.startswith(("Scrivi", "Scegli")) for _, words in error_links(form))


def test_a_closed_question_asks_nothing_even_if_it_is_needed() -> None:
    assert sent("q_una=no").is_valid()
    assert sent("q_una=si&q_poi=Ecco").is_valid()


def test_the_page_is_drawn_part_by_part_with_what_is_open() -> None:
    form = form_for(DEFINITION)(initial=initial_of({"una": "si"}))
    parts = list(form.sections())
    assert [title for title, _ in parts] == ["", "Prima", "Dopo"]
    assert parts[0][1][0].field is None
    asked: dict[str, Any] = {one.item.name: one for _, questions in parts for one in questions}
    assert asked["poi"].is_open
    assert asked["una"].opens_others
    assert asked["scala"].is_flat
    assert not asked["una"].is_flat


def test_what_was_typed_stays_when_the_page_is_only_looked_at() -> None:
    again = sent("q_una=si&q_tante=r1&q_tante=r2&q_testo=Ciao").again()
    assert not again.is_bound
    assert again.initial["q_tante"] == ["r1", "r2"]
    assert [one.item.name for one in again.moved("testo una")] == [
        "intro", "intero", "numero", "giorno", "scala", "lunga", "tante", "poi",
    ]  # fmt: skip
