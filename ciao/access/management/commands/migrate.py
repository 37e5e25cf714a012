"""Django's migrate, followed by what must always agree with the tables: history, policies, reference data, jobs.

A new database has its tables drawn from the models at once: going through every migration would take minutes.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from ciao.access import policies
from ciao.access.actions import let_jobs_in
from ciao.core.reference import load_reference_data

EXTENSIONS = "core"  # its one migration adds what the tables rely on to PostgreSQL


class Command(DjangoMigrate):
    """History triggers and policies are put on after every migration, so no table is left unwatched or open."""

    def handle(self, *args: Any, **options: Any) -> None:
        if _is_new(options):
            self._draw(*args, **options)
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

    def _draw(self, *args: Any, **options: Any) -> None:
        """Tables of our own from the models, those of others by their migrations; ours are then noted as applied."""
        drawn = {app.label for app in apps.get_app_configs() if app.name.startswith("ciao.")} - {EXTENSIONS}
        super().handle(*args, **{**options, "app_label": EXTENSIONS})
        usual, settings.MIGRATION_MODULES = settings.MIGRATION_MODULES, dict.fromkeys(drawn)
        try:
            super().handle(*args, **{**options, "run_syncdb": True})
        finally:
            settings.MIGRATION_MODULES = usual
        used = connections[options["database"]]
        recorder = MigrationRecorder(used)
        for label, name in MigrationLoader(used).disk_migrations:
            if label in drawn:
                recorder.record_applied(label, name)


def _is_new(options: dict[str, Any]) -> bool:
    """Whether nobody ever put a table there, and everything is asked for."""
    partly = options["app_label"] or options["plan"] or options["check_unapplied"] or options["fake"]
    return not partly and not connections[options["database"]].introspection.table_names()


def _apply_statements() -> None:
    """Runs the `STATEMENTS` of every app that has a `sql.py`: triggers and functions that stand beside its tables."""
    with connection.cursor() as cursor:
        for app in apps.get_app_configs():
            if app.name.startswith("ciao.") and find_spec(f"{app.name}.sql"):
                cursor.execute(import_module(f"{app.name}.sql").STATEMENTS)
