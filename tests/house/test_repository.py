"""The tree as it is handed over: migrations complete, nothing of the machine it was made on."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.house import tree

ADDRESS = re.compile(rb"https?://|\bfile:|--(?:extra-)?index-url|--find-links|--trusted-host")
# Folders of whoever writes the code; /home and /root of a real installation are never named either.
MACHINE = re.compile(rb"(?<![\w.])/(?:home/\w|root/|Users/\w|work/)")
BINARY = {".woff2", ".png", ".ico", ".jpg", ".docx", ".pdf", ".ttf"}


def committed() -> list[Path]:
    """Every file of the repository, as git knows it; all files where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=tree.ROOT, capture_output=True, check=False).stdout
    names = [name for name in listed.decode().split("\0") if name]
    return [tree.ROOT / name for name in names if (tree.ROOT / name).is_file()]


@pytest.mark.django_db
def test_every_change_of_a_table_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_migration_is_named_by_the_clock() -> None:
    tree.none_of(
        tree.shown(path) for path in tree.CIAO.glob("*/migrations/0*.py") if re.search(r"_auto_|_\d{8}_", path.stem)
    )


def test_locks_name_no_address() -> None:
    locks = sorted(tree.ROOT.glob("requirements*.lock"))
    assert len(locks) == 2
    tree.none_of(
        f"{path.name}: {ADDRESS.search(path.read_bytes())}" for path in locks if ADDRESS.search(path.read_bytes())
    )


def test_every_locked_package_has_its_hash() -> None:
    for path in tree.ROOT.glob("requirements*.lock"):
        entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", path.read_text(), flags=re.MULTILINE))
        tree.none_of(f"{path.name}: {one[:40]}" for one in entries if "==" in one and "--hash=sha256:" not in one)


def test_no_path_of_a_machine_is_written_down() -> None:
    tree.none_of(
        f"{tree.shown(path)}: {found.group().decode()}"
        for path in committed()
        if path.suffix not in BINARY and path != Path(__file__)
        for found in [MACHINE.search(path.read_bytes())]
        if found
    )


def test_planted_traces_are_found() -> None:
    assert ADDRESS.search(b"django @ https://example.org/django.whl")
    assert MACHINE.search(b"open('/home/anna/ciao')")
    assert not MACHINE.search(b"/persone/home/ and https://example.org/work/")
