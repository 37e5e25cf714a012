"""When a question is asked, as a spreadsheet writes it."""

from __future__ import annotations

from typing import Any

import pytest

from ciao.questionnaires.enums import QuestionKind
from ciao.questionnaires.logic.conditions import NotUnderstood, condition, governing, relevant
from ciao.questionnaires.logic.definition import Definition, Item

HEARD: dict[str, Any] = {"lavora": "no", "mesi": "7", "ostacoli": ["care", "hours"], "vuoto": ""}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("${lavora} = 'no'", True),
        ('${lavora} = "si"', False),
        ("${lavora} != 'si'", True),
        ("${mesi} > 6", True),
        ("${mesi} >= 7 and ${mesi} < 8", True),
        ("${mesi} <= 6", False),
        ("${mesi} = 7.0", True),
        ("${lavora} > 3", False),
        ("${mai_chiesta} = ''", True),
        ("${mai_chiesta} != 'si'", True),
        ("${vuoto} > 0", False),
        ("selected(${ostacoli}, 'care')", True),
        ("selected(${ostacoli}, 'phone')", False),
        ("selected(${lavora}, 'no')", True),
        ("not(${lavora} = 'no')", False),
        ("${lavora} = 'si' or ${mesi} > 6 and ${lavora} = 'no'", True),
        ("(${lavora} = 'si' or ${mesi} > 6) and ${lavora} = 'si'", False),
        ("${lavora} = ‘no’", True),
    ],
)
def test_a_condition_holds_or_not(text: str, holds: bool) -> None:
    assert condition(text).holds(HEARD) is holds


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("lavora = 'no'", "Non si capisce «lavora"),
        ("${lavora}", "serve un confronto"),
        ("${lavora} =", "serve un valore"),
        ("${lavora} = 'no' and", "serve il nome di una domanda"),
        ("${lavora} = 'no' )", "togli «\\)»"),
        ("(${lavora} = 'no'", "serve «\\)»"),
        ("selected(${lavora} 'no')", "serve «,»"),
        ("= 3", "Serve il nome"),
        ("not ${lavora} = 'no'", "serve «\\("),
        ("(" * 30 + "${a} = 1" + ")" * 30, "Troppe parentesi"),
        ("${a} = '" + "x" * 600 + "'", "troppo lunga"),
        ("__import__('os')", "Non si capisce"),
    ],
)
def test_what_is_not_understood_says_what_to_write(text: str, says: str) -> None:
    with pytest.raises(NotUnderstood, match=says):
        condition(text)


def item(name: str, relevant: str = "") -> Item:
    return Item(name, QuestionKind.TEXT, name, relevant=relevant)


def test_a_question_that_is_not_asked_opens_no_other() -> None:
    asked = Definition((item("a"), item("b", "${a} = 'si'"), item("c", "${b} = 'x'")))
    assert relevant(asked, {"a": "si", "b": "x"}) == {"a", "b", "c"}
    assert relevant(asked, {"a": "no", "b": "x"}) == {"a"}
    assert governing(asked) == {"a", "b"}
