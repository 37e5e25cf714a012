"""Groups: who fits, who stays out and why; never worse than as they came, and always the same answer."""

from __future__ import annotations

import random
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciao.services.composer.rules import (
    Candidate,
    Group,
    Question,
    faults,
    mix_of,
    problems,
    unevenness,
    unknowns,
    why_out,
    worth,
)
from ciao.services.composer.solving import compose, in_order_of_arrival

MORNING = frozenset({(0, "morning"), (2, "morning")})
AT_HOME = Group("g", 2, 4, MORNING, date(2026, 12, 1), date(2027, 2, 1), "A", frozenset({"x"}))
FREE = Candidate(
    "amina", 0, "Donne", days=frozenset({0, 1, 2}), parts=frozenset({"morning"}), place="A", reach="same_place"
)


def someone(key: str, queue: int, target: str = "Donne", **more: object) -> Candidate:
    return Candidate(key, queue, target, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("person", "group", "codes"),
    [
        (FREE, AT_HOME, []),
        (Candidate("nobody", 0, is_known=False), AT_HOME, []),
        (someone("a", 0, days=frozenset({0}), parts=frozenset({"morning"})), AT_HOME, ["days"]),
        (someone("a", 0, days=frozenset({0, 2}), parts=frozenset({"evening"})), AT_HOME, ["days"]),
        (someone("a", 0, starts_on=date(2027, 3, 1)), AT_HOME, ["dates"]),
        (someone("a", 0, ends_on=date(2026, 11, 1)), AT_HOME, ["dates"]),
        (someone("a", 0, place="B", reach="same_place", areas=frozenset({"x"})), AT_HOME, ["distance"]),
        (someone("a", 0, place="B", reach="same_area", areas=frozenset({"x"})), AT_HOME, []),
        (someone("a", 0, place="B", reach="same_area", areas=frozenset({"y"})), AT_HOME, ["distance"]),
        (someone("a", 0, place="B", reach="anywhere"), AT_HOME, []),
        (someone("a", 0, italian="little"), Group("g", 1, 4, italian="enough"), ["language"]),
        (someone("a", 0, italian="well"), Group("g", 1, 4, italian="enough"), []),
        (someone("a", 0), Group("g", 1, 4, italian="well"), []),
        (someone("a", 0, barriers=frozenset({"childcare"})), AT_HOME, ["childcare"]),
        (someone("a", 0, barriers=frozenset({"childcare"})), Group("g", 1, 4, has_childcare=True), []),
    ],
)
def test_what_nobody_asked_keeps_nobody_out(person: Candidate, group: Group, codes: list[str]) -> None:
    assert [one.code for one in problems(person, group)] == codes


def test_what_is_still_to_be_asked_is_listed() -> None:
    assert unknowns(Candidate("a", 0)) == ["giorni e orari", "fin dove arriva"]
    assert unknowns(FREE) == []


def test_women_and_young_people_are_mixed_evenly() -> None:
    people = tuple(someone(f"w{i}", i) for i in range(4)) + tuple(someone(f"y{i}", 4 + i, "Giovani") for i in range(4))
    question = Question(people, (Group("g1", 2, 4), Group("g2", 2, 4)))
    arrived, best = in_order_of_arrival(question), compose(question)
    assert sum(unevenness(question, arrived.seats).values()) == 4
    assert len(best.seats) == 8
    assert sum(unevenness(question, best.seats).values()) == 0
    targets = {one.key: one.target for one in people}
    assert mix_of([targets[key] for key in best.members("g1")]) == [("Donne", 2), ("Giovani", 2)]


def test_who_is_in_already_counts_in_the_mix_and_in_the_size() -> None:
    people = (someone("w", 0), someone("y", 1, "Giovani"))
    question = Question(
        people, (Group("g1", 3, 3, seated=("Donne", "Donne")), Group("g2", 3, 3, seated=("Giovani",) * 2))
    )
    assert compose(question).seats == {"w": "g2", "y": "g1"}


def test_who_came_later_makes_room_where_they_alone_may_go() -> None:
    """Sara came first and may go anywhere; Ines can only in the group where Sara was put first."""
    anywhere, only = someone("sara", 0), someone("ines", 1, days=frozenset({0}), parts=frozenset({"morning"}))
    groups = (Group("a", 1, 1, frozenset({(0, "morning")})), Group("b", 1, 1, frozenset({(1, "evening")})))
    question = Question((anywhere, only), groups)
    assert in_order_of_arrival(question).seats == {"sara": "a"}
    assert compose(question).seats == {"sara": "b", "ines": "a"}


def test_pairs_stay_together_or_apart() -> None:
    people = tuple(someone(f"p{i}", i) for i in range(4))
    together, apart = frozenset({frozenset({"p0", "p3"})}), frozenset({frozenset({"p0", "p1"})})
    question = Question(people, (Group("a", 1, 2), Group("b", 1, 2)), together, apart)
    seats = compose(question).seats
    assert seats["p0"] == seats["p3"] != seats["p1"]
    assert len(seats) == 4


