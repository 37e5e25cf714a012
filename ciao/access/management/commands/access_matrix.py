"""Writes docs/permessi.md from the role table."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from ciao.access.rules import as_markdown


class Command(BaseCommand):
    help = "Scrive docs/permessi.md dalla tabella dei ruoli."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        page = Path(settings.ROOT) / "docs" / "permessi.md"
        page.write_text(as_markdown(), encoding="utf-8")
        self.stdout.write(f"Scritta {page.name}.")
