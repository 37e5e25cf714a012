"""Django's migrate, followed by what must always agree with the tables: history, policies, reference data, jobs."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pgtrigger
from django.apps import apps
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connection, transaction

from ciao.access import policies
from ciao.access.actions import let_jobs_in
from ciao.core.reference import load_reference_data


class Command(DjangoMigrate):
    """History triggers and policies are put on after every migration, so no table is left unwatched or open."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if options["app_label"] or options["plan"] or options["check_unapplied"]:
            return
        with transaction.atomic(using=options["database"]):
            pgtrigger.install(database=options["database"])
            policies.apply()
            _apply_statements()
            load_reference_data()
            let_jobs_in()
        if options["verbosity"] > 0:
            self.stdout.write("  Permessi e tabelle di riferimento aggiornati.")


def _apply_statements() -> None:
    """Runs the `STATEMENTS` of every app that has a `sql.py`: triggers and functions that stand beside its tables."""
    with connection.cursor() as cursor:
        for app in apps.get_app_configs():
            if app.name.startswith("ciao.") and find_spec(f"{app.name}.sql"):
                cursor.execute(import_module(f"{app.name}.sql").STATEMENTS)
