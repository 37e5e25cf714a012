"""Who acts, and the one transaction in which the database knows it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction

from ciao.access.enums import NOTHING, ActorKind, Level
from ciao.core import clock

WEB_ROLE = "ciao_web"
REPORT_ROLE = "ciao_report"
_SETTINGS = (
    "ciao.actor",
    "ciao.holders",
    "ciao.cap",
    "ciao.user",
    "ciao.today",
    "pghistory.context_metadata",
)


@dataclass(frozen=True)
class Actor:
    """Passed as `by=` to every action and to `visible`; holds ids and words, never rows."""

    kind: ActorKind
    id: uuid.UUID | None = None
    role: str = ""
    cap: Level = NOTHING
    user_id: uuid.UUID | None = None
    mandate_id: uuid.UUID | None = None
    organization_id: uuid.UUID | None = None
    programme_id: uuid.UUID | None = None
    label: str = ""

    @property
    def holders(self) -> tuple[uuid.UUID, ...]:
        """The ids a grant may name to let this actor in."""
        return tuple(one for one in (self.id, self.organization_id) if one is not None)


PUBLIC = Actor(kind=ActorKind.PUBLIC, label="pagina pubblica")
_current: ContextVar[Actor | None] = ContextVar("current_actor", default=None)


def job_id(name: str) -> uuid.UUID:
    """A job's id, the same on every installation and every day."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"ciao:job:{name}")


def job(name: str) -> Actor:
    """A background job acts under its own name, with an id that never changes."""
    return Actor(kind=ActorKind.JOB, id=job_id(name), role=f"job:{name}", cap=Level.everything(), label=name)


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """Opens a transaction as `ciao_web` with the actor known to row-level security, and puts back what was there."""
    with transaction.atomic():
        before, role_before = _read_settings()
        _write_settings(_settings_of(actor), WEB_ROLE)
        token = _current.set(actor)
        try:
            yield actor
        finally:
            _current.reset(token)
            if not connection.needs_rollback and connection.connection is not None:
                _write_settings(before, role_before)


@contextmanager
def reporting() -> Iterator[None]:
    """Figures are the same for every reader: they are counted as `ciao_report`, on columns that name nobody.

    Nothing is written inside: the role may only read. What is shown row by row is read outside, with `visible`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        before = str(cursor.fetchone()[0])
    _become(REPORT_ROLE)
    try:
        yield
    except DatabaseError:
        raise  # the transaction is lost, and the role with it
    except BaseException:
        _become(before)
        raise
    _become(before)


def _become(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, true)", [role])


def current_actor() -> Actor | None:
    """The actor of the open transaction, for reads that are logged on its behalf."""
    return _current.get()


def _settings_of(actor: Actor) -> list[str]:
    history = {"actor": str(actor.id or ""), "role": actor.role, "kind": str(actor.kind.value)}
    return [
        str(actor.id or ""),
        "{" + ",".join(str(one) for one in actor.holders) + "}",
        str(int(actor.cap)),
        str(actor.user_id or ""),
        clock.today().isoformat(),
        json.dumps(history),
    ]


def _read_settings() -> tuple[list[str], str]:
    columns = ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in _SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT current_user, {columns}")
        row = cursor.fetchone()
    return list(row[1:]), str(row[0])


def _write_settings(values: list[str], role: str) -> None:
    calls = ", ".join(f"set_config('{name}', %s, true)" for name in _SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}, set_config('role', %s, true)", [*values, role])