def test_a_pair_both_together_and_apart_stays_out() -> None:
    pair = frozenset({frozenset({"p0", "p1"})})
    question = Question((someone("p0", 0), someone("p1", 1)), (Group("a", 1, 2),), pair, pair)
    assert compose(question).seats == {}


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (Question((FREE,), (Group("g", 1, 4, frozenset({(6, "evening")})),)), "giorni o nelle ore"),
        (Question((FREE,), (AT_HOME,)), "numero minimo"),
        (Question((someone("w", 0), FREE), (Group("g", 1, 1),)), "finiti"),
        (
            Question((someone("w", 0), FREE), (Group("g", 1, 2),), apart=frozenset({frozenset({"w", "amina"})})),
            "separata",
        ),
        (Question((someone("w", 0), FREE), (Group("g", 1, 1),), frozenset({frozenset({"w", "amina"})})), "tutte e due"),
    ],
)
def test_who_stays_out_is_told_why(question: Question, why: str) -> None:
    seats = compose(question).seats
    out = why_out(question, seats)
    assert set(out) == {one.key for one in question.candidates} - set(seats)
    assert any(why in words for found in out.values() for words in found)


def test_what_was_moved_by_hand_is_looked_at() -> None:
    question = Question((someone("w", 0), FREE), (Group("g", 1, 1),), frozenset({frozenset({"w", "amina"})}))
    assert [one.code for one in faults(question, {"w": "g", "amina": "g"})] == ["many"]
    assert [one.code for one in faults(question, {"w": "g"})] == ["split"]
    apart = Question((someone("w", 0), FREE), (Group("g", 3, 4),), apart=frozenset({frozenset({"w", "amina"})}))
    assert [one.code for one in faults(apart, {"w": "g", "amina": "g"})] == ["few", "joined"]


def made_up(seed: int, people: int, groups: int) -> Question:
    """A cohort drawn at random: days, places, children, pairs."""
    lot = random.Random(seed)
    parts = ["morning", "afternoon"]
    halls = tuple(
        Group(
            f"g{number}", lot.choice([1, 2, 3]), lot.choice([3, 4, 8]),
            frozenset({(lot.randrange(5), lot.choice(parts)) for _ in range(2)}), place=lot.choice("AB"),
            areas=frozenset("x"), has_childcare=lot.random() < 0.5, seated=("Donne",) * lot.choice([0, 0, 2]),
        )
        for number in range(groups)
    )  # fmt: skip
    crowd = tuple(
        Candidate(
            f"p{number:02}", number, lot.choice(["Donne", "Donne", "Giovani"]),
            days=frozenset(lot.sample(range(5), lot.randrange(2, 6))),
            parts=frozenset(lot.sample(parts, lot.choice([1, 2, 2]))), place=lot.choice("AB"), areas=frozenset("x"),
            reach=lot.choice(["same_place", "same_area", "anywhere"]),
            barriers=frozenset(["childcare"] if lot.random() < 0.2 else []),
        )
        for number in range(people)
    )  # fmt: skip
    names = [one.key for one in crowd]
    pairs = [frozenset(lot.sample(names, 2)) for _ in range(3)] if people > 2 else []
    return Question(crowd, halls, frozenset(pairs[:1]), frozenset(pairs[1:]))


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(1, 18), st.integers(1, 4))
def test_a_proposal_breaks_nothing_and_never_loses_to_the_order_of_arrival(seed: int, people: int, groups: int) -> None:
    question = made_up(seed, people, groups)
    seats, arrived = compose(question).seats, in_order_of_arrival(question).seats
    assert faults(question, seats) == []
    assert len(seats) >= len(arrived)
    assert worth(question, seats) >= worth(question, arrived)


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_for_few_people_as_many_are_placed_as_can_be(seed: int) -> None:
    question = made_up(seed, 5, 2)
    ways = product([None, "g0", "g1"], repeat=5)
    names = [one.key for one in question.candidates]
    tried = ({key: where for key, where in zip(names, way, strict=True) if where} for way in ways)
    most = max(len(seats) for seats in tried if not faults(question, seats))
    assert len(compose(question).seats) == most


@settings(max_examples=15)
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_the_order_of_the_list_does_not_matter(seed: int, lot: random.Random) -> None:
    question = made_up(seed, 12, 3)
    people, groups = list(question.candidates), list(question.groups)
    lot.shuffle(people)
    lot.shuffle(groups)
    mixed = Question(tuple(people), tuple(groups), question.together, question.apart)
    assert compose(mixed).seats == compose(question).seats == compose(question).seats


def test_sixty_people_in_five_groups_gain_many_places() -> None:
    question = made_up(7, 60, 5)
    seats, arrived = compose(question).seats, in_order_of_arrival(question).seats
    assert faults(question, seats) == []
    assert len(seats) > len(arrived)
