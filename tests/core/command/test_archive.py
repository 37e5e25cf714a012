import io
import tarfile
from pathlib import Path

import psycopg
import pytest

from ciao.core import ledger
from ciao.core.command.instance import REAL
from ciao.core.crypto import create_keyring
from tests.core.command.conftest import Terminal, free_port

SECRET_ROWS = """
create table kept (word text);
insert into kept values ('perché');
alter table kept enable row level security;
alter table kept force row level security;
"""


@pytest.fixture
def lived(terminal: Terminal) -> Terminal:
    """An installation with keys, a file, and a row that only the backup role sees."""
    create_keyring(terminal.home / "keys" / REAL.keyring)
    (terminal.home / REAL.files / "a").mkdir(parents=True)
    (terminal.home / REAL.files / "a" / "scansione.pdf").write_bytes(b"%PDF")
    terminal.ciao("db", "migrate")
    inside(terminal, SECRET_ROWS)
    return terminal


def inside(terminal: Terminal, text: str, role: str = "owner") -> list[tuple[object, ...]]:
    from ciao.core.database import supervisor

    with supervisor.running(terminal.home) as cluster:
        cluster.prepare("ciao")
        with psycopg.connect(cluster.url(f"ciao_{role}", "ciao")) as connection:
            cursor = connection.execute(text)
            return cursor.fetchall() if cursor.description else []


def test_what_is_saved_comes_back_whole_elsewhere(lived: Terminal, tmp_path: Path) -> None:
    archive = tmp_path / "copia.tar"
    assert lived.ciao("backup", str(archive)).returncode == 0
    other = Terminal(lived.home.parent / "altrove")
    (other.home / "keys").mkdir(parents=True)
    (other.home / "keys" / REAL.keyring).write_bytes((lived.home / "keys" / REAL.keyring).read_bytes())
    done = other.ciao("restore", str(archive))
    assert done.stderr == ""
    assert inside(other, "select word from kept", "backup") == [("perché",)]
    assert inside(other, "select word from kept", "owner") == []
    assert (other.home / REAL.files / "a" / "scansione.pdf").read_bytes() == b"%PDF"


def test_the_keys_are_never_in_the_copy_and_only_its_owner_reads_it(lived: Terminal, tmp_path: Path) -> None:
    archive = tmp_path / "copia.tar"
    lived.ciao("backup", str(archive))
    with tarfile.open(archive) as tar:
        assert not [name for name in tar.getnames() if "key" in name]
    assert archive.stat().st_mode & 0o077 == 0


def test_without_usable_keys_nothing_is_saved(terminal: Terminal, tmp_path: Path) -> None:
    for content in (None, "", "{}", '{"current": "k1", "keys": {}, "index": ""}'):
        if content is not None:
            (terminal.home / "keys").mkdir(parents=True, exist_ok=True)
            (terminal.home / "keys" / REAL.keyring).write_text(content)
        done = terminal.ciao("backup", str(tmp_path / "copia.tar"))
        assert done.returncode == 1
        assert "non ci sono chiavi utilizzabili" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_copy_never_replaces_another_file(lived: Terminal, tmp_path: Path) -> None:
    (tmp_path / "copia.tar").write_text("altro")
    assert "esiste già" in lived.ciao("backup", str(tmp_path / "copia.tar")).stderr
    assert (tmp_path / "copia.tar").read_text() == "altro"


def test_a_database_with_something_in_it_is_not_overwritten(lived: Terminal, tmp_path: Path) -> None:
    archive = tmp_path / "copia.tar"
    lived.ciao("backup", str(archive))
    assert "non è vuota" in lived.ciao("restore", str(archive)).stderr


def test_with_other_keys_or_a_foreign_file_nothing_is_restored(lived: Terminal, tmp_path: Path) -> None:
    archive, foreign, empty = tmp_path / "copia.tar", tmp_path / "a.txt", tmp_path / "b.tar"
    lived.ciao("backup", str(archive))
    foreign.write_text("ciao")
    with tarfile.open(empty, "w") as tar:
        tar.addfile(tarfile.TarInfo("altro"), io.BytesIO())
    other = Terminal(lived.home.parent / "altrove")
    create_keyring(other.home / "keys" / REAL.keyring)
    assert "non sono quelle di questa copia" in other.ciao("restore", str(archive)).stderr
    assert "rovinato" in other.ciao("restore", str(foreign)).stderr
    assert "non è una copia" in other.ciao("restore", str(empty)).stderr
    assert "Non trovo" in other.ciao("restore", str(tmp_path / "nessuno")).stderr
    assert inside(other, "select count(*) from pg_tables where schemaname = 'public'") == [(0,)]


def test_the_ledger_of_a_copy_and_the_one_beside_the_keys_are_joined(lived: Terminal, tmp_path: Path) -> None:
    archive, keys = tmp_path / "copia.tar", lived.home / "keys" / REAL.keyring
    ledger.append(ledger.beside(keys), [{"id": "1", "person": "a"}])
    lived.ciao("backup", str(archive))
    other = Terminal(lived.home.parent / "altrove")
    (other.home / "keys").mkdir(parents=True)
    there = other.home / "keys" / REAL.keyring
    there.write_bytes(keys.read_bytes())
    ledger.append(ledger.beside(there), [{"id": "2", "person": "b"}])
    done = other.ciao("restore", str(archive), CHECKS_FAIL="1")
    assert done.returncode == 1
    assert "controlli rifatti" in done.stdout
    assert "un controllo non è riuscito" in done.stderr
    assert [one["id"] for one in ledger.read(ledger.beside(there))] == ["2", "1"]
    refused = other.ciao("run", "--porta", free_port(), CHECKS_FAIL="1")
    assert "un controllo non è riuscito" in refused.stderr
