"""Names are found, ordered and shortened as their bearers would expect."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.core.names import initials, isolated, search_key, sort_key


@pytest.mark.parametrize(
    "written",
    ["D'Agostino", "d’agostino", "DAGOSTINO", "D' Agostino", "D\u02bcAgostino", "D‘agòstino", " dagostino "],
)
def test_dagostino_is_found_however_it_is_written(written: str) -> None:
    assert search_key(written) == "dagostino"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Straße", "strasse"),
        ("Müller", "muller"),
        ("Łukasz Wałęsa", "lukaszwalesa"),
        ("Søren Ærø", "sorenaero"),
        ("İlknur Işık", "ilknurisik"),
        ("Đặng Nguyễn", "dangnguyen"),
        ("Ștefănescu", "stefanescu"),
        ("Anna-Maria 2", "annamaria"),
        ("", ""),
        ("123 ·", ""),
    ],
)
def test_latin_names_lose_their_marks(written: str, key: str) -> None:
    assert search_key(written) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("محمّد", "محمد"),
        ("محمـد", "محمد"),
        ("أحمد", "احمد"),
        ("Шевченко", "шевченко"),
        ("王芳", "王芳"),
        ("Γιώργος", "γιωργοσ"),
    ],
)
def test_names_in_other_scripts_keep_their_letters(written: str, key: str) -> None:
    assert search_key(written) == key


def test_vowel_signs_of_indian_scripts_are_not_lost() -> None:
    assert search_key("शीला") != search_key("शाल")


def test_an_accented_capital_stands_with_its_plain_letter() -> None:
    names = ["Zita", "Èlena", "Fatou", "Elena B", "Dalia", "Élise"]
    assert sorted(names, key=sort_key) == ["Dalia", "Èlena", "Elena B", "Élise", "Fatou", "Zita"]


def test_words_are_kept_apart_when_ordering() -> None:
    assert sort_key("De  Luca, Anna-Maria") == "de luca anna maria"
    assert sort_key("D’Agostino") == "dagostino"
    assert sort_key("Gruppo 10") == "gruppo 10"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amina", "A"),
        ("Anna Maria D’Angelo", "AD"),
        ("élodie ’ndiaye", "ÉN"),
        ("(Sara) Rossi 2", "SR"),
        ("ßmith", "S"),
        ("王芳", "王"),
        ("12", ""),
        ("", ""),
    ],
)
def test_a_badge_has_at_most_two_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)
    assert sort_key(sort_key(text)) == sort_key(text)


@given(st.text())
def test_composed_and_decomposed_forms_have_the_same_key(text: str) -> None:
    assert search_key(unicodedata.normalize("NFC", text)) == search_key(unicodedata.normalize("NFD", text))


@given(st.text())
def test_initials_never_fail_nor_grow(name: str) -> None:
    assert len(initials(name)) <= 2


def test_a_right_to_left_name_does_not_turn_the_sentence_around_it() -> None:
    assert isolated("نور") == "\u2068نور\u2069"
    assert isolated("Zoë") == "Zoë"
