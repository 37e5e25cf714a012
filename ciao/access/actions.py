"""Opening circles and letting people in and out of them."""

import hashlib
import secrets
import uuid
from datetime import date, datetime

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level, ScopeKind
from ciao.access.models import Grant, Link, Scope
from ciao.core import clock


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


def end_grants(*, scope: Scope, holder_id: uuid.UUID, on: date, why: str = "") -> int:
    """Takes a holder out from the day after `on`; grants that never began end where they start."""
    found = Grant.objects.filter(scope=scope, holder_id=holder_id, ends_on__isnull=True)
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
