"""Writing what was read, sealing it, and checking the chain."""

import hashlib
import json
import uuid
from collections.abc import Iterable

from django.db import connection, transaction

from ciao.access.actor import Actor
from ciao.access.models import Scope
from ciao.audit.enums import Group
from ciao.audit.models import ReadLine, Seal

FIRST = "0" * 64


def record_read(
    *,
    by: Actor,
    scope: Scope | uuid.UUID,
    purpose: str,
    groups: Iterable[Group],
    person_ids: Iterable[uuid.UUID],
    reason: str = "",
) -> None:
    """One line for the whole page, in the page's own transaction: if it cannot be written, the page fails.

    Raises `ValueError` for a group that is no word of the log.
    """
    ids = sorted(set(person_ids))
    if not ids:
        return
    ReadLine.objects.create(
        scope_id=scope.id if isinstance(scope, Scope) else scope,
        read_by=by.id,
        user_id=by.user_id,
        organization_id=by.organization_id,
        role=by.role,
        label=by.label,
        purpose=purpose,
        groups=sorted({Group(one).value for one in groups}),
        person_ids=ids,
        reason=reason,
    )


def seal_lines() -> int:
    """Adds committed lines to the chain, oldest first; runs each minute, one run at a time."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('ciao.seal'))")
        last = Seal.objects.order_by("-id").first()
        digest = last.digest if last else FIRST
        sealed = Seal.objects.values("line_id")
        count = 0
        for line in ReadLine.objects.exclude(id__in=sealed).order_by("read_at", "id"):
            digest = chain(digest, line)
            Seal.objects.create(line_id=line.id, digest=digest)
            count += 1
    return count


def verify_chain() -> tuple[str, int]:
    """Returns the first broken line's id (or an empty text) and how many lines are not sealed yet."""
    digest = FIRST
    lines = {line.id: line for line in ReadLine.objects.all()}
    seals = list(Seal.objects.order_by("id"))
    unsealed = len(lines.keys() - {seal.line_id for seal in seals})
    for seal in seals:
        line = lines.get(seal.line_id)
        if line is None or chain(digest, line) != seal.digest:
            return str(seal.line_id), unsealed
        digest = seal.digest
    return "", unsealed


def chain(previous: str, line: ReadLine) -> str:
    """SHA-256 over the previous digest and every column of the line."""
    content = [
        str(line.id), str(line.scope_id), line.read_at.timestamp(), str(line.read_by),
        str(line.user_id), str(line.organization_id), line.role, line.label, line.purpose, line.groups,
        [str(one) for one in line.person_ids], line.reason,
    ]  # fmt: skip
    return hashlib.sha256((previous + json.dumps(content)).encode()).hexdigest()
