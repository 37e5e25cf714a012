import argparse

import pytest

from ciao.core.command import main
from ciao.core.command.parser import build
from tests.core.command.conftest import Terminal

COMMANDS = [
    "run",
    "demo",
    "import-sheet",
    "db",
    "access check",
    "audit verify",
    "backup",
    "restore",
    "db reset-demo",
]


@pytest.mark.parametrize("words", ["", *COMMANDS])
def test_every_command_explains_itself_in_italian(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build().parse_args([*words.split(), "--help"])
    text = capsys.readouterr().out
    assert ended.value.code == 0
    assert text.startswith("uso: ciao")
    assert not [word for word in ("usage", "options", "show this", "positional") if word in text]


@pytest.mark.parametrize(
    "words", ["", "pippo", "db", "run --porta x", "run --porta 70000", "demo --oggi ieri", "backup"]
)
def test_what_is_not_understood_costs_one_sentence(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        build().parse_args(words.split())
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("Non capisco questo comando: «ciao")


def test_the_port_comes_from_the_environment_unless_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8001")
    assert build().parse_args(["demo"]).porta == 8001
    assert build().parse_args(["demo", "--porta", "9000"]).porta == 9000


def test_a_problem_ends_with_its_sentence_and_code_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["ciao", "restore", "/nessun/file"])
    monkeypatch.setenv("CIAO_KEYRING", "/nessuna/chiave")
    with pytest.raises(SystemExit, match="non ci sono chiavi"):
        main()


def test_commands_of_apps_not_there_yet_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ciao.core.command.delegate.has_command", lambda name: False)
    arguments: argparse.Namespace = build().parse_args(["access", "check"])
    with pytest.raises(Exception, match="non c'è ancora"):
        arguments.work(arguments)


def test_the_sql_of_the_roles_is_printed(terminal: Terminal) -> None:
    done = terminal.ciao("db", "roles")
    assert "CREATE DATABASE ciao OWNER ciao_owner" in done.stdout
    assert not terminal.home.exists()


def test_psql_opens_as_the_role_asked_for(terminal: Terminal) -> None:
    done = terminal.ciao("db", "shell", "--ruolo", "owner", PSQLRC="/dev/null")
    assert done.returncode == 0


def test_the_demo_is_emptied_and_made_again(terminal: Terminal) -> None:
    terminal.ciao("db", "migrate", "--demo")
    assert "al prossimo avvio" in terminal.ciao("db", "reset-demo").stdout
    assert "Preparo" in terminal.ciao("db", "migrate", "--demo").stdout
