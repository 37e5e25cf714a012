"""Sealing everything anew with the current key: rows, history, second factors, files; begun again where it stopped.

Runs as who owns the tables, while nobody works. Each batch is one transaction in which the table's triggers and its
row-level lock stand aside: history must not take a new key for a change, and no circle may be forgotten. A batch cut
short changes nothing, so that locks are never left open.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model

from ciao.core.crypto import NONCE_BYTES, KeyRing
from ciao.core.fields import BlindIndexField, SealedTextField
from ciao.files import vault
from ciao.files.models import StoredFile

BATCH = 500
SECOND_FACTORS = "mfa_authenticator"
Tell = Callable[[str, int], None]


@dataclass(frozen=True)
class Table:
    """A table with something sealed: its sealed columns, and the indexes worked out from them."""

    name: str
    key: str
    sealed: tuple[SealedTextField, ...]
    indexes: tuple[BlindIndexField, ...]


def tables() -> Iterator[Table]:
    """Every one, history included."""
    for model in apps.get_models():
        sealed = tuple(one for one in model._meta.concrete_fields if isinstance(one, SealedTextField))
        if sealed:
            yield Table(model._meta.db_table, str(model._meta.pk.column), sealed, tuple(_indexes(model)))


def reseal(ring: KeyRing, tell: Tell) -> int:
    """Everything that an older key sealed; returns how many rows, second factors and files changed key."""
    count = 0
    for table in tables():
        while done := _batch(table, ring):
            count += done
            tell(table.name, done)
    return count + _second_factors(ring) + _files(ring, tell)


def still_sealed_by_others(ring: KeyRing) -> dict[str, int]:
    """Where something waits for the current key, and how much; a key is retired only when this is empty."""
    found: dict[str, int] = {}
    for table in tables():
        with opened_up(table.name) as cursor:
            cursor.execute(f"SELECT count(*) FROM {_quoted(table.name)} WHERE {_waiting(table)}", _marks(table, ring))  # noqa: S608
            found[table.name] = int(cursor.fetchone()[0])
    found["allegati"] = len(_waiting_files(ring))
    return {name: many for name, many in found.items() if many}


class opened_up:  # noqa: N801 (used as a word: with opened_up(table) as cursor)
    """One transaction in which a table's triggers and row lock stand aside; only its owner may."""

    def __init__(self, table: str) -> None:
        self.table, self.block = _quoted(table), transaction.atomic()

    def __enter__(self) -> Any:
        self.block.__enter__()
        self.cursor = connection.cursor()
        self.cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.cursor.execute("SELECT relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [self.table])
        self.was_forced = bool(self.cursor.fetchone()[0])
        self.cursor.execute(f"ALTER TABLE {self.table} DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY")
        return self.cursor

    def __exit__(self, *problem: Any) -> None:
        if problem[0] is None:
            again = ", FORCE ROW LEVEL SECURITY" if self.was_forced else ""
            self.cursor.execute(f"ALTER TABLE {self.table} ENABLE TRIGGER USER{again}")
        self.cursor.close()
        self.block.__exit__(*problem)


def _batch(table: Table, ring: KeyRing) -> int:
    columns = [table.key, "id", *(str(one.column) for one in table.sealed)]
    named = ", ".join(_quoted(one) for one in columns)
    with opened_up(table.name) as cursor:
        cursor.execute(
            f"SELECT {named} FROM {_quoted(table.name)} WHERE {_waiting(table)} LIMIT {BATCH}",  # noqa: S608
            _marks(table, ring),
        )
        rows = cursor.fetchall()
        for row in rows:
            _update(cursor, table, row, ring)
    return len(rows)


def _update(cursor: Any, table: Table, row: Sequence[Any], ring: KeyRing) -> None:
    plain = {
        one.name: ring.open(text, f"{row[1]}:{one.name}") if text else ""
        for one, text in zip(table.sealed, row[2:], strict=True)
    }
    values: dict[str, str] = {
        str(one.column): ring.seal(plain[one.name], f"{row[1]}:{one.name}")
        for one in table.sealed
        if plain[one.name]
    }  # fmt: skip
    values |= {str(one.column): _index(one, plain[one.source], ring) for one in table.indexes}
    changes = ", ".join(f"{_quoted(name)} = %s" for name in values)
    cursor.execute(
        f"UPDATE {_quoted(table.name)} SET {changes} WHERE {_quoted(table.key)} = %s",  # noqa: S608
        [*values.values(), row[0]],
    )


def _index(field: BlindIndexField, text: str, ring: KeyRing) -> str:
    normal = "".join(text.split()).upper()
    if normal and field.normalize:
        normal = field.normalize(normal)
    return ring.blind_index(normal, field.source) if normal else ""


def _indexes(model: type[Model]) -> Iterator[BlindIndexField]:
    """Of a history table too, whose columns lost their recipe: its source is that of the table it remembers."""
    source: type[Model] = getattr(model, "pgh_tracked_model", None) or model
    return (one for one in source._meta.concrete_fields if isinstance(one, BlindIndexField))


def _waiting(table: Table) -> str:
    return " OR ".join(
        f"({_quoted(str(one.column))} <> '' AND {_quoted(str(one.column))} NOT LIKE %s)" for one in table.sealed
    )


def _marks(table: Table, ring: KeyRing) -> list[str]:
    return [f"{ring.current}:%"] * len(table.sealed)


def _second_factors(ring: KeyRing) -> int:
    """The secrets of apps that show codes: sealed by the same ring, inside what the login library keeps."""
    count = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT id, data FROM {SECOND_FACTORS} FOR UPDATE")  # noqa: S608
        for key, data in cursor.fetchall():
            kept = json.loads(data) if isinstance(data, str) else data
            fresh = {name: _again(text, ring) for name, text in kept.items()}
            if fresh != kept:
                cursor.execute(f"UPDATE {SECOND_FACTORS} SET data = %s WHERE id = %s", [json.dumps(fresh), key])  # noqa: S608
                count += 1
    return count


def _again(value: Any, ring: KeyRing) -> Any:
    if isinstance(value, list):
        return [_again(one, ring) for one in value]
    name = value.partition(":")[0] if isinstance(value, str) else ""
    return ring.seal(ring.open(value, "mfa"), "mfa") if name in ring.keys and name != ring.current else value


def _files(ring: KeyRing, tell: Tell) -> int:
    waiting = _waiting_files(ring)
    for path, row_id in waiting:
        _reseal_file(path, vault.get(path.name, row_id), row_id.bytes, ring)
        tell("allegati", 1)
    return len(waiting)


def _waiting_files(ring: KeyRing) -> list[tuple[Path, uuid.UUID]]:
    """Files that a row names and an older key sealed; what no row names was never kept."""
    with opened_up(StoredFile._meta.db_table) as cursor:
        cursor.execute("SELECT stored_as, id FROM files_storedfile")
        rows = dict(cursor.fetchall())
    found = sorted(Path(settings.FILES_ROOT).glob("??/*"))
    return [(path, rows[path.name]) for path in found if path.name in rows and not _is_current(path, ring)]


def _reseal_file(path: Path, content: bytes, bound_to: bytes, ring: KeyRing) -> None:
    nonce = os.urandom(NONCE_BYTES)
    body = AESGCM(ring.keys[ring.current]).encrypt(nonce, content, bound_to)
    scratch = path.with_name(f".{path.name}")
    handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(ring.current.encode() + b":" + nonce + body)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)


def _is_current(path: Path, ring: KeyRing) -> bool:
    mark = ring.current.encode() + b":"
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
