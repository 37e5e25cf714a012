import os
import signal
import socket

import pytest

from ciao.core.command import serve
from ciao.core.command.problem import CommandProblem
from tests.core.command.conftest import Terminal, end, free_port, page, pids


def test_one_command_serves_pages_as_the_web_role(terminal: Terminal) -> None:
    port = free_port()
    terminal.serve("run", "--porta", port)
    assert page(port) == "ciao_web"
    assert f"http://127.0.0.1:{port}/primo-avvio/" in terminal.said


def test_a_polite_end_leaves_nothing_behind(terminal: Terminal) -> None:
    port = free_port()
    process = terminal.serve("run", "--porta", port)
    assert end(process, signal.SIGINT) == 0
    assert pids(terminal.home) == []
    serve.demand_port(int(port))


def test_after_a_kill_the_next_start_recovers_on_the_same_port(terminal: Terminal) -> None:
    port = free_port()
    end(terminal.serve("run", "--porta", port), signal.SIGKILL)
    for _ in range(2):
        os.kill(pids(terminal.home)[0], signal.SIGKILL)
        process = terminal.serve("run", "--porta", port)
        assert page(port) == "ciao_web"
        end(process, signal.SIGKILL)


def test_the_second_start_does_not_migrate_again(terminal: Terminal) -> None:
    terminal.ciao("db", "migrate")
    process = terminal.serve("run", "--porta", free_port())
    assert end(process, signal.SIGINT) == 0
    assert "Preparo" not in terminal.ciao("db", "migrate").stdout


def test_the_demo_and_the_real_thing_run_side_by_side(terminal: Terminal) -> None:
    demo_port, port = free_port(), free_port()
    demo = terminal.serve("demo", "--porta", demo_port, "--oggi", "2026-11-23")
    terminal.serve("run", "--porta", port)
    assert end(demo, signal.SIGTERM) == 0
    assert page(port) == "ciao_web"


def test_a_taken_port_costs_one_sentence_that_names_another(terminal: Terminal) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = terminal.ciao("run", "--porta", str(port))
    assert done.returncode == 1
    assert f"La porta {port} è già occupata" in done.stderr
    assert f"PORT={port + 1} make run" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_reserved_port_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise PermissionError

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(CommandProblem, match="riservata"):
        serve.demand_port(80)
