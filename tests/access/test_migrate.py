"""A new database drawn from the models is the same as one that went through every migration."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from ciao.access.management.commands import migrate
from tests import databases

# What PostgreSQL keeps of a database: columns, constraints, indexes, triggers, policies, and what Django noted.
CATALOGUE = {
    "columns": "SELECT table_name, column_name, udt_name, character_maximum_length, numeric_precision, numeric_scale, "
    "is_nullable, column_default FROM information_schema.columns WHERE table_schema = 'public'",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "policies": "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies",
    "migrations": "SELECT app, name FROM django_migrations",
}


def shape() -> dict[str, set[tuple[Any, ...]]]:
    found = {}
    with connection.cursor() as cursor:
        for name, question in CATALOGUE.items():
            cursor.execute(question)
            found[name] = set(cursor.fetchall())
    return found


@pytest.mark.sweep
def test_drawn_or_migrated_the_database_is_the_same(django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with django_db_blocker.unblock():
        with databases.empty("ciao_drawn"):
            call_command("migrate", interactive=False, verbosity=0)
            drawn = shape()
        monkeypatch.setattr(migrate, "_is_new", lambda options: False)
        with databases.empty("ciao_migrated"):
            call_command("migrate", interactive=False, verbosity=0)
            migrated = shape()
    assert all(drawn.values())
    for name in CATALOGUE:
        assert drawn[name] ^ migrated[name] == set(), name
