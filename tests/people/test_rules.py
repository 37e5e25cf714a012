"""The codice fiscale is read, computed and doubted, never used against the person."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.people.enums import Gender
from ciao.people.rules import (
    DecodedFiscalCode,
    age_on,
    birthday_at,
    check_fiscal_code,
    compute_fiscal_code,
    decode,
    fiscal_code_root,
    fiscal_code_warnings,
    is_minor_on,
    is_provisional_fiscal_code,
    normalize_fiscal_code,
    omocodes,
)

DAY = date(2026, 11, 23)
F, M = Gender.FEMALE, Gender.MALE
# Family name, given name, sex, birth, place, code: domain-facts §6.1.
VECTORS = [
    ("Rossi", "Maria", F, date(1990, 3, 15), "H930", "RSSMRA90C55H930E"),
    ("Fo", "Al", M, date(2003, 12, 1), "H623", "FOXLAX03T01H623G"),
    ("D'Angelo", "Anna Maria", F, date(1985, 8, 31), "F205", "DNGNMR85M71F205Z"),
    ("Hassan", "Fatima", F, date(1995, 1, 9), "Z330", "HSSFTM95A49Z330K"),
    ("Colombo", "Gianfranco", M, date(1999, 10, 10), "D045", "CLMGFR99R10D045B"),
]
ROSSI = "RSSMRA90C55H930E"


@pytest.mark.parametrize(("family", "given_name", "sex", "born", "place", "code"), VECTORS)
def test_a_code_is_computed_and_read_back(
    family: str, given_name: str, sex: Gender, born: date, place: str, code: str
) -> None:
    computed = compute_fiscal_code(
        given_name=given_name, family_name=family, sex=sex, birth_date=born, birth_place_code=place.lower()
    )
    assert computed == code
    assert check_fiscal_code(code) is None
    assert decode(code, reference=DAY) == DecodedFiscalCode(sex, born, place)
    assert not fiscal_code_warnings(
        code, given_name=given_name, family_name=family, sex=sex, birth_date=born, birth_place_code=place
    )


def test_the_omocodes_of_a_code_are_128_from_the_right() -> None:
    forms = omocodes(ROSSI)
    assert len(set(forms)) == len(forms) == 128
    assert (forms[0], forms[1], forms[-1]) == (ROSSI, "RSSMRA90C55H93LH", "RSSMRAVLCRRHVPLP")


@given(st.sampled_from(VECTORS), st.integers(0, 127))
def test_every_omocode_has_one_root_and_says_the_same(vector: tuple[str, ...], number: int) -> None:
    code = vector[-1]
    form = omocodes(code)[number]
    assert check_fiscal_code(form) is None
    assert fiscal_code_root(form) == code
    assert decode(form, reference=DAY) == decode(code, reference=DAY)
    assert set(omocodes(form)) == set(omocodes(code))


@given(st.sampled_from(VECTORS), st.integers(0, 15), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
def test_one_wrong_character_is_noticed_or_is_another_omocode(vector: tuple[str, ...], place: int, char: str) -> None:
    code = vector[-1]
    wrong = code[:place] + char + code[place + 1 :]
    assert check_fiscal_code(wrong) is not None or wrong == code


@pytest.mark.parametrize(
    ("text", "problem", "words"),
    [
        ("", "length", "qui nessuno"),
        ("RSSMRA90C55H930", "length", "qui 15"),
        ("1234567890", "length", "qui 10"),
        ("12345678901", "check", "11 cifre non torna"),
        ("RSSMRA90C55H930A", "check", "L’ultima lettera non torna"),
        ("R5SMRA90C55H930E", "shape", "Il carattere 2 del codice fiscale è «5»: lì va una lettera."),
        ("RSSMRA9AC55H930E", "shape", "Il carattere 8 del codice fiscale è «A»: lì va una cifra."),
        ("RSSMRA90X55H930E", "shape", "la lettera di un mese"),
        ("RSSMRÀ90C55H930E", "shape", "Il carattere 6"),
        ("STP0305123456789", "health_code", "STP o ENI"),
        ("eni 0305123456789", "health_code", "STP o ENI"),
    ],
)
def test_a_wrong_code_is_told_why(text: str, problem: str, words: str) -> None:
    found = check_fiscal_code(text)
    assert found is not None
    assert found.code == problem
    assert words in found.sentence


@pytest.mark.parametrize("born", ["90B70", "90B30", "90A00", "90A35", "90A80", "90A99", "91B29"])
def test_an_impossible_birth_day_is_noticed(born: str) -> None:
    code = omocodes(f"RSSMRA{born}H930A")[0]
    found = check_fiscal_code(code)
    assert found is not None
    assert found.code == "date"
    assert decode(code, reference=DAY) is None


def test_a_code_is_stored_without_spaces_and_in_capitals() -> None:
    assert normalize_fiscal_code(" rss mra 90c55-h930.e\n") == ROSSI
    assert check_fiscal_code("rss mra 90c55 h930e") is None


def test_a_provisional_code_is_good_but_says_nothing() -> None:
    assert is_provisional_fiscal_code("00743110157")
    assert check_fiscal_code("00743110157") is None
    assert decode("00743110157", reference=DAY) is None
    assert fiscal_code_warnings("00743110157", given_name="Sara", sex=F) == []
    assert fiscal_code_root("00743110157") == "00743110157"


def test_a_wrong_code_is_its_own_root_and_has_no_warnings() -> None:
    assert fiscal_code_root("rssmra90c55h930a") == "RSSMRA90C55H930A"
    assert fiscal_code_warnings("RSSMRA90C55H930A", given_name="Sara") == []


@pytest.mark.parametrize(
    ("reference", "born"),
    [
        (date(2003, 11, 30), date(1903, 12, 1)),
        (date(2003, 12, 1), date(2003, 12, 1)),
        (DAY, date(2003, 12, 1)),
    ],
)
def test_the_century_is_the_latest_before_the_reference_day(reference: date, born: date) -> None:
    decoded = decode("FOXLAX03T01H623G", reference=reference)
    assert decoded is not None
    assert decoded.birth_date == born


def test_a_leap_day_of_year_zero_is_of_2000_only() -> None:
    code = compute_fiscal_code(
        given_name="Ines", family_name="", sex=F, birth_date=date(2000, 2, 29), birth_place_code="Z128"
    )
    assert code.startswith("XXXNSI00B69Z128")
    decoded = decode(code, reference=DAY)
    assert decoded is not None
    assert decoded.birth_date == date(2000, 2, 29)
    assert decode(code, reference=date(1999, 1, 1)) is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"family_name": "Rosi"}, "Nel codice fiscale il cognome è RSS, da «Rosi» verrebbe RSO."),
        ({"given_name": "Sara"}, "Nel codice fiscale il nome è MRA, da «Sara» verrebbe SRA."),
        ({"given_name": "Rossi", "family_name": "Maria"}, "Nome e cognome sembrano scambiati."),
        ({"sex": M}, "Il codice fiscale indica «donna», qui è scritto «uomo»."),
        (
            {"birth_date": date(1990, 3, 16)},
            "Nel codice fiscale la data di nascita è 15.03.1990, qui è 16.03.1990.",
        ),
        (
            {"birth_place_code": "F205"},
            "Nel codice fiscale il luogo di nascita è H930, quello scelto è F205.",
        ),
    ],
)
def test_each_difference_is_said_in_one_sentence(changed: dict[str, object], sentence: str) -> None:
    answers: dict[str, object] = {
        "given_name": "Maria",
        "family_name": "Rossi",
        "sex": F,
        "birth_date": date(1990, 3, 15),
        "birth_place_code": "H930",
    }
    assert fiscal_code_warnings(ROSSI, **(answers | changed)) == [sentence]  # type: ignore[arg-type]


def test_what_is_not_said_is_not_compared() -> None:
    assert fiscal_code_warnings(ROSSI) == []
    assert fiscal_code_warnings(ROSSI, sex=Gender.OTHER) == []
    assert fiscal_code_warnings(ROSSI, sex=Gender.NOT_SAID) == []
    assert fiscal_code_warnings(ROSSI, given_name="ماريا", family_name="Россі") == []


def test_two_names_with_the_same_letters_are_not_taken_for_swapped() -> None:
    code = compute_fiscal_code(
        given_name="Sara", family_name="Sara", sex=F, birth_date=date(2002, 5, 4), birth_place_code="F205"
    )
    assert fiscal_code_warnings(code, given_name="Sara", family_name="Sara") == []


@pytest.mark.parametrize("sex", [Gender.OTHER, Gender.NOT_SAID])
def test_a_code_is_not_computed_without_the_registry_sex(sex: Gender) -> None:
    with pytest.raises(ValueError, match="registry's sex"):
        compute_fiscal_code(
            given_name="A", family_name="B", sex=sex, birth_date=date(1990, 1, 1), birth_place_code="F205"
        )


def test_a_code_is_not_computed_for_an_unknown_kind_of_place() -> None:
    with pytest.raises(ValueError, match="cadastral"):
        compute_fiscal_code(
            given_name="A", family_name="B", sex=F, birth_date=date(1990, 1, 1), birth_place_code="Milano"
        )


@given(
    st.dates(date(1927, 1, 1), DAY), st.sampled_from([F, M]), st.from_regex(r"[A-Z][0-9]{3}", fullmatch=True),
    st.text(st.characters(categories=["L"]), max_size=12),
)  # fmt: skip
def test_what_is_computed_is_always_readable(born: date, sex: Gender, place: str, name: str) -> None:
    code = compute_fiscal_code(given_name=name, family_name=name, sex=sex, birth_date=born, birth_place_code=place)
    assert check_fiscal_code(code) is None
    assert decode(code, reference=DAY) == DecodedFiscalCode(sex, born, place)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 11, 24), DAY, 17),
        (date(2008, 11, 23), DAY, 18),
        (date(2026, 11, 23), DAY, 0),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
    ],
)
def test_age_counts_completed_years(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age
    assert is_minor_on(born, day) is (age < 18)


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(ValueError, match="before the birth"):
        age_on(date(2026, 11, 24), DAY)


@given(st.dates(date(1930, 1, 1), date(2020, 12, 31)), st.integers(0, 100))
def test_a_birthday_is_the_first_day_of_an_age(born: date, age: int) -> None:
    day = birthday_at(born, age)
    assert age_on(born, day) == age
    if age:
        assert age_on(born, date.fromordinal(day.toordinal() - 1)) == age - 1


def test_who_is_born_on_a_leap_day_grows_up_on_the_first_of_march() -> None:
    assert birthday_at(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert birthday_at(date(2008, 2, 29), 20) == date(2028, 2, 29)


def test_a_family_name_that_begins_like_a_health_code_is_no_health_code() -> None:
    code = compute_fiscal_code(
        given_name="Sara", family_name="Stoppa", sex=F, birth_date=date(2002, 5, 4), birth_place_code="F205"
    )
    assert code.startswith("STPSRA")
    assert check_fiscal_code(code) is None
