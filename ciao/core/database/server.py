"""The PostgreSQL process itself: make its data folder, launch it, wait for it, stop it."""

import shlex
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from ciao.core.database import binaries
from ciao.core.database.account import Account
from ciao.core.database.place import SOCKET_NAME, Place
from ciao.core.database.problem import DatabaseProblem
from ciao.core.database.roles import ADMIN

PATIENCE = 60.0  # seconds: recovery after a crash may take this long
LAUNCHES = 4  # a second apart, before we call it broken
LOG_LIMIT = 5_000_000  # bytes
SETTINGS = {
    "listen_addresses": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    # What people typed must not end in a log file: no statements, no «key (email)=(…)».
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
# Tests may lose their data.
HURRIED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Server:
    """One data folder with the programs that serve it."""

    place: Place
    account: Account
    programs: Path
    durable: bool

    def make_data(self, password: str) -> None:
        """Build the data folder aside and rename it, so that an interrupted first start begins again."""
        unfinished = self.place.data.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        self.account.make_folder(unfinished)
        with tempfile.NamedTemporaryFile("w", dir=self.place.base, encoding="utf-8") as secret:
            secret.write(password)
            secret.flush()
            self.account.own(secret.fileno())
            words: list[str | Path] = [
                "-D",
                unfinished,
                "-U",
                ADMIN,
                f"--pwfile={secret.name}",
                "-A",
                "scram-sha-256",
            ]
            words += ["--data-checksums", *self._locale(), *([] if self.durable else ["--no-sync"])]
            done = self._run("initdb", *words)
        if done.returncode:
            raise DatabaseProblem(f"Non riesco a creare la base di dati: {_last(done.stderr)}")
        unfinished.rename(self.place.data)

    def set_password(self, password: str) -> None:
        """Give the superuser a new password with the server off, when the file with the old one was lost."""
        self.stop()
        order = f"ALTER ROLE {ADMIN} PASSWORD '{password}'\n"
        self._run("postgres", "--single", "-D", self.place.data, "postgres", stdin=order)

    def ensure(self, address: str) -> None:
        """Have the server answer a real query, whatever state it was left in."""
        launches, began, last = 0, time.monotonic(), 0.0
        while not answers(address):
            now = time.monotonic()
            idle = now - last > 1 and not self._is_attended()
            if now - began > PATIENCE or (idle and launches == LAUNCHES):
                raise DatabaseProblem(f"La base di dati non parte: {self._last_words()}")
            if idle:
                launches, last = launches + 1, now
                self._launch()
            time.sleep(0.05)

    def stop(self) -> None:
        """A clean stop: sessions are ended, what was committed is on disk."""
        if self._postmaster():
            self._run("pg_ctl", "stop", "-D", self.place.data, "-m", "fast", "-w", "-t", str(int(PATIENCE)))

    def check_version(self) -> None:
        """Programs of another major version cannot read the data: better one sentence than their refusal."""
        written = int((self.place.data / "PG_VERSION").read_text(encoding="ascii"))
        ours = binaries.version(binaries.find())
        if written != ours:
            raise DatabaseProblem(
                f"I dati sono di PostgreSQL {written} e i programmi di PostgreSQL {ours}: "
                "fai «ciao backup» con la versione di prima e «ciao restore» con questa."
            )

    def _launch(self) -> None:
        """Leave the server on its own, outside our terminal, so that nothing that kills us kills it.

        The marks of the one before go first: no process works in the folder any more, but its number may
        have passed to a newcomer, and PostgreSQL would then refuse to start.
        """
        lock = self.place.sockets / f"{SOCKET_NAME}.lock"
        for mark in (self.place.data / "postmaster.pid", lock):
            mark.unlink(missing_ok=True)
        settings = SETTINGS | {"unix_socket_directories": f'"{self.place.sockets}"'}
        settings |= {} if self.durable else HURRIED
        options = shlex.join(word for name, value in settings.items() for word in ("-c", f"{name}={value}"))
        mode = "ab" if self.place.log.exists() and self.place.log.stat().st_size < LOG_LIMIT else "wb"
        with self.place.log.open(mode) as log:
            words = [
                str(self.programs / "pg_ctl"),
                "start",
                "-W",
                "-s",
                "-D",
                str(self.place.data),
                "-o",
                options,
            ]
            self.account.run(words, cwd=self.place.base, log=log)

    def _postmaster(self) -> bool:
        """Whether the process named in the data folder is our server, and not a newcomer with its number."""
        try:
            number = int((self.place.data / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0])
        except (FileNotFoundError, ValueError):
            return False
        return psutil.pid_exists(number) and _works_in(psutil.Process(number), self.place.data)

    def _is_attended(self) -> bool:
        """Whether the server, or a process it left behind when killed, still works in the data folder."""
        return self._postmaster() or any(_works_in(process, self.place.data) for process in psutil.process_iter())

    def _run(self, program: str, *words: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return self.account.run([self.programs / program, *words], cwd=self.place.base, stdin=stdin)

    def _locale(self) -> list[str]:
        """Accents fold alike everywhere: the server's own tables where it has them (from 17 on)."""
        if binaries.version(binaries.find()) < 17:
            return ["--encoding=UTF8", "--locale=C.UTF-8"]
        return ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]

    def _last_words(self) -> str:
        if not self.place.log.exists():
            return _last("")
        return _last(self.place.log.read_text(encoding="utf-8", errors="replace")) + f" (altro in {self.place.log})"


def answers(address: str) -> bool:
    """Ready means that a query comes back: what `pg_ctl` reports comes too early."""
    try:
        with psycopg.connect(address, connect_timeout=5) as connection:
            return connection.execute("select 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def _works_in(process: psutil.Process, data: Path) -> bool:
    """PostgreSQL's processes have the data folder as their working folder: a sign no other process has."""
    try:
        return bool(process.cwd() == str(data.resolve()))
    except psutil.Error:
        return False


def _last(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else "non ha detto perché."
