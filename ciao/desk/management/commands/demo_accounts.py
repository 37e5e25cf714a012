"""Prints the demo's accounts with the code of this half minute."""

from typing import Any

from django.core.management.base import BaseCommand

from ciao.desk.demo.accounts import PASSWORD, table


class Command(BaseCommand):
    help = "Chi può entrare nella demo, con indirizzo e codice del secondo fattore."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [(one.role, one.name, one.email, one.code) for one in table()]
        heads = ("ruolo", "nome", "indirizzo", "codice ora")
        widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(4)]
        for row in [heads, *rows]:
            self.stdout.write("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
        self.stdout.write(f"\nPassword per tutti: {PASSWORD}")
        self.stdout.write("Il codice cambia ogni 30 secondi: quello di adesso è sempre sulla pagina /prova/")
