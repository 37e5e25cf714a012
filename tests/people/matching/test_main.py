"""`ciao match` reads what offices have and says what is wrong with a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ciao.people.matching.__main__ import main

HEAD = "cognome;nome;data di nascita;telefono\n"
TWICE = "Conti;Sara;04/07/2002;340 1112223\nConti;Sara;2002-07-04;+39 3401112223\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_pairs_come_out_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str) -> None:
    file = tmp_path / "lista.csv"
    file.write_text(HEAD + TWICE + "Nicolò;Davide;1999-01-02;\n", encoding=encoding)
    assert main([str(file), "--json"]) == 0
    (pair,) = json.loads(capsys.readouterr().out)
    assert (pair["a"], pair["b"]) == ("riga 2", "riga 3")
    assert 0.5 < pair["score"] <= 1


def test_a_list_without_doubles_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lista.csv"
    file.write_text("id,given_name\n1,Sara\n", encoding="utf-8")
    assert main([str(file)]) == 0
    assert "Nessuna coppia su 1 righe" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"PK\x03\x04abc", "non è un CSV"), (b"a,b\n1,2\n", "Nella prima riga"), (b"", "Nella prima riga")],
)
def test_a_wrong_file_is_refused_in_plain_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, words: str
) -> None:
    file = tmp_path / "lista.csv"
    file.write_bytes(content)
    assert main([str(file)]) == 1
    assert words in capsys.readouterr().err


def test_a_missing_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "nessuna.csv")]) == 1
    assert "Non trovo il file" in capsys.readouterr().err
