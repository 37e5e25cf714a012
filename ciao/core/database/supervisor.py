"""One PostgreSQL per instance folder: started by whoever comes first, stopped by whoever leaves last."""

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from ciao.core.database import account, binaries, passwords, place, roles
from ciao.core.database.lock import InUse, only_one
from ciao.core.database.server import Server

CHECKOUT = Path(__file__).resolve().parents[3]
PASSWORDS, ROLES_DONE = "passwords.json", "roles-done"


@dataclass
class Cluster:
    """The running server as its users see it: addresses, databases, and a way to leave."""

    server: Server
    passwords: dict[str, str]
    sign: InUse | None

    def url(self, role: str, database: str) -> str:
        """The address with its password, for an environment variable or a connection; never to be printed."""
        folder = quote(str(self.server.place.sockets), safe="")
        return f"postgresql://{role}:{quote(self.passwords[role], safe='')}@/{database}?host={folder}"

    def prepare(self, database: str) -> None:
        """Have a database that belongs to the owner role."""
        with only_one(self._lock):
            with self.as_admin() as admin:
                if not admin.execute("SELECT FROM pg_database WHERE datname = %s", [database]).rowcount:
                    admin.execute(f"CREATE DATABASE {database} OWNER {roles.OWNER} TEMPLATE template0")
            with self.as_admin(database) as inside, inside.transaction():
                if not inside.execute(roles.OPENED, [roles.OWNER]).rowcount:
                    for line in roles.opening(database):
                        inside.execute(line)

    def stop(self) -> None:
        """Leave; the server ends only when no other process uses it. Safe to call twice."""
        with only_one(self._lock):
            sign, self.sign = self.sign, None
            if sign and sign.release():
                self.server.stop()

    @property
    def _lock(self) -> Path:
        return self.server.place.home / "lock"

    def as_admin(self, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        """A connection that can do everything, for the few things only a superuser may."""
        return psycopg.connect(self.url(roles.ADMIN, database), autocommit=True)


def start(instance: Path, *, durable: bool = True) -> Cluster:
    """Have the instance's server running and use it; safe from many processes at once and after any crash.

    `durable=False` is for tests: faster, with a superuser `ciao_test`, and its data may be lost.
    Raises `DatabaseProblem` with one sentence.
    """
    home = instance.resolve() / "postgres"
    home.mkdir(parents=True, exist_ok=True)
    with only_one(home / "lock"):
        server = _server(home, durable=durable)
        cluster = Cluster(server, _bring_up(server), InUse(home / "in-use"))
        _make_roles(cluster)
    return cluster


def test_url() -> str:
    """The address tests begin from: this checkout's own server, left running for the next time."""
    cluster = start(CHECKOUT / "var" / "test", durable=False)
    cluster.prepare("ciao")
    return cluster.url(roles.TEST, "ciao")


@contextlib.contextmanager
def running(instance: Path) -> Iterator[Cluster]:
    """The server for as long as a command needs it."""
    cluster = start(instance)
    try:
        yield cluster
    finally:
        cluster.stop()


def _server(home: Path, *, durable: bool) -> Server:
    who = account.choose(place.data_folder(home))
    where = place.locate(home, who, durable=durable)
    return Server(where, who, binaries.runnable(who, where.base), durable)


def _bring_up(server: Server) -> dict[str, str]:
    """From whatever state the folder is in to a server that answers; returns the passwords."""
    home, data = server.place.home, server.place.data
    lost = data.exists() and not (home / PASSWORDS).exists()
    known = passwords.read_or_make(home / PASSWORDS)
    place.demand_space(server.place.base)
    if not data.exists():
        (home / ROLES_DONE).unlink(missing_ok=True)
        server.make_data(known[roles.ADMIN])
    server.check_version()
    if lost:
        server.set_password(known[roles.ADMIN])
    server.ensure(Cluster(server, known, None).url(roles.ADMIN, "postgres"))
    return known


def _make_roles(cluster: Cluster) -> None:
    """Run the SQL of the roles when it, or a password, has changed since it last ran here."""
    lines = roles.statements(cluster.passwords, test=not cluster.server.durable)
    note = cluster.server.place.home / ROLES_DONE
    mark = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    if note.exists() and note.read_text(encoding="ascii") == mark:
        return
    with cluster.as_admin() as admin:
        for line in lines:
            admin.execute(line)
    note.write_text(mark, encoding="ascii")
