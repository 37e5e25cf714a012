"""The two instances of CIAO! on a machine, the real one and the demo, and the way to their database."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ciao.core.command.problem import CommandProblem
from ciao.core.database import roles, supervisor
from ciao.core.database.address import read, verify

CHECKOUT = supervisor.CHECKOUT
WEB_URL, OWNER_URL, BACKUP_URL = "DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_BACKUP_URL"


@dataclass(frozen=True)
class Instance:
    """What tells the real thing from the demo; `environment` is filled once the database answers."""

    database: str
    settings: str
    files: str
    keyring: str
    environment: Mapping[str, str]

    @property
    def is_demo(self) -> bool:
        """The demo may be thrown away and is never mixed with real data."""
        return self.database == DEMO.database

    @property
    def files_folder(self) -> Path:
        """Where uploaded files stay."""
        return home() / self.files

    @property
    def keyring_file(self) -> Path:
        """Where the keys of sealed values stay: never inside a backup."""
        return Path(os.environ.get("CIAO_KEYRING", home() / "keys" / self.keyring))

    def url(self, variable: str) -> str:
        """One of the addresses of the open database."""
        if variable not in self.environment:
            raise CommandProblem(f"Manca {variable}: «ciao db roles» stampa il SQL che crea i ruoli.")
        return self.environment[variable]

    def knowing(self, **facts: str) -> "Instance":
        """The same instance, whose every process finds these in its environment."""
        return replace(self, environment={**self.environment, **facts})

    def django(self, *words: str, owner: bool = False) -> int:
        """Run a management command in a process of its own; returns its exit code."""
        environment = {**self.environment, "CIAO_DB_AS": "owner" if owner else "web"}
        return subprocess.run(
            [sys.executable, "-m", "django", *words], env=environment, cwd=CHECKOUT, check=False
        ).returncode


REAL = Instance("ciao", "config.settings.prod", "files", "keyring.json", {})
DEMO = Instance("ciao_demo", "config.settings.demo", "demo-files", "demo-keyring.json", {})


def home() -> Path:
    """The folder of everything that is not code: `var/` in the checkout, or CIAO_HOME."""
    return Path(os.environ.get("CIAO_HOME") or CHECKOUT / "var").resolve()


@contextmanager
def opened(instance: Instance) -> Iterator[Instance]:
    """The instance with its database answering, for as long as a command needs it."""
    if os.environ.get(WEB_URL):
        yield _with(instance, _given(instance))
        return
    with supervisor.running(home()) as cluster:
        cluster.prepare(instance.database)
        names = {WEB_URL: roles.WEB, OWNER_URL: roles.OWNER, BACKUP_URL: roles.BACKUP}
        yield _with(instance, {name: cluster.url(role, instance.database) for name, role in names.items()})


def has_command(name: str) -> bool:
    """Whether some app brings this management command, found without loading Django."""
    return any((CHECKOUT / "ciao").glob(f"*/management/commands/{name}.py"))


def _given(instance: Instance) -> dict[str, str]:
    """The addresses of a PostgreSQL of one's own, tried before anything is done with them."""
    named = read(os.environ[WEB_URL]).get("dbname")
    if instance.is_demo and named != DEMO.database:
        raise CommandProblem(
            f"{WEB_URL} indica la base di dati «{named}»: la demo usa solo «{DEMO.database}». "
            f"Togli {WEB_URL} e riprova."
        )
    if not os.environ.get(OWNER_URL):
        raise CommandProblem(f"Con {WEB_URL} serve anche {OWNER_URL}, l'indirizzo di chi possiede le tabelle.")
    given = {name: os.environ[name] for name in (WEB_URL, OWNER_URL, BACKUP_URL) if os.environ.get(name)}
    for name, url in given.items():
        verify(url, name)
    return given


def _with(instance: Instance, addresses: Mapping[str, str]) -> Instance:
    chosen = {"CIAO_HOME": str(home()), "PYTHONUNBUFFERED": "1"}
    settings = os.environ.get("DJANGO_SETTINGS_MODULE") or instance.settings
    return replace(instance, environment={**os.environ, **chosen, **addresses, "DJANGO_SETTINGS_MODULE": settings})
