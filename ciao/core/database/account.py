"""The system user that PostgreSQL runs as: whoever starts us, except root, because initdb refuses root."""

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ciao.core.database.problem import DatabaseProblem

# A user made for CIAO!, if the administrator made one; then users that a Linux or macOS system already has.
INSTEAD_OF_ROOT = ("ciao", "nobody")
ENVIRONMENT: Mapping[str, str] = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class Account:
    """Who the server is for the operating system; `drops` says that we are root and must step down."""

    uid: int
    gid: int
    name: str
    drops: bool

    def run(
        self, command: Sequence[str | Path], *, cwd: Path, stdin: str = "", log: IO[bytes] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as this user with a clean environment; output goes to `log`, or into the result."""
        options: dict[str, Any] = {"stdout": log or subprocess.PIPE, "stderr": log or subprocess.PIPE}
        if self.drops:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        words = [str(word) for word in command]
        return subprocess.run(words, input=stdin, text=True, cwd=cwd, env=ENVIRONMENT, check=False, **options)

    def can_run(self, program: Path) -> bool:
        """Try it, since permissions may come from any parent folder, from access lists or from the mount."""
        try:
            return self.run([program, "--version"], cwd=Path("/")).returncode == 0
        except OSError:
            return False

    def can_enter(self, folder: Path) -> bool:
        """Whether this user can walk down to the folder; nothing is ever opened to make it so."""
        return not self.drops or self.run(["test", "-x", folder], cwd=Path("/")).returncode == 0

    def make_folder(self, folder: Path) -> None:
        """A folder that only this user (and root) can read."""
        folder.mkdir(mode=0o700, exist_ok=True)
        self.own(folder)
        folder.chmod(0o700)

    def own(self, path: Path | int) -> None:
        """Hand a path or an open file over to this user."""
        if self.drops:
            os.chown(path, self.uid, self.gid)


def choose(data: Path) -> Account:
    """Whoever owns the data already; else ourselves, or a user without powers when we are root."""
    uid = os.geteuid()
    owner = data.stat().st_uid if data.exists() else uid
    if uid == 0:
        entry = pwd.getpwuid(owner) if owner else _without_powers()
        return Account(entry.pw_uid, entry.pw_gid, entry.pw_name, drops=True)
    if owner != uid:
        raise DatabaseProblem(
            f"La base di dati in {data} è di un altro utente del sistema: avvia con quello, o come root."
        )
    return Account(uid, os.getegid(), str(uid), drops=False)


def _without_powers() -> pwd.struct_passwd:
    for name in INSTEAD_OF_ROOT:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise DatabaseProblem("PostgreSQL non può girare come root: crea un utente di sistema «ciao» e riprova.")
