from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """One account."""

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Marta  marta@capofila.example")
