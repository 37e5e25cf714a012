"""Whether the tables are those of this version of the code, known at once so that a start stays quick."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from ciao.core.command.instance import CHECKOUT, OWNER_URL, Instance
from ciao.core.command.problem import CommandProblem

LOCK = 20200716  # any number of ours: the programme's first day
# What `migrate` turns into tables, policies and reference rows.
SOURCES = (
    "ciao/**/migrations/*.py",
    "ciao/**/models.py",
    "ciao/**/models/*.py",
    "ciao/*/sql.py",
    "ciao/access/**/*.py",
    "ciao/*/data/*.csv",
    "config/settings/*.py",
    "requirements.lock",
)


def bring_up_to_date(instance: Instance) -> None:
    """Migrate as the owner, unless the database says that this very code has already done it."""
    wanted = fingerprint(CHECKOUT)
    if notes(instance).get("schema") == wanted:
        return
    with one_at_a_time(instance):
        if notes(instance).get("schema") == wanted:
            return
        print("Preparo la base di dati…", flush=True)
        if instance.django("migrate", "--noinput", "--verbosity", "0", owner=True):
            raise CommandProblem("La base di dati non è pronta: il motivo è scritto qui sopra.")
        note(instance, schema=wanted)


@contextmanager
def one_at_a_time(instance: Instance) -> Iterator[None]:
    """Hold off whoever else would change the tables, from this machine or another; let go when we die."""
    with psycopg.connect(instance.url(OWNER_URL), autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield


def fingerprint(checkout: Path) -> str:
    """SHA-256 over names and contents of everything that shapes the database."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in SOURCES for path in checkout.glob(pattern)}):
        digest.update(f"{path.relative_to(checkout)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def notes(instance: Instance) -> dict[str, Any]:
    """What we wrote about this database, as its comment: it goes and ends with the database."""
    with psycopg.connect(instance.url(OWNER_URL)) as owner:
        row = owner.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    try:
        return dict(json.loads(row[0])) if row and row[0] else {}
    except ValueError:
        return {}


def note(instance: Instance, **facts: str) -> None:
    """Add facts to the notes."""
    text = json.dumps(notes(instance) | facts)
    with psycopg.connect(instance.url(OWNER_URL)) as owner:
        name = sql.Identifier(owner.info.dbname)
        owner.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(text)))


def is_empty(instance: Instance) -> bool:
    """No table at all: nothing that a restore could overwrite."""
    with psycopg.connect(instance.url(OWNER_URL)) as owner:
        return owner.execute("SELECT FROM pg_tables WHERE schemaname = 'public' LIMIT 1").rowcount == 0
