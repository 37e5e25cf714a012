"""Recomputes every permission from mandates, teams and signals, and names the differences."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from ciao.access.enums import Level
from ciao.access.rules import HeldGrant, levels_in_words
from ciao.core import clock, formats
from ciao.desk.oversight.permissions import check_grants


class Command(BaseCommand):
    help = "Ricalcola i permessi e dice le differenze."

    def handle(self, *args: Any, **options: Any) -> None:
        missing, unexplained = check_grants(clock.today())
        for title, found in (("Manca", missing), ("Nessuno spiega", unexplained)):
            for one in found:
                self.stderr.write(f"{title}: {_words(one)}")
        total = len(missing) + len(unexplained)
        if total:
            differences = formats.plural(total, "differenza", "differenze")
            self.stderr.write(f"{differences} tra permessi e incarichi.")
            sys.exit(1)
        self.stdout.write("I permessi sono quelli che incarichi ed équipe danno: nessuna differenza.")


def _words(one: HeldGrant) -> str:
    levels = ", ".join(levels_in_words(Level(one.level)))
    return f"«{one.why}» a {one.holder_id} sull’ambito {one.scope_id} ({levels})"
