"""One PostgreSQL per instance folder: started by whoever comes first, stopped by whoever leaves last."""

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg

from ciao.core.database import account, binaries, passwords, place, roles
from ciao.core.database.lock import InUse, only_one
from ciao.core.database.server import Server

CHECKOUT = Path(__file__).resolve().parents[3]
ROLES_DONE = "roles-done"


@dataclass
class Cluster:
    """The running server as its users see it: addresses, databases, and a way to leave."""

    server: Server
    words: dict[str, str]
    _sign: InUse | None = field(default=None, repr=False)

    def url(self, role: str, database: str) -> str:
        """The address with its password, for an environment variable or a connection; never to be printed."""
        folder = quote(str(self.server.place.sockets), safe="")
        return f"postgresql://{role}:{quote(self.words[role], safe='')}@/{database}?host={folder}"

    def prepare(self, database: str) -> None:
        """Have a database that belongs to the owner role."""
        with only_one(self._lock):
            with self._admin() as admin:
                if not admin.execute("SELECT FROM pg_database WHERE datname = %s", [database]).rowcount:
                    admin.execute(f"CREATE DATABASE {database} OWNER {roles.OWNER} TEMPLATE template0")
            with self._admin(database) as inside, inside.transaction():
                if not inside.execute(roles.OPENED, [roles.OWNER]).rowcount:
                    for line in roles.opening(database):
                        inside.execute(line)

    def drop(self, database: str) -> None:
        """Throw a database away, whoever is connected to it."""
        with only_one(self._lock), self._admin() as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def stop(self) -> None:
        """Leave; the server ends only when no other process uses it. Safe to call twice."""
        with only_one(self._lock):
            sign, self._sign = self._sign, None
            if sign and sign.release():
                self.server.stop()

    @property
    def _lock(self) -> Path:
        return self.server.place.home / "lock"

    def _admin(self, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.url(roles.ADMIN, database), autocommit=True)


def start(instance: Path, *, durable: bool = True) -> Cluster:
    """Have the instance's server running and use it; safe from many processes at once and after any crash.

    `durable=False` is for tests: faster, with a superuser `ciao_test`, and its data may be lost.
    Raises `DatabaseProblem` with one sentence.
    """
    home = instance.resolve() / "postgres"
    home.mkdir(parents=True, exist_ok=True)
    with only_one(home / "lock"):
        cluster = Cluster(_server(home, durable=durable), {})
        _bring_up(cluster)
        cluster._sign = InUse(home / "in-use")
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


def _bring_up(cluster: Cluster) -> None:
    server, home = cluster.server, cluster.server.place.home
    lost = server.place.data.exists() and not (home / "passwords.json").exists()
    cluster.words = passwords.read_or_make(home / "passwords.json")
    place.demand_space(server.place.base)
    if not server.place.data.exists():
        (home / ROLES_DONE).unlink(missing_ok=True)
        server.make_data(cluster.words[roles.ADMIN])
    server.check_version()
    if lost:
        server.set_password(cluster.words[roles.ADMIN])
    server.ensure(cluster.url(roles.ADMIN, "postgres"))
    _make_roles(cluster)


def _make_roles(cluster: Cluster) -> None:
    """Run the SQL of the roles when it, or a password, has changed since it last ran here."""
    lines = roles.statements(cluster.words, test=not cluster.server.durable)
    note = cluster.server.place.home / ROLES_DONE
    mark = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    if note.exists() and note.read_text(encoding="ascii") == mark:
        return
    with cluster._admin() as admin:
        for line in lines:
            admin.execute(line)  # type: ignore[arg-type]
    note.write_text(mark, encoding="ascii")
