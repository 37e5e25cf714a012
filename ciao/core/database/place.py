"""Where the server keeps its things: in the instance folder if it can, else in a short one of its own."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ciao.core.database.account import Account
from ciao.core.database.problem import DatabaseProblem

SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT = 100  # bytes: the system's own limit is 108 on Linux, 104 on macOS
LASTING, SHARED = Path("/var/lib/ciao"), Path("/var/tmp")  # noqa: S108 (mkdtemp chooses the name inside)
FREE_BYTES = 1_000_000_000


@dataclass(frozen=True)
class Place:
    """`home` is ours (lock, passwords, log); `data` and `sockets` belong to the server's account."""

    home: Path
    base: Path
    data: Path
    sockets: Path

    @property
    def log(self) -> Path:
        """What the server says, kept out of the data folder so that a failed start can be read."""
        return self.home / "server.log"


def data_folder(home: Path) -> Path:
    """Where the data is already, or would go first."""
    short = _remembered(home)
    inside = home / "data"
    return short / "data" if short and not inside.exists() else inside


def locate(home: Path, account: Account, *, durable: bool) -> Place:
    """Choose once and remember, so that a later change of permissions cannot open a second database."""
    short = _remembered(home)
    if (home / "data").exists():
        base = _still_open(home, account)
    elif short and (short / "data").exists():
        base = short
    elif short and not short.exists() and durable:
        raise DatabaseProblem(
            f"I dati stavano in {short} e non ci sono più: rimetti quella cartella, "
            f"o cancella {home / 'place'} per ripartire da zero."
        )
    else:
        base = home if account.can_enter(home) else _short(home, account, durable=durable)
    sockets = base / "run"
    if not _fits(sockets):
        sockets = _short(home, account, durable=durable) / "run"
    account.make_folder(sockets)
    return Place(home, base, base / "data", sockets)


def demand_space(folder: Path) -> None:
    """A database that fills the disk stops half-way; better not to begin. Limit: 1 GB."""
    free = shutil.disk_usage(folder).free
    if free < FREE_BYTES:
        raise DatabaseProblem(
            f"Serve almeno 1 GB libero in {folder}, ci sono {free // 1_000_000} MB: libera spazio e riprova."
        )


def _still_open(home: Path, account: Account) -> Path:
    if account.can_enter(home):
        return home
    raise DatabaseProblem(
        f"L'utente {account.name} non può più entrare in {home}, dove stanno i dati: "
        "riapri il passaggio nelle cartelle sopra, o avvia con l'utente che le possiede."
    )


def _fits(sockets: Path) -> bool:
    """Short enough for a socket, and without the comma that would split a list of hosts."""
    return len(os.fsencode(sockets / SOCKET_NAME)) < SOCKET_PATH_LIMIT and "," not in str(sockets)


def _remembered(home: Path) -> Path | None:
    note = home / "place"
    return Path(note.read_text(encoding="utf-8").strip()) if note.exists() else None


def _short(home: Path, account: Account, *, durable: bool) -> Path:
    """The remembered short folder, or a new one with a name nobody could have prepared for us."""
    short = _remembered(home)
    if short and short.exists() and short.stat().st_uid == account.uid:
        return short
    short = Path(tempfile.mkdtemp(prefix="ciao-", dir=_parent(lasting=durable and account.drops)))
    account.make_folder(short)
    (home / "place").write_text(f"{short}\n", encoding="utf-8")
    return short


def _parent(*, lasting: bool) -> Path:
    """Real data goes where a system never cleans; the rest where everybody may write."""
    if lasting:
        LASTING.mkdir(mode=0o755, exist_ok=True)
        return LASTING
    return SHARED if os.access(SHARED, os.W_OK) else Path(tempfile.gettempdir())
