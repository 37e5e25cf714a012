"""Where the bytes of files lie: sealed, under random names, outside the web root."""

from __future__ import annotations

import os
import secrets
import uuid
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from ciao.core.crypto import NONCE_BYTES, KeyMissing, Tampered, keyring


class Missing(Exception):
    """The row is there and its bytes are not: a restored database without its files."""


def put(content: bytes, bound_to: uuid.UUID) -> str:
    """Writes `content` sealed and returns the random name it lies under; only this user may read the file.

    AES-GCM with the ring's current key; the row's id is authenticated, so two files cannot be exchanged.
    """
    ring = keyring()
    nonce = os.urandom(NONCE_BYTES)
    body = AESGCM(ring.keys[ring.current]).encrypt(nonce, content, bound_to.bytes)
    name = secrets.token_hex(20)
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(ring.current.encode() + b":" + nonce + body)
    return name


def get(name: str, bound_to: uuid.UUID) -> bytes:
    """The bytes as they were; raises `Missing`, `KeyMissing` or `Tampered`, never returns wrong ones."""
    try:
        raw = _path(name).read_bytes()
    except FileNotFoundError as error:
        raise Missing(name) from error
    key_id, _, sealed = raw.partition(b":")
    key = keyring().keys.get(key_id.decode(errors="replace"))
    if key is None:
        raise KeyMissing(name)
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to.bytes)
    except InvalidTag as error:
        raise Tampered(name) from error


def _path(name: str) -> Path:
    return Path(settings.FILES_ROOT) / name[:2] / name
