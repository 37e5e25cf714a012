"""Keeps the signing key of one installation in a file only its owner reads."""

import os
import secrets
from pathlib import Path


def secret_key(path: Path) -> str:
    """Made at first use, so nobody has to choose one; `CIAO_SECRET_KEY` wins where it is set."""
    chosen = os.environ.get("CIAO_SECRET_KEY")
    if chosen:
        return chosen
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()
