"""The passwords of the database roles: made by us, so that nobody has to choose or know one."""

import json
import os
import secrets
from pathlib import Path

from ciao.core.database.roles import ALL


def read_or_make(path: Path) -> dict[str, str]:
    """One password per role, in a file only its owner can read; written before the roles are made."""
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    missing = [role for role in ALL if role not in known]
    if missing:
        known |= {role: secrets.token_urlsafe(24) for role in missing}
        _write(path, known)
    return {role: str(word) for role, word in known.items()}


def _write(path: Path, known: dict[str, str]) -> None:
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(known, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
