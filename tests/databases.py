"""Test databases cloned from a template that is made once for a given state of the tables: no run migrates twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
# What the tables, their locks and their reference rows come from.
SHAPE = ("ciao/*/migrations/*.py", "ciao/*/models.py", "ciao/*/models/*.py", "ciao/*/sql.py", "ciao/*/data/*.csv",
         "ciao/access/*.py", "ciao/core/*.py", "config/settings/*.py", "requirements.lock")  # fmt: skip
# What the demo's story comes from, besides.
STORY = ("ciao/**/*.py", "ciao/**/*.csv", "ciao/**/*.txt", "ciao/**/*.typ")


def migrated() -> str:
    """The name of a database with every table and no row."""
    return _template("tables", SHAPE, lambda: call_command("migrate", interactive=False, verbosity=0))


def told(day: date) -> str:
    """The name of a database in which the demo's story has been told for a day."""

    def tell() -> None:
        with connection.cursor() as cursor:  # as on a real installation: who owns the tables reads no row by that
            for what in ("TABLES", "SEQUENCES", "FUNCTIONS"):
                cursor.execute(f"GRANT ALL ON ALL {what} IN SCHEMA public TO ciao_owner")
            cursor.execute("SET ROLE ciao_owner")
        call_command("load_demo", oggi=day, verbosity=0)

    return _template(f"demo_{day:%Y%m%d}", (*SHAPE, *STORY), tell, base=migrated())


def clone(template: str, name: str) -> None:
    """A fresh copy, in place of an older one."""
    with _maintenance() as server:
        server.execute("SELECT pg_advisory_lock(hashtext('ciao_clone'))")  # one copy of a template at a time
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


@contextmanager
def empty(name: str) -> Iterator[None]:
    """A database with nothing in it, spoken to for a while and then thrown away."""
    drop(name)
    with _maintenance() as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "template1"')
    try:
        with using(name):
            yield
    finally:
        drop(name)


def drop(name: str) -> None:
    """Nothing of it stays."""
    with _maintenance() as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def using(name: str) -> Iterator[None]:
    """The connection of the tests speaks to another database for a while."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _template(kind: str, patterns: tuple[str, ...], make: Callable[[], object], base: str = "template1") -> str:
    """Made by whoever comes first; the others wait for it. Those of an earlier state are thrown away."""
    prefix = f"ciao_{kind}_"
    name, building = prefix + _digest(patterns), f"{prefix}building"
    with _maintenance() as server:
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [prefix])
        rows = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix]).fetchall()
        if (name,) in rows:
            return name
        for (old,) in rows:
            server.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{building}" TEMPLATE "{base}"')
        with using(building):
            make()
        server.execute(f'ALTER DATABASE "{building}" RENAME TO "{name}"')
    return name


@contextmanager
def _maintenance() -> Iterator[psycopg.Connection]:
    """A connection of its own to the server, as its superuser, that holds locks while databases are made."""
    values = {**connection.get_connection_params(), "dbname": "postgres"}
    names = ("host", "port", "user", "password", "dbname")
    server = psycopg.connect(**{name: values[name] for name in names if values.get(name)}, autocommit=True)
    try:
        yield server
    finally:
        server.close()


def _digest(patterns: tuple[str, ...]) -> str:
    # What is sealed in a template opens only with the keys it was sealed with.
    digest = hashlib.sha256(settings.KEYRING.read_bytes() if settings.KEYRING.exists() else b"")
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        digest.update(f"{path.relative_to(ROOT)}".encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
