"""A PostgreSQL server for the benchmarks only, with one database per size, kept between runs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ciao.core.command import schema
from ciao.core.command.instance import OWNER_URL, WEB_URL, Instance, home
from ciao.core.database import roles, supervisor
from ciao.core.database.supervisor import Cluster

TODAY = "2026-11-23"


@dataclass(frozen=True)
class Bench:
    """The database of one size, and the processes that work on it."""

    size: int
    cluster: Cluster

    @property
    def name(self) -> str:
        """Its name on the server."""
        return f"ciao_bench_{self.size}"

    def prepare(self) -> None:
        """Has the tables there as this version of the code wants them, with locks and policies on."""
        self.cluster.prepare(self.name)
        schema.bring_up_to_date(self._instance(roles.WEB))

    def run(self, *words: str, role: str = roles.WEB) -> None:
        """A Python module in a process of its own that reaches the database as `role`; a failure ends everything."""
        environment = dict(self._instance(role).environment)
        command = [sys.executable, "-m", *words]
        done = subprocess.run(command, env=environment, cwd=supervisor.CHECKOUT, check=False)
        if done.returncode:
            raise SystemExit(done.returncode)

    def drop(self) -> None:
        """Throws the database away, to begin anew."""
        with self.cluster.as_admin() as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {self.name}")

    def _instance(self, role: str) -> Instance:
        settings = "bench.settings"
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": settings, "CIAO_OGGI": TODAY, "CIAO_DB_AS": "web", "PYTHONUNBUFFERED": "1",
            WEB_URL: self.cluster.url(role, self.name), OWNER_URL: self.cluster.url(roles.OWNER, self.name),
            "BENCH_BARE_URL": self.cluster.url(roles.ADMIN, self.name),
        }  # fmt: skip
        return Instance(self.name, settings, "bench-files", "bench-keyring.json", environment)


@contextmanager
def opened(size: int) -> Iterator[Bench]:
    """The server, as durable as the real one, for as long as a size is measured."""
    with supervisor.running(home() / "bench") as cluster:
        yield Bench(size, cluster)
