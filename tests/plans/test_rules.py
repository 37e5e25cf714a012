"""What a plan lacks, how versions differ, by when it is due."""

from datetime import date

from ciao.plans.rules import GoalFacts, PlanFacts, differences, lacking, term, worth_a_look

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
