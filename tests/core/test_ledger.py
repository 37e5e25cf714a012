from pathlib import Path

from ciao.core import ledger


def test_a_line_is_added_once_and_a_torn_one_is_passed_over(tmp_path: Path) -> None:
    path = ledger.beside(tmp_path / "keyring.json")
    assert path.name == "keyring.erasures.jsonl"
    assert ledger.read(path) == []
    assert ledger.append(path, [{"id": "1", "person": "a"}]) == 1
    with path.open("a") as file:
        file.write('\n{"id": "2", "per')
    assert ledger.append(path, [{"id": "1", "person": "a"}, {"id": "3", "person": "c"}]) == 1
    assert [one["id"] for one in ledger.read(path)] == ["1", "3"]
    assert path.stat().st_mode & 0o077 == 0
