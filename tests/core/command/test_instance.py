import pytest

from ciao.core.command.instance import DEMO, REAL, Instance, has_command, home, opened
from ciao.core.command.problem import CommandProblem
from tests.core.command.conftest import Terminal, free_port


def refused(instance: Instance) -> str:
    with pytest.raises(CommandProblem) as problem, opened(instance):
        raise AssertionError
    return str(problem.value)


def test_the_demo_never_touches_a_database_of_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ciao_web:segreta@db/ciao")
    assert "la demo usa solo «ciao_demo»" in refused(DEMO)
    assert "segreta" not in refused(DEMO)


def test_one_address_without_the_other_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ciao_web:x@db/ciao")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    assert "DATABASE_OWNER_URL" in refused(REAL)


def test_a_wrong_address_ends_in_one_sentence(terminal: Terminal) -> None:
    url = "postgresql://ciao_web:segreta@127.0.0.1:1/ciao"
    done = terminal.ciao("db", "migrate", DATABASE_URL=url, DATABASE_OWNER_URL=url)
    assert done.returncode == 1
    assert done.stderr.startswith("Non riesco a collegarmi con DATABASE_URL (macchina 127.0.0.1")
    assert "segreta" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_given_addresses_are_used_as_they_are(terminal: Terminal) -> None:
    process = terminal.serve("run", "--porta", free_port())
    web = terminal.ciao("db", "url").stdout.strip()
    owner = terminal.ciao("db", "url", "--ruolo", "owner").stdout.strip()
    done = terminal.ciao("db", "url", DATABASE_URL=web, DATABASE_OWNER_URL=owner, CIAO_HOME="/nessuna")
    assert done.stdout.strip() == web
    assert process.poll() is None


def test_the_instance_folder_may_be_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIAO_HOME", "/srv/ciao")
    assert str(home()) == "/srv/ciao"


def test_commands_of_the_apps_are_found_without_loading_them() -> None:
    assert not has_command("nessuno")
