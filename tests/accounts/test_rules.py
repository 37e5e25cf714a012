"""The key ring on paper: typed back it is the same, and a wrong letter is found."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from ciao.accounts.rules import SheetProblem, last_group, ring_of, sheet_of
from ciao.core.crypto import KeyRing, load_keyring

RING = KeyRing("k2", {"k1": bytes(range(32)), "k2": bytes(reversed(range(32)))}, b"\xff" * 32)


def lines() -> list[str]:
    return [str(line) for line in sheet_of(RING)]


def test_the_current_key_comes_first_and_the_indexes_last() -> None:
    assert [line.name for line in sheet_of(RING)] == ["k2", "k1", "indice"]
    assert all(len(group) == 4 for line in sheet_of(RING) for group in line.groups)


def test_a_sheet_typed_back_makes_the_same_ring() -> None:
    assert ring_of(lines()) == RING


def test_case_spaces_and_lookalikes_are_forgiven() -> None:
    typed = [f"  {line.lower().replace('o', '0').replace('i', '1')}  ".replace("1nd1ce", "indice") for line in lines()]
    assert ring_of([*typed, ""]) == RING


@pytest.mark.parametrize("at", [4, 12, 40, -1])
def test_a_wrong_letter_names_its_line(at: int) -> None:
    first, *rest = lines()
    letter = "A" if first[at] != "A" else "B"
    wrong = first[:at] + letter + (first[at + 1 :] if at != -1 else "")
    with pytest.raises(SheetProblem, match="«k2»"):
        ring_of([wrong, *rest])


@pytest.mark.parametrize("kept", [[], ["indice"], ["k1", "k2"]])
def test_a_missing_line_is_told(kept: list[str]) -> None:
    with pytest.raises(SheetProblem, match="Mancano righe"):
        ring_of(line for line in lines() if line.split()[0] in kept)


def test_a_line_that_is_no_line_is_told() -> None:
    with pytest.raises(SheetProblem, match="«boh»"):
        ring_of(["boh"])


def test_the_last_four_characters_are_those_at_the_end_of_the_sheet() -> None:
    assert lines()[-1].endswith(last_group(RING))


def test_the_command_makes_the_ring_again_and_replaces_none(tmp_path: Path, settings, monkeypatch) -> None:
    settings.KEYRING = tmp_path / "keys" / "keyring.json"
    monkeypatch.setattr("sys.stdin", StringIO("\n".join(lines())))
    call_command("restore_keyring", stdout=StringIO())
    assert load_keyring(settings.KEYRING) == RING
    assert settings.KEYRING.stat().st_mode & 0o077 == 0
    with pytest.raises(SystemExit, match="ci sono già"):
        call_command("restore_keyring")


def test_the_command_refuses_a_wrong_sheet_and_writes_nothing(tmp_path: Path, settings, monkeypatch) -> None:
    settings.KEYRING = tmp_path / "keyring.json"
    monkeypatch.setattr("sys.stdin", StringIO("k1 AAAA\n"))
    with pytest.raises(SystemExit, match="«k1»"):
        call_command("restore_keyring")
    assert not settings.KEYRING.exists()
