"""Reading an office's sheet: days, numbers, headings, and what goes back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ciao.core.sheets import (
    Limits,
    Mapping,
    NotReadable,
    Unreadable,
    Wanted,
    amount,
    day,
    guess,
    harmless,
    headings,
    rows_of,
    tables,
    text,
    whole,
)
from ciao.core.sheets.columns import letter

WANTED = [Wanted("name", "Nome", "nome"), Wanted("born", "Nascita", "nascita", day)]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", None), ("2/11/26", date(2026, 11, 2)), ("2026-11-02 00:00:00", date(2026, 11, 2)),
        ("2 novembre 1990", date(1990, 11, 2)), (32216, date(1988, 3, 14)), ("32216", date(1988, 3, 14)),
    ],
)  # fmt: skip
def test_days_as_offices_write_them(cell: Any, found: date | None) -> None:
    assert day(cell) == found


@pytest.mark.parametrize(("cell", "why"), [("30/02/1990", "non è una data"), (1985, "giorno, mese"), (0, "giorno")])
def test_what_is_no_day_says_so(cell: Any, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        day(cell)


def test_numbers_and_amounts() -> None:
    assert (whole(""), whole(" 12 "), amount(""), amount("1.234,50")) == (None, 12, None, Decimal("1234.50"))
    with pytest.raises(Unreadable, match="numero intero"):
        whole("dodici")
    with pytest.raises(Unreadable, match="importo"):
        amount("tanto")


def test_a_text_has_an_end_and_nothing_that_cannot_be_printed() -> None:
    assert text("\x07 Amina\x00 ") == "Amina"
    with pytest.raises(Unreadable, match="Il testo ha 401 caratteri"):
        text("a" * 401)


def test_headings_are_found_under_a_title_and_unnamed_columns_have_a_letter() -> None:
    rows = [["Elenco delle persone"], [], ["Nome", "", "Data di nascita"], ["Amina", "x", "1/1/1990"]]
    found = guess(rows, WANTED)
    assert found == Mapping(2, {"name": 0, "born": 2})
    assert Mapping.of(found.as_json()) == found
    assert headings(rows, 2) == ["Nome", "colonna B", "Data di nascita"]
    assert (letter(25), letter(26), letter(701)) == ("colonna Z", "colonna AA", "colonna ZZ")


def test_each_row_keeps_its_number_its_faults_and_what_was_written() -> None:
    rows = [["Nome", "Nascita"], ["Amina"], [], ["", ""], ["Sara", "mai"]]
    first, second = rows_of(rows, Mapping(0, {"name": 0, "born": 1}), WANTED)
    assert (first.number, first.values) == (2, {"name": "Amina", "born": None})
    assert (second.number, second.written) == (5, {"born": "mai"})
    assert second.faults[0].startswith("Nascita: «mai» non è una data.")


@pytest.mark.parametrize(
    ("cell", "safe"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("-cmd", "'-cmd"), ("+39 02", "+39 02"), ("-5", "-5"), ("Amina", "Amina")],
)
def test_what_could_run_is_made_harmless(cell: str, safe: str) -> None:
    assert harmless(cell) == safe


def test_a_file_has_limits_and_says_them() -> None:
    assert tables(b"Nome\nAmina", "csv", Limits(is_narrow_fine=True))[0].rows == [["Nome"], ["Amina"]]
    with pytest.raises(NotReadable, match="colonna sola"):
        tables(b"Nome\nAmina", "csv")
    with pytest.raises(NotReadable, match="il massimo è 1"):
        tables(b"a;b\nc;d", "csv", Limits(rows=1))
    with pytest.raises(NotReadable, match="più di 1 colonne"):
        tables(b"a;b", "csv", Limits(columns=1))
    with pytest.raises(NotReadable, match="foglio di calcolo"):
        tables(b"x", "pdf")
