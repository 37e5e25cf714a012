"""Opening circles and letting people in and out of them."""

import hashlib
import secrets
import uuid
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from ciao.access.actor import Actor, job_id
from ciao.access.enums import Action, ActorKind, Level, ScopeKind
from ciao.access.models import Grant, Link, Scope
from ciao.access.roles import JOB_LEVELS
from ciao.core import clock

INSTALLATION_SCOPE = uuid.UUID("00000000-0000-4000-8000-00000000c1a0")
JOB = "lavoro automatico"
LINK = "collegamento"


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


def let_jobs_in() -> int:
    """Programmes born before a job, or before it needed more, let it in; returns how many grants were missing.

    Run after every migration and every restore: a copy may be older than the role table.
    """
    missing = 0
    circles = Scope.objects.filter(Q(kind=ScopeKind.PROGRAMME) | Q(id=INSTALLATION_SCOPE))
    for scope in circles:
        standing = Grant.objects.filter(scope=scope, why=JOB, holder_kind=ActorKind.JOB)
        held = dict(standing.values_list("holder_id", "level"))
        for name, level in JOB_LEVELS.items():
            known = held.get(job_id(name))
            if known is None:
                missing += 1
                grant(
                    scope=scope, holder_kind=ActorKind.JOB, holder_id=job_id(name), level=level, why=JOB,
                    by=None, starts_on=date(2000, 1, 1),
                )  # fmt: skip
            elif known != int(level):
                missing += standing.filter(holder_id=job_id(name)).update(level=int(level))
    return missing


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
    """A capability and its token; the token is shown once and only its hash is kept.

    Whoever opens the link reads the circle at `level` until it expires or is revoked.
    """
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
    grant(
        scope=scope, holder_kind=ActorKind.LINK, holder_id=link.id, level=level, why=LINK, by=by,
        ends_on=timezone.localdate(expires_at),
    )  # fmt: skip
    return link, token


def revoke_link(*, link: Link, by: Actor) -> Link:
    """Nobody enters by it any more, from this moment; doing it twice keeps the first time."""
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by = clock.now(), by.id
        link.save(update_fields=["revoked_at", "revoked_by"])
        for one in Grant.objects.filter(scope=link.scope, holder_id=link.id, why=LINK):
            one.ends_on = max(clock.today(), one.starts_on)
            one.save(update_fields=["ends_on"])
    return link


def bearer_of(token: str) -> Actor | None:
    """Who acts by a link: nobody if it does not exist, was revoked or has expired (the answer is the same)."""
    link = Link.objects.filter(token_hash=hash_token(token)).first()
    if link is None or not link.is_open():
        return None
    return Actor(
        kind=ActorKind.LINK, id=link.id, role=f"link:{link.action}", cap=Level(link.level), label=link.label
    )  # fmt: skip


def hash_token(token: str) -> str:
    """What is stored of a token: SHA-256, enough for 24 random bytes."""
    return hashlib.sha256(token.encode()).hexdigest()
