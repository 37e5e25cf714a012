import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from ciao.core.database import account, place
from ciao.core.database.account import Account
from ciao.core.database.problem import DatabaseProblem

Usage = namedtuple("Usage", "total used free")
US = Account(os.geteuid(), os.getegid(), "noi", drops=False)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An instance folder the server's account cannot enter; the lasting folder is the test's own."""
    monkeypatch.setattr(place, "LASTING", tmp_path / "lasting")
    monkeypatch.setattr(place, "SHARED", tmp_path)
    monkeypatch.setattr(place, "SOCKET_PATH_LIMIT", 1000)
    monkeypatch.setattr(Account, "can_enter", lambda self, folder: False)
    home = tmp_path / "home"
    home.mkdir()
    return home


def test_an_open_folder_keeps_everything_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "SOCKET_PATH_LIMIT", 1000)
    assert place.locate(tmp_path, US, durable=True).data == tmp_path / "data"


def test_a_closed_folder_sends_the_data_elsewhere_and_remembers_where(closed: Path) -> None:
    first = place.locate(closed, US, durable=True)
    first.data.mkdir()
    assert closed not in first.data.parents
    assert place.locate(closed, US, durable=True) == first
    assert place.data_folder(closed) == first.data


def test_data_that_went_away_is_missed_aloud(closed: Path) -> None:
    shutil.rmtree(place.locate(closed, US, durable=True).base)
    with pytest.raises(DatabaseProblem, match="non ci sono più"):
        place.locate(closed, US, durable=True)


def test_data_that_went_away_is_made_anew_for_tests(closed: Path) -> None:
    shutil.rmtree(place.locate(closed, US, durable=False).base)
    assert place.locate(closed, US, durable=False).base.exists()


def test_a_folder_closed_after_the_first_start_never_opens_a_second_database(closed: Path) -> None:
    (closed / "data").mkdir()
    with pytest.raises(DatabaseProblem, match="non può più entrare"):
        place.locate(closed, US, durable=True)


def test_a_comma_in_the_path_moves_the_socket_like_a_long_path(tmp_path: Path) -> None:
    home = tmp_path / "a,b"
    home.mkdir()
    found = place.locate(home, US, durable=False)
    assert "," not in str(found.sockets)
    shutil.rmtree(found.sockets.parent)


def test_a_full_disk_is_said_before_beginning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(0, 0, 312_000_000))
    with pytest.raises(DatabaseProblem, match=r"1 GB libero .* 312 MB"):
        place.demand_space(tmp_path)


def test_data_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(DatabaseProblem, match="altro utente"):
        account.choose(tmp_path)


def test_root_steps_down_to_a_user_without_powers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    chosen = account.choose(tmp_path / "data")
    assert chosen.drops
    assert chosen.uid != 0


def test_root_on_a_system_without_such_a_user_gets_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(account, "INSTEAD_OF_ROOT", ("nessuno-davvero",))
    with pytest.raises(DatabaseProblem, match="non può girare come root"):
        account.choose(tmp_path / "data")
