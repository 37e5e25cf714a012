"""From answers to points: worked by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ciao.questionnaires.enums import QuestionKind, ScaleMethod
from ciao.questionnaires.logic.definition import (
    Choice,
    Definition,
    Item,
    Part,
    Scale,
    choices_from,
    choices_text,
    scales_from,
    scales_text,
)
from ciao.questionnaires.logic.scores import bounds, points, scores

FIVE = (*(Choice(str(number), f"risposta {number}") for number in range(1, 6)), Choice("ns", "non so"))
ITEMS = tuple(Item(name, QuestionKind.ONE, name, choices=FIVE) for name in "abcd")
MEAN = Scale("m", "Media", ScaleMethod.MEAN, (Part("a"), Part("b"), Part("c"), Part("d", is_reversed=True)))
SUM = Scale("s", "Somma", ScaleMethod.SUM, (Part("a"), Part("b"), Part("d", is_reversed=True)))
BOTH = Definition(ITEMS, (MEAN, SUM))


@pytest.mark.parametrize(
    ("answers", "mean", "total"),
    [
        ({"a": "1", "b": "2", "c": "3", "d": "5"}, "1.75", "4"),  # d turned: 6 − 5 = 1
        ({"a": "5", "b": "5", "c": "5", "d": "1"}, "5.00", "15"),
        ({"a": "4", "b": "4", "c": "ns", "d": "ns"}, "4.00", None),  # half is enough for a mean, not for a sum
        ({"a": "1", "b": "2", "c": "2"}, "1.67", None),  # 5/3, half up
        ({"a": "4"}, None, None),
        ({}, None, None),
    ],
)
def test_a_scale_says_its_points_or_that_it_cannot(
    answers: dict[str, str], mean: str | None, total: str | None
) -> None:
    found = {one.code: one.value for one in scores(BOTH, answers)}
    assert found == {"m": Decimal(mean) if mean else None, "s": Decimal(total) if total else None}


def test_a_score_says_how_much_was_answered() -> None:
    first = scores(BOTH, {"a": "4", "b": "ns", "c": "2"})[0]
    assert (first.answered, first.asked) == (2, 4)


def test_a_question_closed_by_a_condition_counts_nothing() -> None:
    closed = Item("c", QuestionKind.ONE, "c", relevant="${a} = '5'", choices=FIVE)
    asked = Definition((ITEMS[0], ITEMS[1], closed), (Scale("m", "M", ScaleMethod.MEAN, (Part("a"), Part("c"))),))
    assert scores(asked, {"a": "1", "c": "5"})[0].value == Decimal("1.00")


def test_the_range_of_a_scale_is_that_of_its_answers() -> None:
    assert bounds(BOTH, MEAN) == (1, 5)
    assert bounds(BOTH, SUM) == (3, 15)
    ladder = Item("x", QuestionKind.SCALE, "x", low=0, high=10)
    assert points(ladder, "3", is_reversed=True) == 7
    assert points(Item("n", QuestionKind.INTEGER, "n"), "3", is_reversed=True) == 3


def test_what_is_kept_as_text_is_read_back() -> None:
    assert choices_from(choices_text(FIVE)) == FIVE
    assert scales_from(scales_text((MEAN, SUM))) == (MEAN, SUM)


def test_an_answer_is_said_in_the_words_offered() -> None:
    assert ITEMS[0].said("2") == "risposta 2"
    assert ITEMS[0].said(["1", "ns"]) == "risposta 1, non so"
    assert Item("t", QuestionKind.TEXT, "t").said("Ciao") == "Ciao"
