import os
from pathlib import Path

import pytest

from ciao.core.database import binaries
from ciao.core.database.account import Account
from ciao.core.database.problem import DatabaseProblem

US = Account(os.geteuid(), os.getegid(), "noi", drops=False)


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system with PostgreSQL 9, 15 and 17 and no wheel."""
    monkeypatch.setattr(binaries, "WHEEL", "nessun_pacchetto")
    monkeypatch.setattr(binaries, "SYSTEM", tmp_path)
    for version in ("9", "15", "17"):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        (folder / "postgres").touch()
    return tmp_path


def test_the_wheel_comes_before_the_system() -> None:
    assert binaries.WHEEL in binaries.find().parts


def test_without_the_wheel_the_newest_of_the_system_serves(system: Path) -> None:
    assert binaries.find() == system / "17" / "bin"
    assert binaries.version(binaries.find()) == 17


def test_versions_under_the_floor_are_not_used(system: Path) -> None:
    for version in ("15", "17"):
        (system / version / "bin" / "postgres").unlink()
    with pytest.raises(DatabaseProblem, match="Non trovo PostgreSQL"):
        binaries.find()


def test_programs_the_account_cannot_run_are_copied_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Account, "can_run", lambda self, program: False)
    copy = binaries.runnable(US, tmp_path)
    before = (copy / "postgres").stat().st_ctime_ns
    assert binaries.runnable(US, tmp_path) == copy
    assert (copy / "postgres").stat().st_ctime_ns == before
    assert US.run([copy / "initdb", "--version"], cwd=tmp_path).returncode == 0
