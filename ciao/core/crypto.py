"""Seals identifiers and free text on a person, so a copy of the database alone reveals neither."""

import base64
import hashlib
import hmac
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


class KeyMissing(Exception):
    """The key ring does not hold the key a value was sealed with."""


class Tampered(Exception):
    """A sealed value was moved to another row or changed."""


@dataclass(frozen=True)
class KeyRing:
    """Named AES-256 keys; new values use `current`, old ones stay readable until they are re-sealed."""

    current: str
    keys: dict[str, bytes]
    index_key: bytes

    def seal(self, plain: str, bound_to: str) -> str:
        """AES-GCM; `bound_to` (row UUID + field) is authenticated, so a value cannot be moved between rows."""
        nonce = os.urandom(NONCE_BYTES)
        body = AESGCM(self.keys[self.current]).encrypt(nonce, plain.encode(), bound_to.encode())
        return f"{self.current}:{base64.b64encode(nonce + body).decode()}"

    def open(self, token: str, bound_to: str) -> str:
        """Raises `KeyMissing` or `Tampered`; never returns a wrong text."""
        key_id, _, body = token.partition(":")
        if key_id not in self.keys:
            raise KeyMissing(key_id)
        raw = base64.b64decode(body)
        try:
            return AESGCM(self.keys[key_id]).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound_to.encode()).decode()
        except InvalidTag as error:
            raise Tampered(bound_to) from error

    def blind_index(self, text: str, purpose: str) -> str:
        """HMAC-SHA256: equal texts meet, nobody can list them without the key."""
        return hmac.new(self.index_key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def create_keyring(path: Path) -> None:
    """Makes a ring with one key, readable by its owner only; refuses to replace an existing one."""
    write_keyring(path, KeyRing("k1", {"k1": os.urandom(32)}, os.urandom(32)))


def write_keyring(path: Path, ring: KeyRing) -> None:
    """Stores a ring whole or not at all; raises FileExistsError rather than replace one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys = {name: base64.b64encode(key).decode() for name, key in ring.keys.items()}
    content = json.dumps({"current": ring.current, "keys": keys, "index": base64.b64encode(ring.index_key).decode()})
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(content)
    try:
        os.link(scratch, path)
    finally:
        scratch.unlink()


def replace_keyring(path: Path, ring: KeyRing) -> None:
    """Puts a ring in the place of another, whole or not at all; who holds it in memory reads it anew."""
    scratch = path.with_name(f".{path.name}.new")
    scratch.unlink(missing_ok=True)
    write_keyring(scratch, ring)
    scratch.replace(path)
    _cached.cache_clear()


def renewed(ring: KeyRing) -> KeyRing:
    """The ring with a new current key and a new index key; the older keys still open what they sealed."""
    numbers = [int(name[1:]) for name in ring.keys if name[1:].isdigit()]
    name = f"k{max(numbers, default=0) + 1}"
    return KeyRing(name, {**ring.keys, name: os.urandom(32)}, os.urandom(32))


def retired_file(path: Path, ring: KeyRing) -> Path:
    """Where a ring that is no longer in use waits, in case an older copy is to be opened."""
    return path.with_name(f"{path.stem}.retired-{ring.current}.json")


def load_keyring(path: Path) -> KeyRing:
    """Reads a ring; raises `KeyMissing` where the file is absent or not a ring."""
    try:
        content = json.loads(path.read_text())
        return KeyRing(
            current=content["current"],
            keys={name: base64.b64decode(key) for name, key in content["keys"].items()},
            index_key=base64.b64decode(content["index"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeyMissing(path.name) from error


@lru_cache(maxsize=4)
def _cached(path: Path) -> KeyRing:
    if not path.exists():
        with suppress(FileExistsError):
            create_keyring(path)
    return load_keyring(path)


def keyring() -> KeyRing:
    """The ring of this installation, made at first use."""
    return _cached(Path(settings.KEYRING))
