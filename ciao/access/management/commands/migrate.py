"""Django's migrate, followed by what must always agree with the tables: policies and reference data."""

from typing import Any

from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import transaction

from ciao.access import policies
from ciao.core.reference import load_reference_data


class Command(DjangoMigrate):
    """Security policies are put on after every migration, so no table is ever left open."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if options["app_label"] or options["plan"] or options["check_unapplied"]:
            return
        with transaction.atomic(using=options["database"]):
            policies.apply()
            load_reference_data()
        if options["verbosity"] > 0:
            self.stdout.write("  Permessi e tabelle di riferimento aggiornati.")
