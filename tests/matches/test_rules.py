"""Person and place: hard rules as a table of worked cases, then points whose parts say why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.matches.assigning.danger import Danger, Surroundings, is_near, names
from ciao.matches.rules import Seeker, Spot, Weights, fields_told_by, points, problems, score, stems, unknowns

WEIGHTS = Weights(wishes=35, hours=20, travel=25, interest=10, support=10, unmatched=100, law_age=16)
AMINA = Seeker(
    "amina", 0, 38, days=frozenset(range(5)), parts=frozenset({"morning"}), most_hours=Decimal(25),
    wanted_hours=Decimal(20), comune="A", areas=frozenset({"x"}), reach="same_area", italian="enough",
)  # fmt: skip
KITCHEN = Spot(
    "s", "h", "Aiuto in cucina", weekly_hours=Decimal(20), comune="A", areas=frozenset({"x"}), quota_left=1,
    starts_on=date(2026, 12, 1), ends_on=date(2027, 5, 31), fields=frozenset({"kitchen"}),
)  # fmt: skip
LABELS = {"haccp": "attestato HACCP", "lifting": "sollevare pesi", "kitchen": "cucina", "worked": "ci ha già lavorato"}


@pytest.mark.parametrize(
    ("person", "place", "codes"),
    [
        ({}, {}, []),
        ({"danger": frozenset({"s"})}, {}, ["danger"]),
        ({"age": 15}, {}, ["too_young"]),
        ({"age": 16}, {}, []),
        ({"age": 17}, {"least_age": 18}, ["age"]),
        ({"age": 18}, {"least_age": 18}, []),
        ({"age": None}, {"least_age": 18}, []),
        ({"barred": {"h": "worked"}}, {}, ["barred"]),
        ({"barred": {"other": "worked"}}, {}, []),
        ({"refused": frozenset({"h"})}, {}, ["refused"]),
        ({}, {"free": 0}, ["full"]),
        ({}, {"quota_left": 0}, ["quota"]),
        ({}, {"quota_left": None}, []),
        ({"ends_on": date(2026, 11, 30)}, {}, ["dates"]),
        ({"starts_on": date(2027, 6, 1)}, {}, ["dates"]),
        ({"starts_on": date(2027, 5, 31)}, {}, []),
        ({}, {"days": frozenset({0, 5})}, ["days"]),
        ({"days": frozenset()}, {"days": frozenset({0, 5})}, []),
        ({}, {"parts": frozenset({"evening"})}, ["parts"]),
        ({}, {"weekly_hours": Decimal("25.25")}, ["hours"]),
        ({}, {"weekly_hours": Decimal(25)}, []),
        ({}, {"comune": "B"}, []),
        ({}, {"comune": "B", "areas": frozenset({"y"})}, ["travel"]),
        ({"reach": "same_place"}, {"comune": "B"}, ["travel"]),
        ({"reach": "anywhere"}, {"comune": "B", "areas": frozenset()}, []),
        ({"comune": ""}, {"comune": "B", "areas": frozenset()}, []),
        ({}, {"italian": "well"}, ["language"]),
        ({"italian": ""}, {"italian": "well"}, []),
        ({}, {"titles": frozenset({"haccp"})}, ["papers"]),
        ({"titles": frozenset({"haccp"})}, {"titles": frozenset({"haccp"})}, []),
        ({"avoids": frozenset({"lifting"})}, {"burdens": frozenset({"lifting"})}, ["burdens"]),
        ({"unwanted": frozenset({"kitchen"})}, {}, ["unwanted"]),
        ({"unwanted": frozenset({"kitchen"})}, {"fields": frozenset({"kitchen", "sales"})}, []),
    ],
)
def test_hard_rules(person: dict[str, object], place: dict[str, object], codes: list[str]) -> None:
    one, spot = replace(AMINA, **person), replace(KITCHEN, **place)  # type: ignore[arg-type]
    found = problems(one, spot, WEIGHTS, LABELS)
    assert [each.code for each in found] == codes
    assert all(each.words and not each.words.endswith(".") for each in found)
    assert [each.code for each in found if each.is_safety] == [
        code for code in codes if code in ("danger", "too_young")
    ]


def test_what_is_missing_is_named_in_words() -> None:
    asks = replace(KITCHEN, titles=frozenset({"haccp"}), burdens=frozenset({"lifting"}))
    found = problems(replace(AMINA, avoids=frozenset({"lifting"})), asks, WEIGHTS, LABELS)
    assert [one.words for one in found] == [
        "manca: attestato HACCP", "il lavoro chiede ciò che deve evitare: sollevare pesi",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("person", "place", "given_points"),
    [
        # wishes, hours, travel, interest, support
        ({}, {}, [0, 20, 25, 0, 0]),
        ({"wanted": frozenset({"kitchen"})}, {}, [26, 20, 25, 0, 0]),
        (
            {"wanted": frozenset({"kitchen"}), "words": frozenset("abc")},
            {"words": frozenset("abc")},
            [35, 20, 25, 0, 0],
        ),
        ({"words": frozenset("a")}, {"words": frozenset("ab")}, [2, 20, 25, 0, 0]),
        ({"wanted_hours": Decimal(25)}, {}, [0, 10, 25, 0, 0]),
        ({"wanted_hours": Decimal(40)}, {}, [0, 0, 25, 0, 0]),
        ({"wanted_hours": None, "most_hours": None}, {}, [0, 10, 25, 0, 0]),
        ({}, {"comune": "B"}, [0, 20, 15, 0, 0]),
        ({"reach": "anywhere"}, {"comune": "B", "areas": frozenset()}, [0, 20, 0, 0, 0]),
        ({"comune": ""}, {}, [0, 20, 8, 0, 0]),
        ({"liked": frozenset({"h"})}, {}, [0, 20, 25, 10, 0]),
        ({"has_support": True}, {}, [0, 20, 25, 0, 10]),
    ],
)
def test_points_have_parts_that_say_why(
    person: dict[str, object], place: dict[str, object], given_points: list[int]
) -> None:
    one, spot = replace(AMINA, **person), replace(KITCHEN, **place)  # type: ignore[arg-type]
    parts = score(one, spot, WEIGHTS, LABELS)
    assert [part.points for part in parts] == given_points
    assert points(parts) == sum(given_points)
    assert all(part.why for part in parts)


SETS = st.frozensets(st.sampled_from(["kitchen", "land", "care"]))
HOURS = st.none() | st.decimals(1, 48, places=2)


@given(SETS, SETS, HOURS, HOURS, st.booleans(), st.sampled_from(["", "A", "B"]))
def test_points_never_leave_their_scale(
    wanted: frozenset[str], fields: frozenset[str], mine: Decimal | None, theirs: Decimal | None, has: bool, comune: str
) -> None:
    one = replace(AMINA, wanted=wanted, words=wanted, wanted_hours=mine, has_support=has)
    parts = score(one, replace(KITCHEN, fields=fields, words=fields, weekly_hours=theirs, comune=comune), WEIGHTS, {})
    assert all(0 <= part.points <= part.most for part in parts)
    assert points(parts) <= 100


def test_what_nobody_asked_is_listed() -> None:
    assert unknowns(AMINA, KITCHEN) == []
    asked = unknowns(Seeker("x", 0), Spot("s", "h", italian="well"))
    assert asked == [
        "l’età", "in quali giorni e ore può", "da dove parte e fin dove arriva", "quanto capisce l’italiano",
        "dov’è il posto", "quante persone lavorano nell’ente",
    ]  # fmt: skip


def test_words_meet_by_their_beginning_and_tell_the_kind_of_work() -> None:
    assert stems("Mi piacerebbe cucinare e stare con gli anziani") >= {"cucin", "anzia"}
    assert "piace" not in stems("mi piace")
    assert fields_told_by("Aiuto cuoco nella mensa") == {"kitchen"}
    assert fields_told_by("Cura dell’orto") == {"land"}
    assert fields_told_by("Accoglienza") == frozenset()


@pytest.mark.parametrize(
    ("danger", "near"),
    [
        (Danger(), False),
        (Danger(comuni=frozenset({"A"})), True),
        (Danger(comuni=frozenset({"B"})), False),
        (Danger(bodies=frozenset({"body"})), True),
        (Danger(hosts=frozenset({"h"})), True),
        (Danger(names=frozenset({"Rocco Bruni"})), True),
        (Danger(names=frozenset({"bruni rocco"})), True),
        (Danger(names=frozenset({"Rocco Verdi"})), False),
        (Danger(names=frozenset({"piazza delle rose"})), True),
        (Danger(names=frozenset({" "})), False),
    ],
)
def test_near_danger(danger: Danger, near: bool) -> None:
    words = ("Trattoria Le Rose", "Bruni Rocco, titolare", "in Piazza delle Rose")
    assert is_near(danger, Surroundings(frozenset({"A"}), "body", "h", words)) is near


def test_a_name_is_found_whole_and_never_in_pieces() -> None:
    assert names("D’Agostino", "il signor D'Agostino")
    assert names("Acqua Chiara", "vicino all’Acqua Chiara")
    assert not names("Rosa", "Trattoria Rosati")
    assert not names("", "chiunque")
