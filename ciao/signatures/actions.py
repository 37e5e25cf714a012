"""Asking for a signature, giving it in one of four ways, taking it back."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.base import File
from django.core.mail import send_mail
from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.accounts.models import User
from ciao.core import clock
from ciao.core.crypto import keyring
from ciao.core.formats import date_field
from ciao.documents.enums import DocumentState
from ciao.documents.models import IssuedDocument
from ciao.files.actions import store_file
from ciao.files.enums import FileKind
from ciao.files.models import StoredFile
from ciao.signatures.enums import Method, SignatureState, SignerKind
from ciao.signatures.lifecycle import SIGNATURE
from ciao.signatures.models import Signature, SigningCode
from ciao.signatures.rules import CODE_MINUTES, CODE_TRIES, Stroke, holds_original, new_code

CODE_SUBJECT = "Il codice per firmare"
CODE_TEXT = "Il codice per firmare il documento n. {number} è {code}. Vale 10 minuti. Non darlo a nessun altro."


def request_signature(
    *,
    document: IssuedDocument,
    signer_kind: SignerKind,
    signer_id: uuid.UUID | None,
    name: str,
    by: Actor,
    role: str = "",
    methods: Iterable[Method] = tuple(Method),
) -> Signature:
    """Someone is asked to sign; raises `NotPossible` on a document replaced or annulled."""
    _check_valid(document)
    signature = Signature(
        scope_id=document.scope_id, level=document.level, document=document, signer_kind=signer_kind,
        signer_id=signer_id, name=name, role=role, methods=",".join(methods), requested_by=by.id,
        requested_by_label=by.label,
    )  # fmt: skip
    signature.save(force_insert=True)
    return signature


@transaction.atomic
def sign_on_screen(
    *, signature: Signature, by: Actor, written_name: str = "", strokes: list[Stroke] | None = None
) -> Signature:
    """Signed today with a finger, or by typing one's name where a finger or a mouse cannot be used.

    Raises `NotPossible` without either, and where a worker signs from somebody else's account.
    """
    _check_own(signature, by)
    if not strokes and not written_name.strip():
        raise NotPossible("Disegna la firma, oppure scrivi il tuo nome.")
    drawn = json.dumps(strokes) if strokes else ""
    return _sign(signature, Method.ON_SCREEN, clock.today(), by, written_name=written_name.strip(), strokes=drawn)


@transaction.atomic
def record_paper_signature(
    *,
    signature: Signature,
    scan: File[Any],
    signed_on: date,
    by: Actor,
) -> Signature:
    """Signed on paper on a day; the scan is kept in the document's circle."""
    file = _keep(signature, scan, by)
    return _sign(signature, Method.PAPER, signed_on, by, file=file)


@transaction.atomic
def attach_signed_file(
    *,
    signature: Signature,
    upload: File[Any],
    signed_on: date,
    by: Actor,
) -> Signature:
    """Signed elsewhere with a digital signature: the file is kept, its signature is not verified by us."""
    file = _keep(signature, upload, by)
    if file.kind not in (FileKind.P7M, FileKind.PDF):
        raise NotPossible("Un documento firmato digitalmente è un file P7M o PDF.")
    found = holds_original(signature.document.file.content(), file.content())
    if file.kind == FileKind.PDF and not found:
        raise NotPossible("Questo PDF non è il documento da firmare: scaricalo da qui e firma quello.")
    return _sign(signature, Method.SIGNED_FILE, signed_on, by, file=file, has_original=found)


