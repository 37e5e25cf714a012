"""What a plan lacks, how versions differ, by when it is due."""

from datetime import date

import pytest

from ciao.plans.rules import (
    GoalFacts,
    PlanFacts,
    Rated,
    differences,
    lacking,
    merged,
    next_review,
    t_score,
    term,
    word_changes,
    worth_a_look,
)

GOAL = GoalFacts(
    "a", "Lavorare in una cucina", "So cucinare per tanti.", "Lavoro", date(2027, 3, 31), ("firma",), ("x",)
)


def test_a_plan_is_complete_with_a_goal_its_result_a_support_and_a_pledge() -> None:
    assert lacking(PlanFacts((GOAL,), ("la persona: viene",))) == []


def test_each_thing_the_law_asks_is_named_when_it_lacks() -> None:
    assert len(lacking(PlanFacts(()))) == 2
    bare = GoalFacts("b", "Imparare l’italiano")
    found = lacking(PlanFacts((GOAL, bare), ()))
    assert found == [
        "L’obiettivo 2 non dice da che cosa si vede che è raggiunto.",
        "Manca un impegno: chi fa che cosa?",
    ]
    assert any("sostegno" in one for one in lacking(PlanFacts((bare,), ("x",))))


def test_words_and_dates_are_advice_and_stop_nobody() -> None:
    assert len(worth_a_look(PlanFacts((GoalFacts("b", "Casa"),)))) == 2
    assert worth_a_look(PlanFacts((GOAL,))) == []


def test_versions_are_compared_goal_by_goal() -> None:
    later = GoalFacts(
        "a", "Lavorare in una mensa", GOAL.words, GOAL.area, date(2027, 5, 31), ("firma",), ("x", "corso")
    )
    new = GoalFacts("c", "Fare la patente")
    found = differences(PlanFacts((GOAL,), ("uno",)), PlanFacts((later, new), ("due",)))
    assert [(one.where, one.kind) for one in found] == [
        ("Obiettivo 1", "changed"),
        ("Obiettivo 1, entro", "changed"),
        ("Obiettivo 1, sostegni", "added"),
        ("Obiettivo 2", "added"),
        ("Impegni", "removed"),
        ("Impegni", "added"),
    ]


def test_a_goal_taken_out_is_said() -> None:
    (one,) = differences(PlanFacts((GOAL,)), PlanFacts(()))
    assert (one.where, one.kind) == ("Obiettivo tolto", "removed")


def test_equal_versions_differ_in_nothing() -> None:
    assert differences(PlanFacts((GOAL,), ("uno",)), PlanFacts((GOAL,), ("uno",))) == []


def test_the_term_is_twenty_working_days_and_late_is_said() -> None:
    due = term(date(2026, 10, 26), date(2026, 11, 23), working_days=20)
    assert (due.due_on, due.days_left, due.is_late) == (date(2026, 11, 23), 0, False)
    late = term(date(2026, 10, 1), date(2026, 11, 23), working_days=20)
    assert late.is_late
    assert "In ritardo di" in late.sentence
    assert "D.Lgs. 147/2017 art. 6" in late.sentence


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([(0, 1), (0, 1), (0, 1)], 50.0),
        ([(1, 1)], 60.0),
        ([(-2, 1)], 30.0),
        ([(1, 1), (1, 1)], 62.4),
        ([(-1, 1), (1, 1)], 50.0),
        ([(2, 1), (2, 1), (2, 1)], 77.4),
        ([(-2, 1), (-2, 1), (-2, 1)], 22.6),
        ([(1, 3), (-1, 1)], 55.8),
        ([], None),
    ],
)
def test_the_t_score_is_that_of_kiresuk_and_sherman(scores: list[tuple[int, int]], expected: float | None) -> None:
    assert t_score(Rated(*one) for one in scores) == expected


def test_levels_half_described_are_advice() -> None:
    half = GoalFacts("a", "Casa", "Voglio", due_on=date(2027, 1, 1), levels=("niente", "", "", "", ""))
    assert worth_a_look(PlanFacts((half,))) == ["L’obiettivo 1 ha solo una parte dei cinque livelli descritti."]


def test_a_level_and_a_weight_that_change_are_said() -> None:
    was = GoalFacts("a", "Casa", levels=("a", "b", "c", "d", "e"))
    now = GoalFacts("a", "Casa", levels=("a", "b", "x", "d", "e"), weight=2)
    found = differences(PlanFacts((was,)), PlanFacts((now,)))
    assert [(one.where, one.before, one.after) for one in found] == [
        ("Obiettivo 1, livello 0", "c", "x"), ("Obiettivo 1, peso", "1", "2"),
    ]  # fmt: skip


def test_a_text_is_compared_word_by_word_and_nothing_of_it_is_lost() -> None:
    found = word_changes("Viene al corso due volte", "Viene sempre al corso tre volte")
    assert [(one.kind, one.text) for one in found if one.kind != "kept"] == [
        ("added", " sempre"), ("removed", "due"), ("added", "tre"),
    ]  # fmt: skip
    assert "".join(one.text for one in found if one.kind != "removed") == "Viene sempre al corso tre volte"
    assert "".join(one.text for one in found if one.kind != "added") == "Viene al corso due volte"


def test_what_only_the_other_changed_is_theirs_and_what_both_changed_is_chosen() -> None:
    base = {"title": "a", "words": "b", "area": "c", "due": "d"}
    theirs = {"title": "A", "words": "B", "area": "c", "due": "D"}
    mine = {"title": "a", "words": "bb", "area": "cc", "due": "D"}
    assert merged(base, theirs, mine) == (["title"], ["words"])


SIGNED, TODAY = date(2026, 5, 4), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("reviewed", "due_on", "is_late"),
    [
        ([], date(2026, 8, 2), True),
        ([(date(2026, 10, 1), None)], date(2026, 12, 30), False),
        ([(date(2026, 6, 1), date(2026, 7, 1)), (date(2026, 10, 1), date(2026, 11, 23))], TODAY, False),
        ([(date(2026, 10, 1), date(2026, 11, 22))], date(2026, 11, 22), True),
    ],
)
def test_a_review_is_due_on_the_day_that_was_set_or_by_the_cadence(
    reviewed: list[tuple[date, date | None]], due_on: date, is_late: bool
) -> None:
    found = next_review(SIGNED, reviewed, TODAY, days=90)
    assert (found.due_on, found.is_late) == (due_on, is_late)
