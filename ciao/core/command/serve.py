"""`ciao run` and `ciao demo`: from nothing to a page in the browser."""

import http.client
import os
import socket
import time
from datetime import date
from subprocess import Popen

from ciao.core.command import archive, demo, messages, schema
from ciao.core.command.instance import DEMO, REAL, Instance, has_command, opened
from ciao.core.command.problem import CommandProblem
from ciao.core.command.processes import check, interruptible, together, watch

ADDRESS = "127.0.0.1"
FIRST_ANSWER = 60.0  # seconds
THREADS = 8
# Beside the pages: each a module with its words, run as the web role.
SIDE_PROCESSES = {"lavori": ["ciao.core.command.jobs"]}


def run(port: int) -> None:
    """Serve the real thing; an empty database greets with the link of the first start."""
    _serve(REAL, port)


def run_demo(port: int, day: date | None) -> None:
    """Serve invented people from a database of their own, on the given day or on the real one."""
    _serve(DEMO, port, day)


def demand_port(port: int) -> None:
    """Better to say so before the long steps than after."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except PermissionError:
            raise CommandProblem(f"La porta {port} è riservata al sistema: scegline una sopra la 1023.") from None
        except OSError:
            raise CommandProblem(
                f"La porta {port} è già occupata: scegline un'altra, per esempio "
                f"«PORT={port + 1} make run» o «ciao run --porta {port + 1}»."
            ) from None


def _serve(instance: Instance, port: int, day: date | None = None) -> None:
    with interruptible():
        demand_port(port)
        messages.compile_all()
        print("Avvio la base di dati…", flush=True)
        address = os.environ.get("CIAO_ADDRESS") or f"http://{ADDRESS}:{port}"
        with opened(instance) as ready:
            ready = ready.knowing(CIAO_ADDRESS=address)
            if ready.is_demo:
                ready = demo.on_day(ready, day)
            schema.bring_up_to_date(ready)
            archive.finish(ready)
            if ready.is_demo:
                demo.load(ready, day)
            with together({"pagine": _web(port), **SIDE_PROCESSES}, ready.environment) as running:
                _greet(ready, port, running)
                watch(running)


def _web(port: int) -> list[str]:
    bind = f"{ADDRESS}:{port}"
    words = ["--workers=1", f"--threads={THREADS}", "--graceful-timeout=5", "--log-level=warning"]
    return ["gunicorn", "config.wsgi:application", f"--bind={bind}", *words]


def _greet(instance: Instance, port: int, running: "dict[str, Popen[bytes]]") -> None:
    """Say where to go only once a page really comes back."""
    print("Avvio le pagine…", flush=True)
    greeting = "demo_accounts" if instance.is_demo else "first_start"
    if has_command(greeting):
        instance.django(greeting, owner=True)
    deadline = time.monotonic() + FIRST_ANSWER
    while not _answers(port):
        check(running)
        if time.monotonic() > deadline:
            raise CommandProblem("Le pagine non rispondono: il motivo è scritto qui sopra.")
        time.sleep(0.1)
    print(f"CIAO! è pronto: http://{ADDRESS}:{port}  (Ctrl-C per fermarlo)", flush=True)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=FIRST_ANSWER)
    try:
        connection.request("GET", "/", headers={"Host": f"{ADDRESS}:{port}"})
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
