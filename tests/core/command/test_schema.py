import subprocess
import sys
from pathlib import Path

from ciao.core.command.instance import CHECKOUT
from ciao.core.command.schema import fingerprint
from tests.core.command.conftest import Terminal


def test_the_fingerprint_changes_with_a_migration_and_not_with_a_page(tmp_path: Path) -> None:
    migration = tmp_path / "ciao" / "cases" / "migrations" / "0001_start.py"
    migration.parent.mkdir(parents=True)
    migration.write_text("a")
    first = fingerprint(tmp_path)
    (tmp_path / "ciao" / "cases" / "views.py").write_text("b")
    assert fingerprint(tmp_path) == first
    migration.write_text("c")
    assert fingerprint(tmp_path) != first


def test_the_database_remembers_that_it_is_up_to_date(terminal: Terminal) -> None:
    assert "Preparo" in terminal.ciao("db", "migrate").stdout
    assert terminal.ciao("db", "migrate").stdout == "Le tabelle sono aggiornate.\n"
    assert "Preparo" in terminal.ciao("db", "migrate", "--demo").stdout


def test_a_migration_that_fails_is_tried_again_next_time(terminal: Terminal) -> None:
    done = terminal.ciao("db", "migrate", DJANGO_SETTINGS_MODULE="nessuno")
    assert done.returncode == 1
    assert done.stderr.endswith("il motivo è scritto qui sopra.\n")
    assert "Preparo" in terminal.ciao("db", "migrate").stdout


def test_of_two_that_migrate_together_one_waits_and_finds_it_done(terminal: Terminal) -> None:
    command = [sys.executable, "-m", "ciao.core.command", "db", "migrate"]
    both = [
        subprocess.Popen(command, env=terminal.environment, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    outputs = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert "".join(outputs).count("Preparo") == 1
