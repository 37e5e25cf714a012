"""A whole installation in a folder of its own, run as a person at a terminal would."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ciao.core.command.instance import CHECKOUT
from ciao.core.database import place, supervisor

Process = subprocess.Popen[str]


@dataclass
class Terminal:
    """Runs `ciao` on one instance folder; what it serves is a tiny site, so that each start is quick."""

    home: Path
    served: list[Process] = field(default_factory=list)
    said: str = ""

    @property
    def environment(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "CIAO_"))}
        return clean | {"CIAO_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "tests.core.command.small"}

    def ciao(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """A command that ends by itself."""
        command = [sys.executable, "-m", "ciao.core.command", *words]
        return subprocess.run(
            command,
            env=self.environment | environment,
            cwd=CHECKOUT,
            check=False,
            capture_output=True,
            text=True,
        )

    def serve(self, *words: str) -> Process:
        """A command that serves, returned once it says that it is ready."""
        command = [sys.executable, "-m", "ciao.core.command", *words]
        process = subprocess.Popen(
            command,
            env=self.environment,
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.served.append(process)
        assert process.stdout
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "è pronto" in line:
                self.said = "".join(lines)
                return process
        raise AssertionError("".join(lines))


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    with tempfile.TemporaryDirectory(prefix="ciao-", dir=place.SHARED) as folder:
        Path(folder).chmod(0o755)
        terminal = Terminal(Path(folder) / "var")
        yield terminal
        for process in terminal.served:
            end(process, signal.SIGTERM)
        if (terminal.home / "postgres" / "data").exists():
            supervisor.start(terminal.home).server.stop()


def end(process: Process, how: signal.Signals) -> int:
    process.send_signal(how)
    code = process.wait()
    if process.stdout:
        process.stdout.close()
    return code


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def page(port: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
        return str(answer.read().decode())


def pids(home: Path) -> list[int]:
    """The database server of this folder, while it runs."""
    mark = home / "postgres" / "data" / "postmaster.pid"
    return [int(re.split(r"\s", mark.read_text())[0])] if mark.exists() else []