@transaction.atomic
def send_code(*, signature: Signature, to: str, by: Actor) -> SigningCode:
    """Sends six digits by e-mail to who signs; a new code makes the earlier ones void.

    To someone who works here it goes only to the address of their account, whatever was typed.
    """
    _check_open(signature, Method.CODE)
    if signature.signer_kind == SignerKind.USER and signature.signer_id is not None:
        to = User.objects.get(id=signature.signer_id).email
    signature.codes.filter(used_at__isnull=True).update(used_at=clock.now(), used_by=by.id)
    code = new_code()
    row = SigningCode(
        scope_id=signature.scope_id, level=signature.level, signature=signature, sent_to=to, sent_by=by.id,
        code_hash=_hash(code, signature), expires_at=clock.now() + CODE_MINUTES,
    )  # fmt: skip
    row.save(force_insert=True)
    send_mail(CODE_SUBJECT, CODE_TEXT.format(number=signature.document.number_label, code=code), None, [to])
    return row


def sign_with_code(*, signature: Signature, code: str, by: Actor) -> Signature:
    """Signed by who received the code. Not atomic: a wrong try is counted even as it is refused."""
    _check_open(signature, Method.CODE)
    row = signature.codes.filter(used_at__isnull=True, expires_at__gt=clock.now()).first()
    if row is None or row.tries_count >= CODE_TRIES:
        raise NotPossible("Il codice non vale più: mandane un altro.")
    if row.code_hash != _hash("".join(code.split()), signature):
        row.tries_count += 1
        row.save(update_fields=["tries_count"])
        raise NotPossible(f"Il codice non è questo. {_left(row)}")
    row.used_at, row.used_by = clock.now(), by.id
    row.save(update_fields=["used_at", "used_by"])
    return _sign(signature, Method.CODE, clock.today(), by)


@transaction.atomic
def withdraw(*, signature: Signature, reason: str, by: Actor) -> Signature:
    """Correction: asked of the wrong person, or given by mistake; what was given stays on record."""
    SIGNATURE.move(signature, "withdraw", by=by, on=clock.today(), reason=reason)
    return signature


def _sign(signature: Signature, method: Method, on: date, by: Actor, **given: Any) -> Signature:
    _check_open(signature, method)
    document = signature.document
    if on < document.issued_on:
        raise NotPossible(f"Il documento è del {date_field(document.issued_on)}: la firma viene dopo.")
    values = {
        **given, "method": method, "signed_on": on, "document_sha256": document.sha256,
        "recorded_at": clock.now(), "recorded_by": by.id, "recorded_by_label": by.label,
    }  # fmt: skip
    for name, value in values.items():
        setattr(signature, name, value)
    with transaction.atomic():
        signature.save(update_fields=list(values))
        SIGNATURE.move(signature, "sign", by=by, on=on)
    return signature


def _check_open(signature: Signature, method: Method) -> None:
    _check_valid(signature.document)
    if signature.state != SignatureState.REQUESTED:
        raise NotPossible(f"La firma è già {SignatureState(signature.state).label}.")
    if method not in signature.sufficient:
        raise NotPossible(f"Su questo documento non basta la firma {method.label}.")


def _check_valid(document: IssuedDocument) -> None:
    if document.state != DocumentState.ISSUED:
        raise NotPossible(f"Il documento è {DocumentState(document.state).label}: non si firma.")


def _check_own(signature: Signature, by: Actor) -> None:
    if signature.signer_kind == SignerKind.USER and signature.signer_id != by.user_id:
        raise NotPossible(f"Firma {signature.name}, dal suo accesso.")


def _keep(signature: Signature, upload: Any, by: Actor) -> StoredFile:
    return store_file(
        upload=upload, scope=signature.scope_id, level=Level(signature.level), by=by,
        person_id=signature.document.person_id,
    )  # fmt: skip


def _hash(code: str, signature: Signature) -> str:
    """Six digits are few: without the key of the installation nobody can try them all on a copy."""
    return keyring().blind_index(code, f"signing-code:{signature.id}")


def _left(row: SigningCode) -> str:
    left = CODE_TRIES - row.tries_count
    if left <= 0:
        return "Mandane un altro."
    return f"Puoi provare ancora {left} volte." if left > 1 else "Puoi provare ancora una volta."
