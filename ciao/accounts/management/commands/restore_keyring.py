"""Makes the key ring again from the recovery sheet, typed line by line."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ciao.accounts.rules import SheetProblem, ring_of
from ciao.core.crypto import write_keyring


class Command(BaseCommand):
    help = "Ricrea le chiavi dal foglio di recupero."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.KEYRING)
        if path.exists():
            sys.exit(f"Le chiavi ci sono già in {path}: spostale altrove e riprova.")
        if sys.stdin.isatty():
            self.stdout.write("Scrivi le righe del foglio, una per volta. Una riga vuota chiude.")
        try:
            write_keyring(path, ring_of(_typed()))
        except SheetProblem as problem:
            sys.exit(str(problem))
        self.stdout.write(f"Chiavi ricreate in {path}.")


def _typed() -> list[str]:
    lines: list[str] = []
    for line in sys.stdin:
        if not line.strip() and lines:
            break
        lines.append(line)
    return lines
