"""`ciao backup` and `ciao restore`: database and files in one archive, never the keys that read them."""

import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ciao.core import clock, ledger
from ciao.core.command import schema
from ciao.core.command.instance import BACKUP_URL, OWNER_URL, Instance, has_command, opened
from ciao.core.command.problem import CommandProblem
from ciao.core.crypto import KeyMissing, KeyRing, Tampered, load_keyring
from ciao.core.database import binaries
from ciao.core.database.address import for_programs

DUMP, MANIFEST, FILES = "database.dump", "manifest.json", "files"
FORMAT = 1
# What is done again on data that came back, before anybody reads them.
AFTER = "after_restore"


def backup(instance: Instance, archive: Path) -> None:
    """Write a new archive, whole or not at all; refuses without the keys, since nobody could read it back."""
    ring = _keys(instance)
    if archive.exists():
        raise CommandProblem(f"{archive} esiste già: scegli un altro nome.")
    with opened(instance) as ready, _beside(archive) as folder:
        _program("pg_dump", ready.url(BACKUP_URL), "--format=custom", f"--file={folder / DUMP}")
        manifest = {
            "format": FORMAT,
            "made_at": clock.now().isoformat(),
            "proof": ring.seal("ciao", MANIFEST),
        }
        (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        with tarfile.open(folder / "whole", "w") as tar:
            for name in (MANIFEST, DUMP):
                tar.add(folder / name, name)
            if instance.files_folder.exists():
                tar.add(instance.files_folder, FILES)
            if ledger.beside(instance.keyring_file).exists():
                tar.add(ledger.beside(instance.keyring_file), ledger.NAME)
        (folder / "whole").chmod(0o600)
        (folder / "whole").rename(archive)
        schema.note(ready, backup=clock.now().isoformat())
    print(f"Copia fatta in {archive}. Le chiavi non ci sono: custodisci a parte {instance.keyring_file}.")


def restore(instance: Instance, archive: Path) -> None:
    """Bring an archive back, only where there is nothing to lose and the keys that read it are present."""
    ring = _keys(instance)
    if not archive.is_file():
        raise CommandProblem(f"Non trovo {archive}.")
    with opened(instance) as ready, _beside(instance.files_folder) as folder:
        if not schema.is_empty(ready) or _has_files(instance.files_folder):
            raise CommandProblem(f"«{instance.database}» non è vuota: il ripristino parte solo da una vuota.")
        _unpack(archive, folder)
        _check(folder / MANIFEST, ring)
        _program("pg_restore", ready.url(OWNER_URL), "--exit-on-error", "--single-transaction", str(folder / DUMP))
        if (folder / FILES).exists():
            instance.files_folder.mkdir(exist_ok=True)
            (folder / FILES).rename(instance.files_folder)
        ledger.append(ledger.beside(instance.keyring_file), ledger.read(folder / ledger.NAME))
        schema.note(ready, restored="to finish")
        finish(ready)
    print("Ripristino fatto: avvia con «ciao run».")


def finish(instance: Instance) -> None:
    """Erases again who was erased after the copy was made, and tries the seals; until then nothing is served."""
    if not schema.notes(instance).get("restored"):
        return
    schema.bring_up_to_date(instance)
    if has_command(AFTER) and instance.django(AFTER, owner=True):
        raise CommandProblem(
            "I dati sono tornati, ma un controllo non è riuscito: il motivo è scritto qui sopra. "
            "CIAO! non li mostra finché il controllo non riesce; «ciao run» lo rifà."
        )
    schema.note(instance, restored="")


def _keys(instance: Instance) -> KeyRing:
    """The keys, tried on a word: a file that only looks right is as bad as none."""
    try:
        ring = load_keyring(instance.keyring_file)
        ring.open(ring.seal("ciao", MANIFEST), MANIFEST)
    except (KeyMissing, Tampered, KeyError, ValueError):
        raise CommandProblem(
            f"In {instance.keyring_file} non ci sono chiavi utilizzabili: senza, i dati non si rileggono. "
            "Rimetti il file dal foglio di recupero e riprova."
        ) from None
    return ring


def _check(manifest: Path, ring: KeyRing) -> None:
    try:
        content = json.loads(manifest.read_text(encoding="utf-8"))
        known = content["format"] == FORMAT
        ring.open(content["proof"], MANIFEST)
    except (KeyMissing, Tampered):
        raise CommandProblem("Le chiavi non sono quelle di questa copia: rimetti le sue e riprova.") from None
    except (OSError, ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise CommandProblem("Il file non è una copia fatta con «ciao backup».")


def _unpack(archive: Path, folder: Path) -> None:
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
    except (tarfile.TarError, EOFError):
        raise CommandProblem("Il file non è una copia fatta con «ciao backup», o è rovinato.") from None


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A folder only we can read, on the same disk as the target, so that a rename is enough at the end."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".ciao-", dir=target.parent) as folder:
        yield Path(folder)


def _has_files(folder: Path) -> bool:
    return folder.exists() and any(folder.iterdir())


def _program(name: str, url: str, *words: str) -> None:
    address, secret = for_programs(url)
    command = [str(binaries.find() / name), f"--dbname={address}", *words]
    done = subprocess.run(command, env={**os.environ, **secret}, check=False, capture_output=True, text=True)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["non ha detto perché"])[0]
        raise CommandProblem(f"{name} si è fermato: {reason}")
