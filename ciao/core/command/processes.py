"""The processes that serve: started together, ended together, in the right order."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from ciao.core.command.instance import CHECKOUT
from ciao.core.command.problem import CommandProblem

FAREWELL = 10.0  # seconds for each process to finish what it is doing


@contextmanager
def interruptible() -> Iterator[None]:
    """Have every polite way of ending us (Ctrl-C, a service manager, a closed window) end us the same way."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        print("\nCIAO! si è fermato.", flush=True)


@contextmanager
def together(
    modules: Mapping[str, Sequence[str]], environment: Mapping[str, str]
) -> Iterator[dict[str, "subprocess.Popen[bytes]"]]:
    """Run each `python -m module words…` for the length of the block, each in a group of its own."""
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, words in modules.items():
            running[name] = subprocess.Popen(
                [sys.executable, "-m", "ciao.core.command.leash", *words],
                stdin=subprocess.PIPE,
                env=dict(environment),
                cwd=CHECKOUT,
                start_new_session=True,
            )
        yield running
    finally:
        _end(list(running.values()))


def watch(running: Mapping[str, "subprocess.Popen[bytes]"]) -> None:
    """Stay until one of them ends, which none should do by itself."""
    while True:
        check(running)
        time.sleep(0.3)


def check(running: Mapping[str, "subprocess.Popen[bytes]"]) -> None:
    """Raise when one has ended."""
    for name, process in running.items():
        if process.poll() is not None:
            raise CommandProblem(f"Il processo «{name}» si è fermato da solo: il motivo è scritto qui sopra.")


def _end(processes: list["subprocess.Popen[bytes]"]) -> None:
    """Ask, wait, insist; a second Ctrl-C does not cut this short, so that nothing is left behind."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(FAREWELL)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdin:
            process.stdin.close()
