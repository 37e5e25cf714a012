"""Who stands twice in a list is found, whoever only lives together is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ciao.people.matching import Record, Roll, find_pairs

AMINA = Record(
    id="1", given_name="Amina", family_name="El Idrissi", birth_date="1988-03-12", sex="F", phone="3331234567",
    address="Via Roma 3", municipality="Brescia", postcode="25121",
)  # fmt: skip
SARA = Record(id="9", given_name="Sara", family_name="Conti", birth_date="2002-07-04", sex="F", phone="3401112223")
INES = Record(id="8", given_name="Ines", family_name="Popescu", birth_date="1975-11-30", sex="F", municipality="Iseo")


def found(*records: Record) -> set[tuple[str, str]]:
    roll = Roll.of([SARA, *records, INES])
    ids = roll.columns["id"]
    return {(ids[one.a], ids[one.b]) for one in find_pairs(roll)}


@pytest.mark.parametrize(
    "changes",
    [
        {"given_name": "Aminah", "family_name": "Elidrissi", "phone": "+39 333 123 4567"},
        {"given_name": "El Idrissi", "family_name": "Amina"},
        {"birth_date": "03/12/1988"},
        {"birth_date": "1988-03-21"},
        {"address": "V. ROMA, 3", "phone": ""},
        {"given_name": "أمينة", "phone": "333 1234567"},
        {"sex": "", "address": "", "municipality": "", "postcode": ""},
    ],
    ids=["by ear", "swapped", "day and month turned", "a slip in the date", "another office", "in Arabic", "gaps"],
)
def test_one_person_written_by_two_hands_is_found(changes: dict[str, str]) -> None:
    assert found(AMINA, replace(AMINA, id="2", **changes)) == {("1", "2")}


@pytest.mark.parametrize(
    "changes",
    [
        {"given_name": "Samira"},
        {"given_name": "Karim", "sex": "M"},
        {"birth_date": "1959-08-02"},
        {"given_name": "Yusuf", "family_name": "Haddad", "birth_date": "1990-01-01", "sex": "M"},
    ],
    ids=["a twin", "a twin brother", "a mother of the same name", "a telephone and a home in common"],
)
def test_who_only_lives_together_stays_two(changes: dict[str, str]) -> None:
    assert found(AMINA, replace(AMINA, id="2", **changes)) == set()


def test_a_code_with_omocode_letters_is_the_same_code() -> None:
    one = Record(id="1", family_name="Rossi", given_name="Mario", fiscal_code="RSSMRA80A01H501U")
    other = Record(id="2", family_name="Rosi", given_name="M.", fiscal_code="RSSMRA80A01H50MV")
    assert ("1", "2") in found(one, other)


def test_nothing_is_found_where_there_is_nobody() -> None:
    assert find_pairs(Roll.of([])) == []
    assert find_pairs(Roll.of([AMINA])) == []
    assert find_pairs(Roll.of([Record(id="1"), Record(id="2")])) == []


def test_only_the_pairs_of_somebody_are_kept() -> None:
    roll = Roll.of([AMINA, replace(AMINA, id="2"), SARA, replace(SARA, id="4")])
    assert [(one.a, one.b) for one in find_pairs(roll, only=[3])] == [(2, 3)]


@pytest.mark.parametrize(
    "changes",
    [{"given_name": "Arnina", "family_name": "E1 Idriss1"}, {"birth_date": "1988-12-03"}, {"given_name": "Amna Rosa"}],
    ids=["read by a scanner", "a date turned", "a slip and a second name"],
)
def test_what_scanners_and_second_names_do_is_seen_through(changes: dict[str, str]) -> None:
    assert found(AMINA, replace(AMINA, id="2", **changes)) == {("1", "2")}


def test_two_sisters_with_one_first_name_stay_two() -> None:
    one = replace(AMINA, given_name="Maria Carmen", birth_date="")
    assert found(one, replace(one, id="2", given_name="Maria Cristina")) == set()


def test_what_two_pairs_say_is_said_of_the_third() -> None:
    moved = {"address": "Corso Zara 9", "municipality": "Iseo", "postcode": "25049", "phone": "3479998887"}
    married = replace(AMINA, id="2", family_name="Ferrari", **moved, birth_date="1988-03-21")
    between = replace(AMINA, id="3", **moved)
    assert ("1", "2") in found(AMINA, married, between)
