import os
import signal
import subprocess
import sys

import pytest

from ciao.core.command.problem import CommandProblem
from ciao.core.command.processes import check, interruptible, together


@pytest.fixture(autouse=True)
def _signals_given_back() -> "object":
    before = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for name, handler in before.items():
        signal.signal(name, handler)


def test_a_child_ends_when_its_parent_is_gone() -> None:
    command = [sys.executable, "-m", "ciao.core.command.leash", "http.server", "0", "--bind", "127.0.0.1"]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert child.stdin
    child.stdin.close()
    assert child.wait() == -signal.SIGTERM


def test_one_that_ends_by_itself_is_named() -> None:
    with together({"pagine": ["this"]}, os.environ) as running:
        running["pagine"].wait()
        with pytest.raises(CommandProblem, match="«pagine»"):
            check(running)


def test_every_polite_signal_ends_in_the_same_farewell(capsys: pytest.CaptureFixture[str]) -> None:
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with interruptible():
            os.kill(os.getpid(), name)
    assert capsys.readouterr().out.count("CIAO! si è fermato.") == 3
