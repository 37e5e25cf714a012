"""A document with one signature asked."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from ciao.access.actor import Actor
from ciao.signatures.actions import request_signature
from ciao.signatures.enums import Method, SignerKind
from ciao.signatures.models import Signature
from tests.cast import World
from tests.documents.samples import issued

STROKES = [[(10, 10), (20, 30), (30, 20), (40, 40)], [(50, 10), (60, 30), (70, 20), (80, 40)]]


def asked(
    world: World,
    by: Actor,
    *,
    kind: SignerKind = SignerKind.PERSON,
    signer_id: uuid.UUID | None = None,
    methods: Iterable[Method] = tuple(Method),
) -> Signature:
    return request_signature(
        document=issued(world, by),
        signer_kind=kind,
        signer_id=signer_id,
        name="Amina",
        by=by,
        methods=methods,
    )
