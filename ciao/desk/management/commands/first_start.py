"""Prints the one-time link of the first start; nothing where somebody already works here."""

from typing import Any

from django.core.management.base import BaseCommand

from ciao.desk.first_run.actions import open_first_start


class Command(BaseCommand):
    help = "Stampa il collegamento del primo avvio."

    def handle(self, *args: Any, **options: Any) -> None:
        link = open_first_start()
        if link:
            self.stdout.write(f"Primo avvio: apri questo collegamento entro 24 ore, vale una volta sola.\n  {link}")
