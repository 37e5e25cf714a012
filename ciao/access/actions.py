"""Opening circles and letting people in and out of them."""

import hashlib
import secrets
import uuid
from datetime import date, datetime

from ciao.access.actor import Actor, job_id
from ciao.access.enums import Action, ActorKind, Level, ScopeKind
from ciao.access.models import Grant, Link, Scope
from ciao.access.roles import JOB_LEVELS
from ciao.core import clock

INSTALLATION_SCOPE = uuid.UUID("00000000-0000-4000-8000-00000000c1a0")
JOB = "lavoro automatico"


def installation_scope() -> Scope:
    """The circle of those who look after the whole installation; made once, with the jobs already in it."""
    scope, is_new = Scope.objects.get_or_create(
        id=INSTALLATION_SCOPE, defaults={"kind": ScopeKind.ORGANIZATION, "parent": None}
    )
    if is_new:
        grant_jobs(scope)
    return scope


def grant_jobs(scope: Scope) -> None:
    """Background jobs reach a programme, or the installation, only at the level their work needs."""
    for name, level in JOB_LEVELS.items():
        grant(
            scope=scope, holder_kind=ActorKind.JOB, holder_id=job_id(name), level=level, why=JOB,
            by=None, starts_on=date(2000, 1, 1),
        )  # fmt: skip


def open_scope(kind: ScopeKind, parent: Scope | None = None) -> Scope:
    """A new circle; readers of the parent reach it at the levels they hold there."""
    return Scope.objects.create(kind=kind, parent=parent)


def grant(
    *,
    scope: Scope,
    holder_kind: str,
    holder_id: uuid.UUID,
    level: Level,
    why: str,
    by: Actor | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Grant:
    """Lets a holder in; the same holder may stand in a circle for several reasons."""
    return Grant.objects.create(
        scope=scope,
        holder_kind=holder_kind,
        holder_id=holder_id,
        level=int(level),
        why=why,
        starts_on=starts_on or clock.today(),
        ends_on=ends_on,
        granted_by=by.id if by else None,
    )


def end_grants(*, scope: Scope | None = None, holder_id: uuid.UUID, on: date, why: str = "") -> int:
    """Takes a holder out of a circle, or of all, from the day after `on`; returns how many grants end.

    Grants that never began end where they start.
    """
    found = Grant.objects.filter(holder_id=holder_id, ends_on__isnull=True)
    if scope is not None:
        found = found.filter(scope=scope)
    if why:
        found = found.filter(why=why)
    ended = 0
    for one in found:
        one.ends_on = max(on, one.starts_on)
        one.save(update_fields=["ends_on"])
        ended += 1
    return ended


def create_link(
    *, scope: Scope, action: Action, level: Level, label: str, expires_at: datetime, by: Actor
) -> tuple[Link, str]:
    """A capability and its token; the token is shown once and only its hash is kept."""
    token = secrets.token_urlsafe(24)
    link = Link.objects.create(
        scope=scope,
        token_hash=hash_token(token),
        action=action,
        level=int(level),
        label=label,
        expires_at=expires_at,
        created_by=by.id,
    )
    return link, token


def hash_token(token: str) -> str:
    """What is stored of a token: SHA-256, enough for 24 random bytes."""
    return hashlib.sha256(token.encode()).hexdigest()
